package org.rowhouse.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.InvalidInputException;

/**
 * Numbers that keep siblings in an order.
 */
final class Positions {

	private static final int STEP = 10;

	private static final int MAX = 1_000_000;

	private Positions() {
	}

	/**
	 * Finds a number between two others.
	 * @param low the one before, or {@code null} if there is none
	 * @param high the one after, or {@code null} if there is none
	 * @return a number, or {@code null} if there is no room
	 */
	static @Nullable Integer between(@Nullable Integer low, @Nullable Integer high) {
		if (low == null && high == null) {
			return 0;
		}
		if (low == null || high == null) {
			int next = (low != null) ? low + STEP : (high != null) ? high - STEP : 0;
			return (Math.abs(next) <= MAX) ? next : null;
		}
		return (high - low >= 2) ? low + (high - low) / 2 : null;
	}

	/**
	 * Numbers siblings so that they stand in an order. What comes from a file keeps the
	 * number that the file says.
	 * @param order the siblings
	 * @param key the key of the site, to name files
	 * @return new numbers of those that need one, by id
	 * @throws InvalidInputException at {@code place}, if files leave no room
	 */
	static Map<Long, Integer> renumber(List<PageRow> order, String key) {
		Map<Long, Integer> numbers = new HashMap<>();
		List<PageRow> free = new ArrayList<>();
		Integer low = null;
		for (PageRow page : order) {
			if (page.source() == null) {
				free.add(page);
				continue;
			}
			number(free, low, page.position(), page, key, numbers);
			free.clear();
			low = page.position();
		}
		number(free, low, null, null, key, numbers);
		order.forEach((page) -> numbers.remove(page.id(), page.position()));
		return numbers;
	}

	private static void number(List<PageRow> pages, @Nullable Integer low, @Nullable Integer high,
			@Nullable PageRow file, String key, Map<Long, Integer> numbers) {
		int count = pages.size();
		if (low != null && high != null && file != null && count > 0 && high - low <= count) {
			throw new InvalidInputException("place", "'" + file.title() + "' comes from sites/" + key + "/"
					+ file.source() + ", and the 'order' there leaves no room before it. Raise it there.");
		}
		for (int i = 0; i < count; i++) {
			int number = (low != null && high != null) ? low + (int) ((long) (high - low) * (i + 1) / (count + 1))
					: (high != null) ? high - STEP * (count - i) : ((low != null) ? low : 0) + STEP * (i + 1);
			numbers.put(pages.get(i).id(), number);
		}
	}

}
