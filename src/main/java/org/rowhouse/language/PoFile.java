package org.rowhouse.language;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads catalogues in the PO format of GNU gettext, which tools for translators write:
 * {@code msgctxt}, {@code msgid} and {@code msgstr}, without plural forms, which entries
 * for one and for many take the place of.
 */
final class PoFile {

	private final String name;

	private final List<Entry> entries = new ArrayList<>();

	private final StringBuilder context = new StringBuilder();

	private final StringBuilder id = new StringBuilder();

	private final StringBuilder text = new StringBuilder();

	private @Nullable StringBuilder current;

	private int entryLine;

	private String place = "";

	private String entryPlace = "";

	private int line;

	private PoFile(String name) {
		this.name = name;
	}

	/**
	 * Reads a catalogue.
	 * @param name the name of the file, for messages
	 * @param content what it holds
	 * @return the entries in their order, without the header
	 * @throws IllegalStateException if something in it is not understood, with the line
	 */
	static List<Entry> parse(String name, String content) {
		PoFile file = new PoFile(name);
		content.lines().forEach(file::read);
		file.finish();
		return List.copyOf(file.entries);
	}

	private void read(String raw) {
		this.line++;
		String content = raw.strip();
		if (content.startsWith("#:")) {
			this.place = content.substring(2).strip();
		}
		if (content.isEmpty() || content.startsWith("#")) {
			return;
		}
		if (content.startsWith("\"")) {
			if (this.current == null) {
				throw mistake("a text without a keyword before it");
			}
			this.current.append(unquote(content));
			return;
		}
		int space = content.indexOf(' ');
		String keyword = (space < 0) ? content : content.substring(0, space);
		this.current = switch (keyword) {
			case "msgctxt" -> begin(this.context);
			case "msgid" -> (this.current != this.context || this.context.isEmpty()) ? begin(this.id) : this.id;
			case "msgstr" -> this.text;
			default -> throw mistake("'" + keyword + "' is none of msgctxt, msgid and msgstr");
		};
		this.current.append(unquote(content.substring(keyword.length()).strip()));
	}

	private StringBuilder begin(StringBuilder first) {
		finish();
		this.entryLine = this.line;
		this.entryPlace = this.place;
		this.place = "";
		return first;
	}

	private void finish() {
		if (!this.id.isEmpty()) {
			this.entries.add(new Entry(this.entryLine, this.entryPlace, this.context.toString(), this.id.toString(),
					this.text.toString()));
		}
		this.context.setLength(0);
		this.id.setLength(0);
		this.text.setLength(0);
	}

	private String unquote(String quoted) {
		if (quoted.length() < 2 || !quoted.startsWith("\"") || !quoted.endsWith("\"")) {
			throw mistake("a text has to be within quotation marks");
		}
		StringBuilder plain = new StringBuilder();
		for (int i = 1; i < quoted.length() - 1; i++) {
			char c = quoted.charAt(i);
			if (c == '\\') {
				i++;
				plain.append(switch (quoted.charAt(i)) {
					case 'n' -> '\n';
					case 't' -> '\t';
					case '"' -> '"';
					case '\\' -> '\\';
					default -> throw mistake("'\\" + quoted.charAt(i) + "' is none of \\n, \\t, \\\" and \\\\");
				});
			}
			else {
				plain.append(c);
			}
		}
		return plain.toString();
	}

	private IllegalStateException mistake(String what) {
		return new IllegalStateException(this.name + ", line " + this.line + ": " + what + ".");
	}

	/**
	 * A text and its translation.
	 *
	 * @param line where it begins
	 * @param place the file that has the text; empty if no single file has it
	 * @param context where the text stands, if it means something else there; may be
	 * empty
	 * @param id the English text
	 * @param text the translation; empty as long as there is none
	 */
	record Entry(int line, String place, String context, String id, String text) {

	}

}
