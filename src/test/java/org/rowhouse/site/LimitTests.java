package org.rowhouse.site;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for reading limits and for the settings that have them.
 */
class LimitTests {

	@ParameterizedTest
	@CsvSource({ "CONCURRENT_RENDERS, 4, 4, 4", "CONCURRENT_RENDERS, unlimited, 0, unlimited",
			"REQUESTS_PER_SECOND, 0, 0, unlimited", "BURST, ' 20 ', 20, 20", "RENDER_TIME, 10s, 10000, 10s",
			"RENDER_TIME, 1500ms, 1500, 1500ms", "RENDER_TIME, 0, 0, unlimited", "STORAGE, 500MB, 524288000, 500MB",
			"STORAGE, 2 gb, 2147483648, 2GB", "STORAGE, 1500, 1500, 1500B", "ITEMS, Unlimited, 0, unlimited" })
	void whatIsWrittenIsReadAndWrittenAgain(Limit limit, String text, long amount, String written) {
		assertThat(limit.parse(text)).isEqualTo(amount);
		assertThat(limit.format(amount)).isEqualTo(written);
		assertThat(limit.parse(written)).isEqualTo(amount);
	}

	@ParameterizedTest
	@CsvSource({ "CONCURRENT_RENDERS, many, whole number", "CONCURRENT_RENDERS, -1, between 1 and 10000",
			"ITEMS, 1.5, whole number", "BURST, 0, at least 1", "BURST, unlimited, requests-per-second",
			"RENDER_TIME, 10, such as 10s", "RENDER_TIME, 11m, between 1 and 600s", "RENDER_TIME, -1s, between",
			"STORAGE, 1 mile, such as 500MB", "STORAGE, -5MB, between" })
	void whatIsNoAmountIsRefusedWithAnExample(Limit limit, String text, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> limit.parse(text)).withMessageContaining(message);
	}

	@Test
	void theNamesInJsonAreThoseOfTheSettings() {
		assertThat(Limit.REQUESTS_PER_SECOND.field()).isEqualTo("requestsPerSecond");
		assertThat(Limit.ITEMS.field()).isEqualTo("items");
	}

	@Test
	void aSiteHasHalfOfTheProcessorsUnlessItIsSetOtherwise() {
		int processors = Runtime.getRuntime().availableProcessors();
		assertThat(properties(null, "10s", 20).toLimits().of(Limit.CONCURRENT_RENDERS))
			.isEqualTo(Math.max(1, processors / 2));
		assertThat(properties("7", "10s", 20).toLimits().of(Limit.CONCURRENT_RENDERS)).isEqualTo(7);
		assertThat(properties("7", "10s", 20).toLimits().renderTime()).isEqualTo(Duration.ofSeconds(10));
	}

	@Test
	void aWrongSettingIsToldByItsNameWithWhatToWrite() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> properties("7", "soon", 20).toLimits())
			.withMessage("rowhouse.limits.render-time is 'soon'.")
			.satisfies((failure) -> assertThat(failure.action()).contains("10s"));
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> properties("7", "10s", 201).toLimits())
			.withMessageContaining("rowhouse.limits.waiting-requests");
	}

	@ParameterizedTest
	@CsvSource({ "0, 0 bytes", "1023, 1023 bytes", "1024, 1 KB", "1536, 1.5 KB", "1073741824, 1 GB" })
	void sizesAreReadable(long bytes, String text) {
		assertThat(Sizes.readable(bytes)).isEqualTo(text);
	}

	private static LimitsProperties properties(String renders, String renderTime, int waiting) {
		return new LimitsProperties(renders, "500", "2000", renderTime, "1GB", "10000", waiting, Duration.ofSeconds(5),
				Duration.ofSeconds(1));
	}

}
