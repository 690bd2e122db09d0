package org.rowhouse.cache;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowhouse.cache.CachedPage.Life;
import org.rowhouse.cache.CachedPage.Made;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.SettingOrigins;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What caches are told for what a site says.
 */
class CachingOptionsTests {

	private static final String STALE = ", stale-while-revalidate=60, stale-if-error=86400";

	@ParameterizedTest
	@CsvSource({ "30s,30", "5m,300", "1h,3600", " 7D ,604800", "365d,31536000" })
	void aTimeIsToldInSeconds(String time, long seconds) {
		CachingOptions options = CachingOptions.of(Map.of(CachingOptions.FEEDS, time));
		assertThat(options.header(AnswerKind.FEED)).startsWith("public, max-age=" + seconds + ", stale-while");
		assertThat(options.header(AnswerKind.PAGE)).isEqualTo("no-cache");
		assertThat(options.header(AnswerKind.FILE)).isEqualTo("no-cache");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "0", "0s", "5", "5x", "-5m", "366d", "999999999d", "1.5h", "5 m", "5m, public", "٥m" })
	void whatCannotBeUsedLetsNobodyShowAnything(String time) {
		assertThat(CachingOptions.of(Map.of(CachingOptions.PAGES, time)).header(AnswerKind.PAGE)).isEqualTo("no-cache");
	}

	@Test
	void cachesOnTheWayMayBeToldSomethingElse() {
		assertThat(header("0", "1h")).as("browsers ask each time").isEqualTo("public, max-age=0, s-maxage=3600");
		assertThat(header("5m", "1h")).isEqualTo("public, max-age=300, s-maxage=3600" + STALE);
		assertThat(header("5m", "0")).isEqualTo("public, max-age=300, s-maxage=0" + STALE);
		assertThat(header("5m", "5m")).isEqualTo("public, max-age=300" + STALE);
		assertThat(header("5m", "wrong")).isEqualTo("public, max-age=300, s-maxage=0" + STALE);
		assertThat(header("10s", "")).isEqualTo("public, max-age=10, stale-while-revalidate=10, stale-if-error=86400");
	}

	private static String header(String pages, String shared) {
		return CachingOptions.of(Map.of(CachingOptions.PAGES, pages, CachingOptions.SHARED, shared))
			.header(AnswerKind.PAGE);
	}

	@Test
	void whatIsTypedIsChecked() {
		assertThat(CachingOptions.check(Map.of("cachePages", " 5M ", "cacheFiles", "", "other", "x")))
			.containsExactly(Map.entry("cachePages", "5m"));
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> CachingOptions.check(Map.of("cachePages", "soon", "cacheShared", "400d")))
			.extracting(InvalidInputException::errors, InstanceOfAssertFactories.MAP)
			.containsOnlyKeys("cachePages", "cacheShared")
			.containsEntry("cachePages",
					"Write 0, or a whole number with s, m, h or d, such as 30s, 5m, 1h or 7d; at most 365d.");
	}

	@Test
	void nobodyKeepsAnythingBeyondAPlannedChange() {
		CacheControl hour = CacheControl.of(Duration.ofMinutes(5), Duration.ofHours(1));
		long now = 1_000_000;
		assertThat(hour.header(now, Long.MAX_VALUE)).isEqualTo(hour.toString());
		assertThat(hour.header(now, now + Duration.ofDays(2).toMillis())).isEqualTo(hour.toString());
		assertThat(hour.header(now, now + Duration.ofHours(5).toMillis())).as("not even what is outdated")
			.isEqualTo("public, max-age=300, s-maxage=3600");
		assertThat(hour.header(now, now + 600_000)).isEqualTo("public, max-age=300, s-maxage=600");
		assertThat(hour.header(now, now + 90_900)).isEqualTo("public, max-age=90");
		assertThat(hour.header(now, now + 900)).isEqualTo("no-cache");
		assertThat(hour.header(now, now - 5000)).isEqualTo("no-cache");
	}

	@Test
	void beforeAPlannedChangeTheHeaderIsWrittenOnceASecond() {
		CacheControl hour = CacheControl.of(Duration.ofMinutes(5), Duration.ofHours(1));
		long now = 1_000_000;
		CachedPage planned = page(hour, now + 600_000);
		String first = planned.cacheControl(now);
		assertThat(first).isEqualTo("public, max-age=300, s-maxage=600");
		assertThat(planned.cacheControl(now)).isSameAs(first);
		assertThat(planned.cacheControl(now + 1)).isEqualTo("public, max-age=300, s-maxage=599");
		assertThat(planned.cacheControl(now + 1000)).isSameAs(planned.cacheControl(now + 1));
		assertThat(planned.cacheControl(now + 700_000)).isEqualTo("no-cache");
		CachedPage usual = page(hour, Long.MAX_VALUE);
		assertThat(usual.cacheControl(now)).isSameAs(usual.cacheControl(now + 5000)).isEqualTo(hour.toString());
		assertThat(page(CacheControl.of("no-store"), now + 5000).cacheControl(now)).isEqualTo("no-store");
	}

	private static CachedPage page(CacheControl told, long change) {
		Site site = new Site(1, "kept", "Kept", "", "plain", Locale.ENGLISH, ZoneId.of("UTC"), SiteState.ACTIVE, 1,
				List.of(), Map.of(), false, null, null, SettingOrigins.NONE);
		return new CachedPage(site, new Made(200, List.of(), told, List.of(), "", null),
				new Body(new byte[0], false, "x"), new Life(0, 0, 0, "", Long.MAX_VALUE, change));
	}

}
