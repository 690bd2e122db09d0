package org.rowhouse.traffic;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

/**
 * How many times were about how long, in buckets that are the same for everybody, so that
 * histograms of hours, sites and nodes can be added up. There are four buckets for each
 * doubling, from a microsecond to over two minutes; what is longer is in the last one. A
 * percentile is the upper end of its bucket: never too low, and at most 19 % too high.
 * Only the buckets between the shortest and the longest time take memory.
 */
final class Histogram {

	private static final int PER_DOUBLING = 4;

	private static final int BUCKETS = 27 * PER_DOUBLING;

	private static final double LOG_OF_2 = Math.log(2);

	/** Made room for on either side, since one time is seldom like the one before. */
	private static final int SPARE = 3;

	/** Seven bits of a number in each byte, the lowest first. */
	private static final int LOW_BITS = 0x7f;

	private int first;

	private long[] counts = {};

	/**
	 * Counts a time.
	 * @param time how long something took
	 */
	void add(Duration time) {
		add(bucket(time), 1);
	}

	/**
	 * Counts all that another one has.
	 * @param other another one, which stays as it is
	 */
	void add(Histogram other) {
		for (int i = 0; i < other.counts.length; i++) {
			if (other.counts[i] != 0) {
				add(other.first + i, other.counts[i]);
			}
		}
	}

	private void add(int bucket, long more) {
		if (bucket < this.first || bucket >= this.first + this.counts.length) {
			makeRoom(bucket);
		}
		this.counts[bucket - this.first] += more;
	}

	private void makeRoom(int bucket) {
		boolean empty = this.counts.length == 0;
		int from = Math.max(0, Math.min((empty) ? bucket : this.first, bucket - SPARE));
		int to = Math.min(BUCKETS, Math.max((empty) ? bucket : this.first + this.counts.length, bucket + 1 + SPARE));
		long[] larger = new long[to - from];
		System.arraycopy(this.counts, 0, larger, (empty) ? 0 : this.first - from, this.counts.length);
		this.counts = larger;
		this.first = from;
	}

	private static int bucket(Duration time) {
		double micros = Math.max(1, time.toNanos() / 1000.0);
		return Math.min(BUCKETS - 1, (int) (Math.log(micros) / LOG_OF_2 * PER_DOUBLING));
	}

	/**
	 * Returns within what time a share of all was done.
	 * @param share between 0 and 1, such as 0.99
	 * @return milliseconds; 0 if nothing has been counted
	 */
	double percentileMillis(double share) {
		long wanted = (long) Math.ceil(Arrays.stream(this.counts).sum() * share);
		long seen = 0;
		for (int i = 0; i < this.counts.length && wanted > 0; i++) {
			seen += this.counts[i];
			if (seen >= wanted) {
				return Math.pow(2, (this.first + i + 1.0) / PER_DOUBLING) / 1000;
			}
		}
		return 0;
	}

	/**
	 * Writes it down: for each bucket with something in it how many empty ones are before
	 * it, and its count, as numbers of as many bytes as they need.
	 * @return usually less than a hundred bytes, at most about a thousand
	 */
	byte[] toBytes() {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		int empty = this.first;
		for (long count : this.counts) {
			if (count == 0) {
				empty++;
			}
			else {
				write(out, empty);
				write(out, count);
				empty = 0;
			}
		}
		return out.toByteArray();
	}

	private static void write(ByteArrayOutputStream out, long number) {
		long rest = number;
		while (rest > LOW_BITS) {
			out.write((int) (rest & LOW_BITS) | (LOW_BITS + 1));
			rest >>>= 7;
		}
		out.write((int) rest);
	}

	/**
	 * Reads what was written down.
	 * @param bytes what {@link #toBytes()} returned
	 * @return the same again
	 */
	static Histogram of(byte[] bytes) {
		Histogram histogram = new Histogram();
		ByteBuffer in = ByteBuffer.wrap(bytes);
		int bucket = 0;
		while (in.hasRemaining()) {
			bucket += (int) read(in);
			histogram.add(Math.min(bucket, BUCKETS - 1), read(in));
			bucket++;
		}
		return histogram;
	}

	private static long read(ByteBuffer in) {
		long number = 0;
		int shift = 0;
		byte next;
		do {
			next = in.get();
			number |= (long) (next & LOW_BITS) << shift;
			shift += 7;
		}
		while (next < 0);
		return number;
	}

}
