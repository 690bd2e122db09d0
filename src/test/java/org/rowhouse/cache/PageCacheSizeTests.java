package org.rowhouse.cache;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.rowhouse.cache.CachedPage.Life;
import org.rowhouse.cache.CachedPage.Made;
import org.rowhouse.site.SettingOrigins;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteState;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page cache stays as small as it is told, and so does each site's part of it.
 */
class PageCacheSizeTests {

	private static final int PAGE = 10_000;

	private final PassingTime time = new PassingTime();

	private final PageCache cache = new PageCache(new PageCacheProperties(DataSize.ofMegabytes(4), 25), () -> 1,
			(site) -> true, new Flight.Board(0, Duration.ZERO), this.time);

	@Test
	void aSiteTakesNoMoreThanItsShareAndKeepsWhatIsAskedForMost() {
		Site site = site(1);
		PageKey asked = key(1, "/asked");
		this.cache.put(asked, page(site, 200));
		for (int i = 0; i < 1000; i++) {
			this.cache.put(key(1, "/" + i), page(site, 200));
			this.time.pass(Duration.ofSeconds(1));
			assertThat(this.cache.find(asked)).as("after %d others", i).isNotNull();
			assertThat(this.cache.bytesOf(site)).isLessThanOrEqualTo(DataSize.ofMegabytes(1).toBytes() + 2 * PAGE);
		}
		assertThat(this.cache.bytesOf(site)).isGreaterThan(DataSize.ofMegabytes(1).toBytes() / 2);
	}

	@Test
	void oneSiteDoesNotDriveOutAnother() {
		Site quiet = site(1);
		this.cache.put(key(1, "/"), page(quiet, 200));
		for (int i = 0; i < 2000; i++) {
			this.cache.put(key(2, "/" + i), page(site(2), 200));
		}
		assertThat(this.cache.find(key(1, "/"))).isNotNull();
	}

	@Test
	void allSitesTogetherTakeNoMoreThanIsAllowed() {
		for (int site = 1; site <= 50; site++) {
			for (int i = 0; i < 50; i++) {
				this.cache.put(key(site, "/" + i), page(site(site), 200));
			}
		}
		assertThat(this.cache.fill().bytes()).isLessThanOrEqualTo(DataSize.ofMegabytes(4).toBytes());
		assertThat(this.cache.fill().evicted()).isPositive();
	}

	@Test
	void aFloodOfPathsThatThereAreNotDrivesOutNoPage() {
		for (int i = 0; i < 50; i++) {
			this.cache.put(key(1, "/" + i), page(site(1), 200));
		}
		for (int i = 0; i < 5000; i++) {
			this.cache.put(key(2, "/missing/" + i), page(site(2), 404));
		}
		for (int i = 0; i < 50; i++) {
			assertThat(this.cache.find(key(1, "/" + i))).isNotNull();
		}
		assertThat(this.cache.fill().bytes()).isLessThan(50 * (PAGE + 2000L) + DataSize.ofKilobytes(256).toBytes());
	}

	@Test
	void aPageThatGoesLeavesNothingBehind() {
		Site site = site(1);
		PageKey key = key(1, "/");
		for (int i = 0; i < 10; i++) {
			this.cache.put(key, page(site, 200));
		}
		assertThat(this.cache.bytesOf(site)).isLessThan(2 * PAGE);
		this.cache.put(key, page(site, 404));
		assertThat(this.cache.bytesOf(site)).isZero();
		assertThat(this.cache.find(key)).isNotNull();
		this.cache.deleted(new org.rowhouse.site.SiteDeleted(1, "site-1"));
		assertThat(this.cache.find(key)).isNull();
	}

	@Test
	void anAnswerThatIsTooLargeIsNotKept() {
		Site site = site(1);
		this.cache.put(key(1, "/"), page(site, 200, 600_000));
		assertThat(this.cache.find(key(1, "/"))).isNull();
	}

	private static PageKey key(long siteId, String path) {
		return new PageKey(siteId, false, "", path, "");
	}

	private static CachedPage page(Site site, int status) {
		return page(site, status, PAGE);
	}

	private static CachedPage page(Site site, int status, int bytes) {
		return new CachedPage(site, new Made(status, List.of(), CacheControl.ASK, List.of(), "/", null),
				new Body(new byte[bytes], false, "a"), new Life(1, 0, 0, "", Long.MAX_VALUE, Long.MAX_VALUE));
	}

	private static Site site(long id) {
		return new Site(id, "site-" + id, "Site", "", "plain", Locale.ENGLISH, ZoneId.of("UTC"), SiteState.ACTIVE, 1,
				List.of(), Map.of(), false, null, null, SettingOrigins.NONE);
	}

}
