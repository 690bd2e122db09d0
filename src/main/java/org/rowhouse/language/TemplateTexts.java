package org.rowhouse.language;

import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.attoparser.AbstractChainedMarkupHandler;
import org.attoparser.MarkupParser;
import org.attoparser.ParseException;
import org.attoparser.config.ParseConfiguration;
import org.attoparser.config.ParseConfiguration.ElementBalancing;
import org.attoparser.output.OutputMarkupHandler;

/**
 * Finds what people read in the source of a template, and puts something else in its
 * place: text, the attributes that are shown or read out, and expressions with words in
 * them. Left alone is what an expression replaces, code, and elements that say
 * {@code translate="no"}.
 */
final class TemplateTexts extends AbstractChainedMarkupHandler {

	private static final Set<String> CODE = Set.of("code", "pre", "kbd", "script", "style");

	private static final Set<String> ATTRIBUTES = Set.of("title", "aria-label", "aria-description",
			"aria-roledescription", "aria-valuetext", "placeholder", "alt", "label", "data-undo", "data-label");

	private static final String QUOTATION_MARKS = "“”";

	private static final Set<String> REPLACED = Set.of("th:text", "th:utext", "th:replace", "th:insert");

	private final UnaryOperator<String> words;

	private final String language;

	private final Deque<Element> open = new ArrayDeque<>();

	private TemplateTexts(StringWriter out, String language, UnaryOperator<String> words) {
		super(new OutputMarkupHandler(out));
		this.language = language;
		this.words = words;
	}

	/**
	 * Replaces what people read.
	 * @param source the source of the template
	 * @param language the tag of the language for {@code <html lang>}
	 * @param words is asked for each text, as it stands in the source, with single spaces
	 * @return the source with the answers
	 * @throws IllegalArgumentException if the source is no markup
	 */
	static String replace(String source, String language, UnaryOperator<String> words) {
		ParseConfiguration configuration = ParseConfiguration.htmlConfiguration();
		configuration.setElementBalancing(ElementBalancing.NO_BALANCING);
		StringWriter out = new StringWriter();
		try {
			new MarkupParser(configuration).parse(source, new TemplateTexts(out, language, words));
		}
		catch (ParseException ex) {
			throw new IllegalArgumentException("The template is no markup: " + ex.getMessage(), ex);
		}
		return out.toString();
	}

	@Override
	public void handleOpenElementStart(char[] buffer, int nameOffset, int nameLen, int line, int col)
			throws ParseException {
		begin(buffer, nameOffset, nameLen);
		super.handleOpenElementStart(buffer, nameOffset, nameLen, line, col);
	}

	@Override
	public void handleStandaloneElementStart(char[] buffer, int nameOffset, int nameLen, boolean minimized, int line,
			int col) throws ParseException {
		begin(buffer, nameOffset, nameLen);
		super.handleStandaloneElementStart(buffer, nameOffset, nameLen, minimized, line, col);
	}

	@Override
	public void handleStandaloneElementEnd(char[] buffer, int nameOffset, int nameLen, boolean minimized, int line,
			int col) throws ParseException {
		this.open.pop();
		super.handleStandaloneElementEnd(buffer, nameOffset, nameLen, minimized, line, col);
	}

	@Override
	public void handleCloseElementEnd(char[] buffer, int nameOffset, int nameLen, int line, int col)
			throws ParseException {
		String name = name(buffer, nameOffset, nameLen);
		// an element without an end ends with the one around it
		boolean found = false;
		while (!this.open.isEmpty() && !found) {
			found = this.open.pop().name.equals(name);
		}
		super.handleCloseElementEnd(buffer, nameOffset, nameLen, line, col);
	}

	private void begin(char[] buffer, int nameOffset, int nameLen) {
		Element parent = this.open.peek();
		String name = name(buffer, nameOffset, nameLen);
		this.open.push(new Element(name, (parent != null && parent.silent) || CODE.contains(name)));
	}

	@Override
	public void handleAttribute(char[] buffer, int nameOffset, int nameLen, int nameLine, int nameCol,
			int operatorOffset, int operatorLen, int operatorLine, int operatorCol, int valueContentOffset,
			int valueContentLen, int valueOuterOffset, int valueOuterLen, int valueLine, int valueCol)
			throws ParseException {
		String value = (valueOuterLen > 0) ? new String(buffer, valueContentOffset, valueContentLen) : "";
		String replaced = attribute(name(buffer, nameOffset, nameLen), value);
		if (replaced.equals(value)) {
			super.handleAttribute(buffer, nameOffset, nameLen, nameLine, nameCol, operatorOffset, operatorLen,
					operatorLine, operatorCol, valueContentOffset, valueContentLen, valueOuterOffset, valueOuterLen,
					valueLine, valueCol);
			return;
		}
		String before = new String(buffer, nameOffset, valueOuterOffset - nameOffset);
		char quote = buffer[valueOuterOffset];
		char[] whole = (before + quote + replaced + quote).toCharArray();
		super.handleAttribute(whole, 0, nameLen, nameLine, nameCol, operatorOffset - nameOffset, operatorLen,
				operatorLine, operatorCol, before.length() + 1, replaced.length(), before.length(),
				replaced.length() + 2, valueLine, valueCol);
	}

	private String attribute(String name, String value) {
		Element element = this.open.element();
		if (REPLACED.contains(name) && !value.contains("{::")) {
			element.silent = true;
		}
		if (name.equals("translate") && value.equals("no")) {
			element.silent = true;
		}
		if (name.equals("lang") && element.name.equals("html")) {
			return this.language;
		}
		if (ATTRIBUTES.contains(name)) {
			return text(value);
		}
		return (name.startsWith("th:")) ? TemplateExpressions.replace(name, value, ATTRIBUTES, this.words) : value;
	}

	@Override
	public void handleText(char[] buffer, int offset, int len, int line, int col) throws ParseException {
		Element element = this.open.peek();
		String value = new String(buffer, offset, len);
		String replaced = (element == null || element.silent) ? value : text(value);
		char[] whole = replaced.toCharArray();
		super.handleText(whole, 0, whole.length, line, col);
	}

	/** Spaces before and after it stay. */
	private String text(String value) {
		String plain = value.strip();
		if (plain.chars().noneMatch((c) -> Character.isLetter(c) || QUOTATION_MARKS.indexOf(c) >= 0)) {
			return value;
		}
		String single = plain.replaceAll("\\s+", " ");
		String replaced = this.words.apply(single);
		if (replaced.equals(single)) {
			return value;
		}
		int start = value.indexOf(plain);
		return value.substring(0, start) + replaced + value.substring(start + plain.length());
	}

	private static String name(char[] buffer, int offset, int length) {
		return new String(buffer, offset, length).toLowerCase(Locale.ROOT);
	}

	/** One that has begun. */
	private static final class Element {

		private final String name;

		/** Whether nothing in it is for people, or something else takes its place. */
		private boolean silent;

		Element(String name, boolean silent) {
			this.name = name;
			this.silent = silent;
		}

	}

}
