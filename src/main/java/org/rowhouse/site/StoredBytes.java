package org.rowhouse.site;

/**
 * Tells how much a room keeps for the bound site beside its folder and its texts.
 */
public interface StoredBytes {

	/**
	 * Measures what is kept.
	 * @return bytes; what was written in the running transaction counts
	 */
	long storedBytes();

}
