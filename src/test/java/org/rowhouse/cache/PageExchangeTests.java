package org.rowhouse.cache;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowhouse.cache.CachedPage.Life;
import org.rowhouse.cache.CachedPage.Made;
import org.rowhouse.cache.PageExchange.Answer;
import org.rowhouse.site.SettingOrigins;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteState;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An answer from before a change is shown for a moment, or not at all: it may be one that
 * somebody has taken back.
 */
class PageExchangeTests {

	private static final PageKey KEY = new PageKey(1, false, "", "/about", "");

	private static final Duration LIFE = Duration.ofHours(1);

	private final PassingTime time = new PassingTime();

	private final PageCache cache = new PageCache(new PageCacheProperties(DataSize.ofMegabytes(4), 25), () -> 1,
			(site) -> true, new Flight.Board(0, Duration.ZERO), this.time);

	@Test
	void whileANewAnswerIsMadeTheOneFromBeforeStaysForASecondAfterItWasRight() {
		keep(site(1), Long.MAX_VALUE);
		this.time.pass(Duration.ofMinutes(50));
		assertThat(begin(site(1)).answer()).as("still right").isNotNull();
		PageExchange first = begin(site(2));
		assertThat(first.answer()).isNull();
		assertThat(first.leading()).isNotNull();
		this.time.pass(Duration.ofMillis(700));
		assertThat(answer(begin(site(2))).outdated()).isTrue();
		this.time.pass(Duration.ofMillis(400));
		PageExchange late = begin(site(2));
		assertThat(late.answer()).isNull();
		assertThat(late.leading()).as("somebody else's").isNull();
	}

	@Test
	void longAfterAChangeNobodyGetsTheAnswerFromBefore() {
		keep(site(1), Long.MAX_VALUE);
		this.time.pass(Duration.ofMinutes(50));
		assertThat(begin(site(2)).leading()).isNotNull();
		assertThat(begin(site(2)).answer()).isNull();
	}

	@Test
	void whoComesAfterAChangeDoesNotGetWhatWasBegunBefore() {
		assertThat(begin(site(1)).leading()).isNotNull();
		assertThat(begin(site(1)).leading()).as("one of them makes it").isNull();
		assertThat(begin(site(2)).leading()).isNotNull();
	}

	@Test
	void whereNoneCanBeMadeOneOfTheSameVersionWillDoHoweverOld() {
		keep(site(1), Long.MAX_VALUE);
		this.time.pass(Duration.ofHours(20));
		assertThat(fallBack(site(1))).isTrue();
		assertThat(fallBack(site(2))).isFalse();
	}

	@Test
	void whereNoneCanBeMadeOneFromBeforeAChangeWillDoForAMinute() {
		keep(site(1), Long.MAX_VALUE);
		this.time.pass(Duration.ofSeconds(59));
		assertThat(fallBack(site(2))).isTrue();
		this.time.pass(Duration.ofSeconds(2));
		assertThat(fallBack(site(2))).isFalse();
	}

	@Test
	void whatEndsByPlanIsNotShownAfterwards() {
		keep(site(1), this.time.millis() + 5000);
		this.time.pass(Duration.ofSeconds(4));
		assertThat(fallBack(site(2))).isTrue();
		this.time.pass(Duration.ofSeconds(1));
		assertThat(fallBack(site(2))).isFalse();
		assertThat(fallBack(site(1))).isFalse();
	}

	@Test
	void anOlderAnswerDoesNotTakeThePlaceOfANewerOne() {
		CachedPage newer = page(site(2), Long.MAX_VALUE);
		this.cache.put(KEY, newer);
		this.cache.put(KEY, page(site(1), Long.MAX_VALUE));
		assertThat(this.cache.find(KEY)).isSameAs(newer);
	}

	@Test
	void theTagOfWhatIsCompressedHereIsNotOneOfTheConnector() {
		assertThat(new Body(new byte[0], false, "a-").etag(true)).doesNotContain("--gzip");
	}

	@Test
	void whatIsKeptIsCompressedAtOnceAndAnythingElseForWhoTakesIt() throws IOException {
		byte[] text = "A row of houses. ".repeat(100).getBytes(StandardCharsets.UTF_8);
		Body passing = new Body(text, true, "a");
		assertThat(passing.bytes(true)).as("nobody has asked").isEqualTo(text);
		assertThat(passing.weight()).isEqualTo(text.length);
		assertThat(passing.isCompressed()).isFalse();
		passing.compress();
		byte[] gzip = passing.bytes(true);
		assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes()).isEqualTo(text);
		assertThat(passing.weight()).isEqualTo(text.length + gzip.length);
		passing.compress();
		assertThat(passing.isCompressed()).isTrue();
		assertThat(passing.bytes(true)).as("once for all").isSameAs(gzip);
		assertThat(passing.bytes(false)).isEqualTo(text);
		Body kept = new Body(text, true, "a");
		this.cache.put(KEY, page(site(1), Long.MAX_VALUE, kept));
		assertThat(kept.bytes(true)).isEqualTo(gzip);
		Body image = new Body(text, false, "a");
		image.compress();
		assertThat(image.isCompressed()).isFalse();
		Body noise = new Body(gzip, true, "a");
		noise.compress();
		assertThat(noise.isCompressed()).as("no shorter").isFalse();
		Arrays.fill(gzip, (byte) 0);
		noise.compress();
		assertThat(noise.isCompressed()).as("not tried again").isFalse();
	}

	/** Whether there is an answer for whoever cannot get a new one. */
	private boolean fallBack(Site site) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		PageExchange exchange = new PageExchange(KEY, site, 1, this.time);
		exchange.attach(request);
		exchange.begin(declared(), null, this.cache);
		boolean done = PageExchange.fallBack(request);
		exchange.land(null);
		return done;
	}

	private PageExchange begin(Site site) {
		PageExchange exchange = new PageExchange(KEY, site, 1, this.time);
		exchange.begin(declared(), null, this.cache);
		return exchange;
	}

	private static Answer answer(PageExchange exchange) {
		return Objects.requireNonNull(exchange.answer());
	}

	private void keep(Site site, long change) {
		this.cache.put(KEY, page(site, change));
	}

	private CachedPage page(Site site, long change) {
		return page(site, change, new Body(new byte[10], false, "a"));
	}

	private CachedPage page(Site site, long change, Body body) {
		return new CachedPage(site, new Made(200, List.of(), CacheControl.ASK, List.of(), "/", null), body,
				new Life(1, this.time.millis(), 0, "", this.time.millis() + LIFE.toMillis(), change));
	}

	private static Site site(long version) {
		return new Site(1, "site", "Site", "", "plain", Locale.ENGLISH, ZoneId.of("UTC"), SiteState.ACTIVE, version,
				List.of(), Map.of(), false, null, null, SettingOrigins.NONE);
	}

	private static PageCached declared() {
		try {
			return PageExchangeTests.class.getDeclaredMethod("handler", HttpServletRequest.class)
				.getAnnotation(PageCached.class);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@PageCached
	@Nullable String handler(HttpServletRequest request) {
		return request.getRequestURI();
	}

}
