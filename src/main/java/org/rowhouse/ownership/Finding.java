package org.rowhouse.ownership;

/**
 * What a check has found.
 *
 * @param proved whether the domain is proved
 * @param detail what was found instead, in a sentence for whoever publishes the proof
 */
public record Finding(boolean proved, String detail) {

	static final Finding PROVED = new Finding(true, "The proof is there.");

	static Finding missing(String detail) {
		return new Finding(false, detail);
	}

}
