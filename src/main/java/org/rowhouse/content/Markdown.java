package org.rowhouse.content;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;
import org.rowhouse.site.InvalidInputException;

import org.springframework.stereotype.Component;

/**
 * Turns Markdown into clean HTML: CommonMark with tables, footnotes, heading anchors,
 * autolinks, strikethrough, task lists and embeds. HTML inside of it is allowed as far as
 * it can do no harm; everything else is dropped.
 */
@Component
public class Markdown {

	private static final int EXCERPT = 280;

	private static final int MAX_LABEL = 100;

	private static final int MAX_NESTING = 100;

	private static final int MAX_EMBEDS = 50;

	private static final long MAX_CELLS = 500_000;

	private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create(), FootnotesExtension.create(),
			HeadingAnchorExtension.create(), AutolinkExtension.create(), StrikethroughExtension.create(),
			TaskListItemsExtension.create());

	private static final Pattern ANCHOR = Pattern.compile("[\\p{L}\\p{N}_-]{1,200}");

	private static final PolicyFactory CLEAN = new HtmlPolicyBuilder()
		.allowElements("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "blockquote", "pre", "code", "kbd", "samp",
				"var", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "em", "strong",
				"del", "ins", "s", "b", "i", "u", "small", "sub", "sup", "mark", "abbr", "cite", "q", "a", "img",
				"figure", "figcaption", "details", "summary", "section", "input", "time", "div", "span")
		.allowWithoutAttributes("a", "span", "input")
		.allowUrlProtocols("http", "https", "mailto", "tel")
		.allowAttributes("href")
		.onElements("a")
		.allowAttributes("src", "alt", "title", "width", "height")
		.onElements("img")
		.allowAttributes("title")
		.onElements("a", "abbr")
		.allowAttributes("id")
		.matching(ANCHOR)
		.onElements("h1", "h2", "h3", "h4", "h5", "h6", "a", "li", "sup", "section")
		.allowAttributes("class")
		.matching(Pattern.compile("language-[A-Za-z0-9_+-]+"))
		.onElements("code")
		.allowAttributes("class")
		.matching(Pattern.compile("footnote[a-z-]*"))
		.onElements("sup", "a", "section", "ol", "li")
		.allowAttributes("align")
		.matching(true, "left", "right", "center")
		.onElements("th", "td")
		.allowAttributes("start")
		.matching(Pattern.compile("[0-9]{1,9}"))
		.onElements("ol")
		.allowAttributes("type")
		.matching(false, "checkbox")
		.onElements("input")
		.allowAttributes("checked", "disabled", "aria-label")
		.onElements("input")
		.allowAttributes("open")
		.onElements("details")
		.allowAttributes("datetime")
		.onElements("time")
		.toFactory();

	private final Parser parser = Parser.builder().extensions(EXTENSIONS).maxOpenBlockParsers(MAX_NESTING).build();

	private final HtmlRenderer htmlRenderer = HtmlRenderer.builder()
		.extensions(EXTENSIONS)
		.attributeProviderFactory((context) -> Markdown::nameCheckbox)
		.build();

	Markdown() {
	}

	/**
	 * Renders a text.
	 * @param markdown the text; blocks nested deeper than 100 levels are flattened
	 * @return clean HTML and an excerpt
	 * @throws InvalidInputException if it would become far larger than what was written
	 */
	public RenderedMarkdown render(String markdown) {
		requireModestTables(markdown);
		try {
			Node document = this.parser.parse(markdown);
			String excerpt = excerpt(document);
			Map<String, String> embeds = takeEmbeds(document);
			String html = CLEAN.sanitize(this.htmlRenderer.render(document));
			for (Map.Entry<String, String> embed : embeds.entrySet()) {
				html = html.replace("<p>" + embed.getKey() + "</p>", embed.getValue());
			}
			return new RenderedMarkdown(html, excerpt);
		}
		catch (StackOverflowError ex) {
			throw new InvalidInputException("markdown", "The text is nested too deeply. Use fewer levels.");
		}
	}

	/**
	 * Puts a word that nobody can guess in place of each embed, as nothing that is in a
	 * text may come past the cleaning.
	 * @return the embeds by their words
	 */
	private static Map<String, String> takeEmbeds(Node document) {
		Map<String, String> embeds = new LinkedHashMap<>();
		Node next;
		for (Node block = document.getFirstChild(); block != null; block = next) {
			next = block.getNext();
			Optional<String> html = (embeds.size() < MAX_EMBEDS) ? Embeds.html(block) : Optional.empty();
			if (html.isPresent()) {
				String word = "embed-" + UUID.randomUUID();
				Paragraph place = new Paragraph();
				place.appendChild(new Text(word));
				block.insertBefore(place);
				block.unlink();
				embeds.put(word, html.get());
			}
		}
		return embeds;
	}

	/**
	 * Each row of a table is filled up to the width of its head, so a small text can be a
	 * huge table.
	 */
	private static void requireModestTables(String markdown) {
		long lines = markdown.lines().count();
		long widest = markdown.lines()
			.mapToLong((line) -> line.chars().filter((c) -> c == '|').count())
			.max()
			.orElse(0);
		if (lines * widest > MAX_CELLS) {
			throw new InvalidInputException("markdown",
					"A table is too wide for a text of this length. Make it narrower, or split the text.");
		}
	}

	/** The box of a task says what is to be done to those who do not see it. */
	private static void nameCheckbox(Node node, String tag, Map<String, String> attributes) {
		if (node instanceof TaskListItemMarker && node.getNext() instanceof Paragraph task) {
			String text = plainText(task);
			attributes.put("aria-label", (text.length() > MAX_LABEL) ? text.substring(0, MAX_LABEL) + "…" : text);
		}
	}

	/** The first paragraphs up to a length, cut between words, without snippets. */
	private String excerpt(Node document) {
		StringBuilder text = new StringBuilder();
		for (Node node = document.getFirstChild(); node != null && text.length() < EXCERPT; node = node.getNext()) {
			if (node instanceof Paragraph && Embeds.html(node).isEmpty()) {
				String paragraph = plainText(node);
				if (!Snippets.isPlace(paragraph)) {
					text.append(paragraph).append(' ');
				}
			}
			else if (node instanceof Heading && !text.isEmpty()) {
				break;
			}
		}
		String plain = text.toString().strip();
		if (plain.length() <= EXCERPT) {
			return plain;
		}
		int cut = plain.lastIndexOf(' ', EXCERPT - 1);
		return plain.substring(0, (cut > 0) ? cut : EXCERPT - 1) + "…";
	}

	/** What stands there to be read, without addresses of links and without pictures. */
	private static String plainText(Node paragraph) {
		StringBuilder text = new StringBuilder();
		paragraph.accept(new AbstractVisitor() {

			@Override
			public void visit(Text node) {
				text.append(node.getLiteral());
			}

			@Override
			public void visit(Code node) {
				text.append(node.getLiteral());
			}

			@Override
			public void visit(SoftLineBreak node) {
				text.append(' ');
			}

			@Override
			public void visit(HardLineBreak node) {
				text.append(' ');
			}

			@Override
			public void visit(Image node) {
				// What it shows is no sentence.
			}

		});
		return text.toString().strip().replaceAll("\\s+", " ");
	}

}
