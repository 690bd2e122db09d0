package org.rowhouse.media;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What may be uploaded, and what that may take.
 *
 * @param maxFile how big a file may be, such as {@code 50MB}
 * @param maxPixels how many pixels a picture may have, width times height. They are
 * counted before a picture is opened. Those that have to be in memory as a whole,
 * progressive JPEG, interlaced PNG, GIF and WebP, may have a third of it.
 * @param longestEdge the width and height up to which a JPEG or PNG is kept as large as
 * it was uploaded; larger ones are made smaller
 * @param parallel how many pictures are opened at once; 0: one for each 256 MB of heap,
 * at most as many as there are processors
 */
@ConfigurationProperties("rowhouse.media")
public record MediaProperties(@DefaultValue("50MB") DataSize maxFile, @DefaultValue("120000000") long maxPixels,
		@DefaultValue("4096") int longestEdge, @DefaultValue("0") int parallel) {

	private static final long HEAP_FOR_ONE = 256L << 20;

	/** Of which a picture that is opened may take so much before it is made smaller. */
	private static final long MAX_OPENED = 64L << 20;

	/**
	 * Checks the settings.
	 * @throws IllegalArgumentException if one of them makes no sense
	 */
	public MediaProperties {
		require(maxFile.toBytes() > 0 && maxFile.toBytes() <= (1L << 34), "max-file is between 1B and 16GB");
		require(maxPixels > 0, "max-pixels is more than 0");
		require(longestEdge >= 320 && longestEdge <= 10_000, "longest-edge is between 320 and 10000");
		require(parallel >= 0 && parallel <= 64, "parallel is between 0 and 64");
	}

	private static void require(boolean condition, String rule) {
		if (!condition) {
			throw new IllegalArgumentException("rowhouse.media." + rule + ".");
		}
	}

	/** How many pictures are opened at once. */
	int parallelPictures() {
		long byHeap = Math.max(1, Runtime.getRuntime().maxMemory() / HEAP_FOR_ONE);
		return (this.parallel > 0) ? this.parallel : (int) Math.min(byHeap, Runtime.getRuntime().availableProcessors());
	}

	/** The bytes that the pixels of one picture may take while it is open. */
	long openedBytes() {
		return Math.min(MAX_OPENED, Runtime.getRuntime().maxMemory() / 6);
	}

}
