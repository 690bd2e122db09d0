package org.rowhouse.content;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.Suggestion;

/**
 * Redirects as a table in a text file (RFC 4180, in UTF-8). The first line names the
 * columns: {@code from}, {@code to}, and if wanted {@code match} ({@code exact} or
 * {@code prefix}) and {@code status} ({@code permanent} or {@code temporary}, or the HTTP
 * status). Spreadsheets may have put semicolons or tabs in the place of the commas.
 */
public final class RedirectCsv {

	/** The largest file that is read, in characters. */
	public static final int MAX_LENGTH = 2_000_000;

	private static final List<String> COLUMNS = List.of("from", "to", "match", "status");

	private static final Set<String> PERMANENT = Set.of("", "permanent", "301", "308");

	private static final Set<String> TEMPORARY = Set.of("temporary", "302", "303", "307");

	private static final int MAX_MISTAKES = 50;

	private RedirectCsv() {
	}

	/**
	 * Writes redirects.
	 * @param redirects the redirects, in order
	 * @return the text; reading it returns the same
	 */
	public static String write(Collection<RedirectDraft> redirects) {
		StringWriter text = new StringWriter();
		try {
			CSVFormat format = CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();
			format.print(text).printRecord(COLUMNS);
			for (RedirectDraft redirect : redirects) {
				format.print(text)
					.printRecord(redirect.from(), redirect.target(), redirect.coverage().word(),
							(redirect.permanent()) ? "permanent" : "temporary");
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return text.toString();
	}

	/**
	 * Reads redirects, each checked by itself and all of them together.
	 * @param text the text of a file
	 * @return its redirects by the number of their line
	 * @throws InvalidCsvException with all mistakes by line
	 */
	public static Map<Long, RedirectDraft> read(String text) {
		if (text.length() > MAX_LENGTH) {
			throw new InvalidCsvException(1, "The file has more than " + MAX_LENGTH + " characters.");
		}
		Map<Long, RedirectDraft> lines = new TreeMap<>();
		Map<Long, String> mistakes = new TreeMap<>();
		String plain = ((text.startsWith("\uFEFF")) ? text.substring(1) : text) + "\n";
		List<String> columns = null;
		long line = 0;
		try (CSVParser parser = format(plain).parse(new StringReader(plain))) {
			for (CSVRecord row : parser) {
				line = parser.getCurrentLineNumber();
				if (columns == null) {
					columns = columns(row);
				}
				else {
					read(row, columns, line, lines, mistakes);
				}
			}
		}
		catch (IOException | UncheckedIOException ex) {
			throw new InvalidCsvException(line + 1, "The file cannot be read as CSV from here on. A value with a "
					+ "quotation mark in it stands in quotation marks, and the mark twice.");
		}
		if (columns == null) {
			throw new InvalidCsvException(1, "The file is empty. The first line names the columns: from,to.");
		}
		requireApart(lines, mistakes);
		if (!mistakes.isEmpty()) {
			throw new InvalidCsvException(mistakes);
		}
		return lines;
	}

	private static CSVFormat format(String text) {
		int end = text.indexOf('\n');
		String first = (end >= 0) ? text.substring(0, end) : text;
		char delimiter = (first.indexOf('\t') >= 0) ? '\t' : (first.indexOf(';') >= 0) ? ';' : ',';
		return CSVFormat.RFC4180.builder()
			.setDelimiter(delimiter)
			.setIgnoreEmptyLines(true)
			.setIgnoreSurroundingSpaces(true)
			.get();
	}

	private static List<String> columns(CSVRecord row) {
		List<String> columns = new ArrayList<>();
		for (String name : row) {
			String column = name.strip().toLowerCase(Locale.ROOT);
			if (!COLUMNS.contains(column) || columns.contains(column)) {
				throw new InvalidCsvException(1,
						(columns.contains(column)) ? "There are two columns '" + column + "'."
								: "'" + shorten(name) + "' is no column. " + Suggestion.didYouMean(column, COLUMNS,
										"The first line names the columns: from,to or from,to,match,status."));
			}
			columns.add(column);
		}
		if (!columns.containsAll(List.of("from", "to"))) {
			throw new InvalidCsvException(1,
					"The first line names the columns; 'from' and 'to' have to be among them.");
		}
		return columns;
	}

	private static void read(CSVRecord row, List<String> columns, long line, Map<Long, RedirectDraft> lines,
			Map<Long, String> mistakes) {
		if (row.size() > columns.size()) {
			mistakes.put(line, "There are " + row.size() + " values, and the first line names " + columns.size()
					+ " columns. A value with a comma in it stands in quotation marks.");
			return;
		}
		String match = value(row, columns, "match").toLowerCase(Locale.ROOT);
		String status = value(row, columns, "status").toLowerCase(Locale.ROOT);
		if (!Set.of("", "exact", "prefix").contains(match)) {
			mistakes.put(line, "'" + shorten(match) + "' is no way to match. Write exact or prefix.");
			return;
		}
		if (!PERMANENT.contains(status) && !TEMPORARY.contains(status)) {
			mistakes.put(line, "'" + shorten(status) + "' is no status. Write permanent or temporary.");
			return;
		}
		try {
			lines.put(line,
					RedirectRules.valid(new RedirectDraft(value(row, columns, "from"),
							(match.equals("prefix")) ? Coverage.PREFIX : Coverage.EXACT, value(row, columns, "to"),
							PERMANENT.contains(status))));
		}
		catch (InvalidInputException ex) {
			mistakes.put(line, String.valueOf(ex.getMessage()));
		}
	}

	private static String value(CSVRecord row, List<String> columns, String name) {
		int index = columns.indexOf(name);
		return (index >= 0 && index < row.size()) ? row.get(index).strip() : "";
	}

	private static void requireApart(Map<Long, RedirectDraft> lines, Map<Long, String> mistakes) {
		Map<String, Long> first = new HashMap<>();
		lines.forEach((line, draft) -> {
			Long other = first.putIfAbsent(draft.coverage() + draft.from(), line);
			if (other != null) {
				mistakes.put(line, draft.from() + " stands in line " + other + " already.");
			}
		});
		if (lines.size() > RedirectRules.MAX) {
			mistakes.put(1L, "These are " + lines.size() + " redirects, and a site has at most " + RedirectRules.MAX
					+ ". One with 'prefix' may do for many.");
		}
		else if (mistakes.isEmpty()) {
			List<RedirectDraft> all = List.copyOf(lines.values());
			Map<RedirectDraft, String> wrong = RedirectRules.loopsAndChains(all, all);
			lines.forEach((line, draft) -> {
				String message = wrong.get(draft);
				if (message != null) {
					mistakes.put(line, message);
				}
			});
		}
	}

	private static String shorten(String text) {
		return (text.length() > 40) ? text.substring(0, 40) + "…" : text;
	}

	/**
	 * A file has mistakes.
	 */
	public static class InvalidCsvException extends InvalidInputException {

		private final transient Map<Long, String> lines;

		InvalidCsvException(long line, String message) {
			this(Map.of(line, message));
		}

		/** Of many mistakes the first are told. */
		InvalidCsvException(Map<Long, String> lines) {
			super(byName(lines));
			this.lines = new TreeMap<>(lines);
		}

		private static Map<String, String> byName(Map<Long, String> lines) {
			Map<String, String> named = new LinkedHashMap<>();
			lines.entrySet()
				.stream()
				.sorted(Map.Entry.comparingByKey())
				.limit(MAX_MISTAKES)
				.forEach((mistake) -> named.put("line " + mistake.getKey(), mistake.getValue()));
			return named;
		}

		/**
		 * Returns what is wrong.
		 * @return messages by the number of the line, from 1
		 */
		public Map<Long, String> lines() {
			return this.lines;
		}

	}

}
