package org.rowhouse.traffic;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Histogram}.
 */
class HistogramTests {

	@ParameterizedTest
	@ValueSource(doubles = { 0.5, 0.9, 0.99, 1 })
	void aPercentileIsNeverTooLowAndAtMostAFifthTooHigh(double share) {
		Random random = new Random(7);
		double[] millis = new double[5000];
		Histogram histogram = new Histogram();
		for (int i = 0; i < millis.length; i++) {
			// From tenths of a millisecond to seconds, as answers are.
			millis[i] = Math.exp(random.nextGaussian() * 1.5 + 2);
			histogram.add(Duration.ofNanos((long) (millis[i] * 1e6)));
		}
		Arrays.sort(millis);
		double exact = millis[(int) Math.ceil(millis.length * share) - 1];
		assertThat(histogram.percentileMillis(share)).isBetween(exact, exact * 1.19);
	}

	@Test
	void histogramsAddUpInAnyOrder() {
		Histogram all = new Histogram();
		Histogram slow = new Histogram();
		Histogram fast = new Histogram();
		for (int i = 1; i <= 1000; i++) {
			Duration time = Duration.ofNanos(1000L * i * i);
			all.add(time);
			((i > 900) ? slow : fast).add(time);
		}
		Histogram slowFirst = new Histogram();
		slowFirst.add(slow);
		slowFirst.add(fast);
		fast.add(slow);
		assertThat(fast.toBytes()).isEqualTo(all.toBytes());
		assertThat(slowFirst.toBytes()).isEqualTo(all.toBytes());
	}

	@Test
	void whatIsWrittenDownIsReadAgain() {
		Histogram histogram = new Histogram();
		for (int i = 0; i < 40; i++) {
			for (int times = 0; times < i * 20; times++) {
				histogram.add(Duration.ofNanos((long) Math.pow(2, i)));
			}
		}
		byte[] bytes = histogram.toBytes();
		Histogram read = Histogram.of(bytes);
		assertThat(read.toBytes()).isEqualTo(bytes);
		assertThat(read.percentileMillis(0.99)).isEqualTo(histogram.percentileMillis(0.99)).isPositive();
	}

	@Test
	void theShortestAndTheLongestTimeHaveABucket() {
		Histogram histogram = new Histogram();
		histogram.add(Duration.ZERO);
		assertThat(histogram.percentileMillis(1)).isLessThan(0.002);
		histogram.add(Duration.ofDays(1));
		assertThat(histogram.percentileMillis(1)).isGreaterThan(120_000);
		assertThat(Histogram.of(histogram.toBytes()).toBytes()).isEqualTo(histogram.toBytes());
	}

	@Test
	void withoutTimesThereIsNothing() {
		assertThat(new Histogram().percentileMillis(0.5)).isZero();
		assertThat(new Histogram().toBytes()).isEmpty();
		assertThat(Histogram.of(new byte[0]).toBytes()).isEmpty();
	}

}
