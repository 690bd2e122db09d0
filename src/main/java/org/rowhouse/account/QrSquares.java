package org.rowhouse.account;

import io.nayuki.qrcodegen.QrCode;

/**
 * Draws QR codes.
 */
final class QrSquares {

	private QrSquares() {
	}

	/**
	 * Draws a code, one unit for each square.
	 * @param code the code
	 * @return the dark squares, as the path of an SVG
	 */
	static String of(QrCode code) {
		StringBuilder path = new StringBuilder();
		for (int y = 0; y < code.size; y++) {
			for (int x = 0; x < code.size; x++) {
				if (code.getModule(x, y)) {
					path.append('M').append(x).append(',').append(y).append("h1v1h-1z");
				}
			}
		}
		return path.toString();
	}

}
