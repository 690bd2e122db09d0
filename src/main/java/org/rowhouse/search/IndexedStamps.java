package org.rowhouse.search;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Which items of a site are in the index, in the order of their numbers. Small enough for
 * a million of them.
 */
final class IndexedStamps {

	private final long[] ids;

	private final long[] stamps;

	private int next;

	IndexedStamps(long[] ids, long[] stamps) {
		this.ids = ids;
		this.stamps = stamps;
	}

	boolean isEmpty() {
		return this.ids.length == 0;
	}

	/**
	 * Compares an item with the index. Items come in the order of their numbers.
	 * @param id its number
	 * @param stamp its stamp
	 * @param gone is told of the items in between, which are in the index alone
	 * @return whether the index has the item as it is
	 */
	boolean has(long id, long stamp, LongConsumer gone) {
		while (this.next < this.ids.length && this.ids[this.next] < id) {
			gone.accept(this.ids[this.next++]);
		}
		if (this.next == this.ids.length || this.ids[this.next] != id) {
			return false;
		}
		return this.stamps[this.next++] == stamp;
	}

	/** The items that have not been compared. */
	long[] rest() {
		long[] rest = Arrays.copyOfRange(this.ids, this.next, this.ids.length);
		this.next = this.ids.length;
		return rest;
	}

}
