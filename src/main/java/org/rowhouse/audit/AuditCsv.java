package org.rowhouse.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * The audit log as a table in a text file (RFC 4180), in UTF-8, times in UTC. What a
 * spreadsheet would take for a formula begins with an apostrophe.
 */
public final class AuditCsv {

	private static final List<String> COLUMNS = List.of("time", "who", "from", "site", "action", "subject", "before",
			"after");

	private static final String FORMULA = "=+-@\t\r";

	private AuditCsv() {
	}

	/**
	 * Writes entries as they are read, so that their number needs no memory.
	 * @param log the audit log
	 * @param filter which entries
	 * @param out where to
	 * @throws IOException if it cannot be written
	 */
	public static void write(AuditLog log, AuditFilter filter, Writer out) throws IOException {
		CSVPrinter printer = CSVFormat.RFC4180.builder().setRecordSeparator("\n").get().print(out);
		printer.printRecord(COLUMNS);
		try {
			log.export(filter, (entry) -> print(printer, entry));
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
		printer.flush();
	}

	private static void print(CSVPrinter printer, AuditEntry entry) {
		try {
			printer.printRecord(entry.happenedAt(), safe(entry.username()), safe(entry.address()),
					(entry.site() != null) ? entry.site() : "", entry.action(), safe(entry.subject()),
					text(entry.before()), text(entry.after()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String text(Map<String, String> values) {
		return (values.isEmpty()) ? "" : new TreeMap<>(values).toString();
	}

	private static String safe(String text) {
		return (!text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0) ? "'" + text : text;
	}

}
