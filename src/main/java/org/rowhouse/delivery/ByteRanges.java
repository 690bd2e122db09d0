package org.rowhouse.delivery;

import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpRange;

/**
 * The parts of a representation that a request asks for (RFC 9110, section 14.2).
 *
 * @param parts those that are there, in the order in which they were asked for
 * @param length how long the whole is
 */
record ByteRanges(List<Part> parts, long length) {

	/** More of them, or more bytes than there are, is an attack rather than a wish. */
	private static final int MAX_PARTS = 16;

	/**
	 * Reads the header.
	 * @param request the request
	 * @param length how long the representation is
	 * @return what to send, without parts if none of them is there (416); {@code null} to
	 * send the whole, where the header is missing, malformed or asks for too much
	 */
	static @Nullable ByteRanges of(HttpServletRequest request, long length) {
		String header = request.getHeader("Range");
		if (header == null || header.length() > 500) {
			return null;
		}
		List<Part> parts = new ArrayList<>();
		long sum = 0;
		try {
			for (HttpRange range : HttpRange.parseRanges(header)) {
				long from = range.getRangeStart(length);
				long to = range.getRangeEnd(length);
				if (from < length && to >= from) {
					parts.add(new Part(from, to));
					sum += to - from + 1;
				}
			}
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
		boolean greedy = parts.size() > MAX_PARTS || (parts.size() > 1 && sum > length);
		return (greedy) ? null : new ByteRanges(List.copyOf(parts), length);
	}

	/**
	 * The value of {@code Content-Range} where nothing of what was asked for is there.
	 */
	String unsatisfied() {
		return "bytes */" + this.length;
	}

	/**
	 * A part.
	 *
	 * @param from its first byte
	 * @param to its last byte
	 */
	record Part(long from, long to) {

		long size() {
			return this.to - this.from + 1;
		}

		String contentRange(long length) {
			return "bytes " + this.from + "-" + this.to + "/" + length;
		}

	}

}
