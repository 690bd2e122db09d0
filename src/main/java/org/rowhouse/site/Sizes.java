package org.rowhouse.site;

import java.util.List;
import java.util.Locale;

/**
 * Sizes in words.
 */
public final class Sizes {

	private static final List<String> UNITS = List.of("bytes", "KB", "MB", "GB", "TB");

	private Sizes() {
	}

	/**
	 * Writes a size for people.
	 * @param bytes a size
	 * @return such as {@code 12.3 MB}; a KB has 1024 bytes
	 */
	public static String readable(long bytes) {
		return readable(bytes, Locale.ROOT);
	}

	/**
	 * Writes a size for people, as they write numbers.
	 * @param bytes a size
	 * @param locale their language
	 * @return such as {@code 12.3 MB} or {@code 12,3 MB}; a KB has 1024 bytes
	 */
	public static String readable(long bytes, Locale locale) {
		double left = (double) bytes;
		int unit = 0;
		while (left >= 1024 && unit < UNITS.size() - 1) {
			left /= 1024;
			unit++;
		}
		String number = (unit == 0 || left == Math.rint(left)) ? Long.toString((long) left)
				: String.format(locale, "%.1f", left);
		return number + " " + UNITS.get(unit);
	}

}
