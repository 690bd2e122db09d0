package org.rowhouse.site;

/**
 * Says which texts can be shown everywhere, in feeds too.
 */
public final class PlainText {

	private PlainText() {
	}

	/**
	 * Tells whether a text has only characters that XML 1.0 knows (section 2.2): no
	 * control characters but tab and line ends, no halves of surrogate pairs, no
	 * non-characters at the end of the first plane.
	 * @param text a text
	 * @return whether it can be shown
	 */
	public static boolean isPlain(String text) {
		return text.codePoints()
			.allMatch((c) -> c == '\t' || c == '\n' || c == '\r' || (c >= ' ' && c < 0xD800)
					|| (c > 0xDFFF && c != 0xFFFE && c != 0xFFFF));
	}

}
