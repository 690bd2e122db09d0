package org.rowhouse.media;

import java.util.List;
import java.util.Optional;

/**
 * A smaller picture made out of one. There are few, so that nobody can fill the disk by
 * asking for sizes.
 *
 * @param shape how it is cut
 * @param size its width in pixels
 */
public record Variant(Shape shape, int size) {

	/** The widths that there are. */
	static final List<Integer> WIDTHS = List.of(320, 640, 960, 1280, 1920, 2560);

	/** The edges of squares that there are. */
	static final List<Integer> SQUARES = List.of(320, 640);

	/**
	 * Reads what an URL asks for.
	 * @param width a width, such as {@code 640}
	 * @return the variant; nothing if there is none of this width
	 */
	public static Optional<Variant> ofWidth(String width) {
		return of(Shape.WHOLE, width, WIDTHS);
	}

	/**
	 * Reads what an URL asks for.
	 * @param edge the edge of a square, such as {@code 320}
	 * @return the variant; nothing if there is no such square
	 */
	public static Optional<Variant> ofSquare(String edge) {
		return of(Shape.SQUARE, edge, SQUARES);
	}

	private static Optional<Variant> of(Shape shape, String typed, List<Integer> known) {
		return known.stream()
			.filter((size) -> size.toString().equals(typed))
			.map((size) -> new Variant(shape, size))
			.findFirst();
	}

	/** The name under which it is kept. Squares depend on where the focal point is. */
	String storedAs(MediaItem item) {
		return (this.shape == Shape.WHOLE) ? "w" + this.size
				: "s" + this.size + "-" + item.focalX() + "-" + item.focalY();
	}

	/**
	 * How a variant is cut.
	 */
	public enum Shape {

		/** Everything. */
		WHOLE,

		/** A square around the focal point. */
		SQUARE

	}

}
