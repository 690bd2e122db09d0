package org.rowhouse.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowhouse.site.InvalidSettingException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * When a CDN is told of a change, and which settings it takes.
 */
class PlannedPurgeTests {

	private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

	@Test
	void aPlanIsReadFromItsName() {
		PlannedPurge one = new PlannedPurge("garden", NOW, 3);
		assertThat(PlannedPurge.of(one.instance())).isEqualTo(one);
		assertThat(one.tag()).isEqualTo("garden");
		PlannedPurge all = new PlannedPurge(null, NOW, 0);
		assertThat(PlannedPurge.of(all.instance())).isEqualTo(all);
		assertThat(all.tag()).isEqualTo("rowhouse:all");
		assertThat(PlannedPurge.of("something else")).isNull();
		assertThat(new PlannedPurge("x".repeat(63), NOW, 55).instance()).as("it fits the column")
			.hasSizeLessThanOrEqualTo(100);
	}

	@Test
	void aFailureIsTriedAgainWithGrowingPausesForAboutTwoDays() {
		List<Duration> pauses = new ArrayList<>();
		Instant now = NOW;
		Optional<PlannedPurge> next = new PlannedPurge("garden", now, 0).again(now);
		while (next.isPresent()) {
			pauses.add(Duration.between(now, next.get().at()));
			now = next.get().at();
			next = next.get().again(now);
		}
		assertThat(pauses.get(0)).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
		assertThat(pauses).allMatch((pause) -> pause.compareTo(Duration.ofHours(2)) < 0);
		assertThat(pauses.get(20)).isBetween(Duration.ofHours(1), Duration.ofHours(2));
		assertThat(Duration.between(NOW, now)).isBetween(Duration.ofHours(40), Duration.ofHours(60));
	}

	@Test
	void thoseThatFailOneAfterTheOtherBecomeOnePlan() {
		PlannedPurge first = new PlannedPurge("garden", NOW, 0).again(NOW.plusMillis(1)).orElseThrow();
		PlannedPurge second = new PlannedPurge("garden", NOW.plusMillis(900), 0).again(NOW.plusSeconds(9))
			.orElseThrow();
		assertThat(second).isEqualTo(first);
		assertThat(new PlannedPurge("garden", NOW, 0).again(NOW.plusSeconds(11)).orElseThrow())
			.as("a later one must not be told too early")
			.isNotEqualTo(first);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ftp://cdn.example/purge", "cdn.example/purge", "https://user:secret@cdn.example/",
			"https://", "https://cdn.example/ purge", "file:///etc/passwd" })
	void onlyUrlsThatCanBeSentToAreTaken(String url) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new CdnProperties(null, url, null, "Authorization"))
			.withMessageContaining("rowhouse.cdn.purge-url")
			.withMessageNotContaining("secret");
	}

	@Test
	void otherMistakesAreNamedAndTheTokenIsNot() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new CdnProperties("X-Tag", null, null, "Authorization"))
			.withMessageContaining("tag-header is 'X-Tag'");
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new CdnProperties(null, null, "sec\nret", "Authorization"))
			.withMessageContaining("purge-token")
			.withMessageNotContaining("ret\n");
		for (String name : List.of("", "Two words", "Host", "Content-Length")) {
			assertThatExceptionOfType(InvalidSettingException.class)
				.isThrownBy(() -> new CdnProperties(null, null, "secret", name))
				.withMessageContaining("purge-token-header");
		}
		assertThat(new CdnProperties("cache-tag", "https://cdn.example/x?key=hidden", "secret", "X-Key")).asString()
			.doesNotContain("secret", "hidden");
	}

}
