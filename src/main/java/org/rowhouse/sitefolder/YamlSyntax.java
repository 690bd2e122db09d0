package org.rowhouse.sitefolder;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.rowhouse.sitefolder.Mistake.Position;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Says in plain words what the YAML parser says in its own.
 */
final class YamlSyntax {

	/**
	 * The first that fits is told. Each looks at the parser's context and problem, with a
	 * line end between them.
	 */
	private static final List<Explanation> EXPLANATIONS = List.of(
			new Explanation("found character '\\\\t", false,
					"A tab stands where spaces belong. Indent with two spaces instead."),
			new Explanation("while scanning a quoted scalar\n.*found unexpected (end of stream|document)", true,
					"A text begins here with a quote that is never closed. Close it, or double a quote inside the text."),
			new Explanation("while scanning a (quoted|double-quoted) scalar\n", false,
					"In double quotes a backslash has a meaning of its own. Use single quotes, or double it."),
			new Explanation("mapping values are not allowed", false,
					"A colon with a space behind it stands inside a text, or the line is indented too far. "
							+ "Put a text with a colon into quotes: title: \"Bread: a love story\"."),
			new Explanation("while scanning a simple key\n", true,
					"This line is not of the form 'key: value'. Write a colon and a space behind the key."),
			new Explanation("while parsing a flow sequence\n", true,
					"A list that begins here with [ is not closed. Put commas between its elements and ] behind the last."),
			new Explanation("while parsing a flow mapping\n", true,
					"A mapping that begins here with { is not closed. Put commas between its entries and } behind the last."),
			new Explanation("while parsing a block (mapping|collection)\n", false,
					"This does not continue what stands above it. Indent lines that belong together by the same number of "
							+ "spaces; put a text into quotes as a whole or not at all."),
			new Explanation("found undefined alias", false,
					"A value that begins with '*' refers to another one in YAML. Put the text into quotes."),
			new Explanation("while scanning an? (alias|anchor)", true,
					"A value that begins with '*' or '&' has a meaning of its own in YAML. Put the text into quotes."),
			new Explanation("while (scanning|parsing) a (tag|node)", false,
					"A value that begins with '!' is a tag in YAML. Put the text into quotes."),
			new Explanation("while scanning a block scalar", false,
					"Behind | or > the line ends; the text follows in the next lines, indented by two spaces."),
			new Explanation("that cannot start any token", false,
					"A text cannot begin with this character. Put the text into quotes."),
			new Explanation("found another document", false,
					"A line of '---' begins a second document. Keep one and remove the line."));

	private YamlSyntax() {
	}

	/**
	 * Explains why a text could not be read.
	 * @param failure what the parser says
	 * @param text the text
	 * @param lineOffset how many lines of the file come before the text
	 * @return the mistake with its place
	 */
	static Mistake explain(YAMLException failure, String text, int lineOffset) {
		if (failure instanceof MarkedYAMLException marked) {
			String said = marked.getContext() + "\n" + marked.getProblem();
			for (Explanation explanation : EXPLANATIONS) {
				if (explanation.said().matcher(said).find()) {
					Mark mark = (explanation.atContext() && marked.getContextMark() != null) ? marked.getContextMark()
							: marked.getProblemMark();
					return new Mistake(position(mark, lineOffset),
							"This is not valid YAML. " + explanation.inPlainWords());
				}
			}
			return new Mistake(position(marked.getProblemMark(), lineOffset),
					"This is not valid YAML: " + marked.getProblem() + ".");
		}
		return unmarked(String.valueOf(failure.getMessage()), text, lineOffset);
	}

	private static Mistake unmarked(String said, String text, int lineOffset) {
		if (said.contains("aliases")) {
			return new Mistake(Position.FILE, "The file refers to its own parts (*name) too often. Write them out.");
		}
		if (said.contains("Nesting Depth")) {
			return new Mistake(Position.FILE, "The file is nested too deeply. Use fewer levels.");
		}
		if (said.contains("exceeds the limit")) {
			return new Mistake(Position.FILE, "The file is too long. Settings have at most 200000 characters.");
		}
		int line = 1;
		int column = 1;
		for (int at : text.codePoints().toArray()) {
			if (!StreamReader.isPrintable(at)) {
				return new Mistake(new Position(line + lineOffset, column), String.format(Locale.ROOT,
						"A character that cannot be seen (U+%04X) stands here. Remove it.", at));
			}
			line += (at == '\n') ? 1 : 0;
			column = (at == '\n') ? 1 : column + 1;
		}
		return new Mistake(Position.FILE, "This is not valid YAML: " + said);
	}

	private static Position position(@Nullable Mark mark, int lineOffset) {
		return (mark != null) ? new Position(mark.getLine() + 1 + lineOffset, mark.getColumn() + 1) : Position.FILE;
	}

	private record Explanation(Pattern said, boolean atContext, String inPlainWords) {

		Explanation(String regex, boolean atContext, String inPlainWords) {
			this(Pattern.compile(regex, Pattern.DOTALL), atContext, inPlainWords);
		}

	}

}
