package org.rowhouse.api;

import org.rowhouse.site.InvalidInputException;

import org.springframework.data.domain.PageRequest;

/**
 * Which part of a list a request asks for.
 */
final class ListPart {

	/** The last page that can be asked for: beyond it, offsets are too large to count. */
	private static final int MAX_PAGE = 100_000;

	private ListPart() {
	}

	/**
	 * Returns the part.
	 * @param page its number, from 0
	 * @param size how much a page has
	 * @param maxSize how much it may have
	 * @return the part
	 * @throws InvalidInputException if there can be no such part
	 */
	static PageRequest of(int page, int size, int maxSize) {
		if (page < 0 || page > MAX_PAGE || size < 1 || size > maxSize) {
			throw new InvalidInputException("page", "'page' is between 0 and " + MAX_PAGE
					+ ", counted from 0, and 'size' is between 1 and " + maxSize + ".");
		}
		return PageRequest.of(page, size);
	}

	/**
	 * Returns the part that is nearest to what was asked for.
	 * @param page its number, from 0
	 * @param size how much a page has
	 * @param maxSize how much it may have
	 * @return the part
	 */
	static PageRequest near(int page, int size, int maxSize) {
		return PageRequest.of(Math.max(0, Math.min(MAX_PAGE, page)), Math.max(1, Math.min(maxSize, size)));
	}

}
