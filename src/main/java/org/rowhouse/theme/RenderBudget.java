package org.rowhouse.theme;

import java.time.Duration;

/**
 * What the rendering of one page may use up. A page that needs more fails, and it alone.
 *
 * @param time how long it may take
 * @param characters how long the page may be, in characters; no single value of a
 * template may be longer as a text, and all texts that its expressions make together may
 * be {@value #TEXTS_PER_PAGE} times as long
 * @param steps how many elements, variables, calls and look-ups it may take
 * @param depth how deeply elements and fragments may be nested
 */
public record RenderBudget(Duration time, int characters, int steps, int depth) {

	/** Five seconds, five million characters, a million steps, 200 levels. */
	public static final RenderBudget DEFAULT = new RenderBudget(Duration.ofSeconds(5), 5_000_000, 1_000_000, 200);

	static final int TEXTS_PER_PAGE = 8;

	/**
	 * Checks the values.
	 * @throws IllegalArgumentException if one is not positive
	 */
	public RenderBudget {
		if (time.isNegative() || time.isZero() || characters < 1 || steps < 1 || depth < 1) {
			throw new IllegalArgumentException("A render budget has positive limits");
		}
	}

}
