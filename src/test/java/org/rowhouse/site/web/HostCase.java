package org.rowhouse.site.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A row of {@code host-cases.tsv}: what somebody sends and what must come back.
 * <p>
 * What must come back is the key of a site, perhaps with a status other than 200; a
 * status with which no site answers, or several with {@code |} between; a status with a
 * {@code Location}; or {@code admin} for the administrator's host. The bytes are text in
 * which {@code \r}, {@code \n}, {@code \\} and {@code \x00} stand for what they stand for
 * in C, and <code>{a*300}</code> for three hundred times the letter.
 *
 * @param name what tells the row from others
 * @param expected what comes back where there is no default address
 * @param expectedWithDefault what comes back where there is one
 * @param sent the bytes of the request
 */
record HostCase(String name, String expected, String expectedWithDefault, byte[] sent) {

	private static final Pattern REPETITION = Pattern.compile("\\{(.)\\*(\\d+)}");

	private static final int COLUMNS = 9;

	static List<HostCase> all() {
		try (InputStream table = HostCase.class.getResourceAsStream("/host-cases.tsv")) {
			return new String(table.readAllBytes(), StandardCharsets.UTF_8).lines()
				.skip(1)
				.map(HostCase::read)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static HostCase read(String line) {
		String[] cells = line.split("\t", -1);
		if (cells.length != COLUMNS) {
			throw new IllegalStateException("A row has " + COLUMNS + " columns: " + line);
		}
		return new HostCase(cells[0], cells[2], (cells[3].isEmpty()) ? cells[2] : cells[3], bytes(cells[8]));
	}

	static byte[] bytes(String text) {
		String spelled = REPETITION.matcher(text)
			.replaceAll((repetition) -> repetition.group(1)
				.repeat(Integer.parseInt(repetition.group(2)))
				.replace("\\", "\\\\"));
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (int at = 0; at < spelled.length(); at++) {
			if (spelled.charAt(at) != '\\') {
				bytes.writeBytes(spelled.substring(at, at + 1).getBytes(StandardCharsets.UTF_8));
				continue;
			}
			at++;
			switch (spelled.charAt(at)) {
				case 'r' -> bytes.write('\r');
				case 'n' -> bytes.write('\n');
				case 't' -> bytes.write('\t');
				case '\\' -> bytes.write('\\');
				case 'x' -> {
					bytes.write(Integer.parseInt(spelled.substring(at + 1, at + 3), 16));
					at += 2;
				}
				default -> throw new IllegalStateException("No such escape: " + text);
			}
		}
		return bytes.toByteArray();
	}

	@Override
	public String toString() {
		return this.name;
	}

}
