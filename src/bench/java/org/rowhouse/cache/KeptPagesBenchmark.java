package org.rowhouse.cache;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.rowhouse.cache.CachedPage.Life;
import org.rowhouse.cache.CachedPage.Made;
import org.rowhouse.site.SettingOrigins;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteState;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

/**
 * What finding a kept answer takes apart from the connector: the key, the look-up among
 * ten thousand, and the comparison of tags. Paths are new strings each time, as the
 * connector makes them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KeptPagesBenchmark {

	private static final int PAGES = 10_000;

	private final PageCache cache = new PageCache(new PageCacheProperties(DataSize.ofMegabytes(512), 100), () -> 1, (site) -> true,
			new Flight.Board(0, Duration.ZERO), Clock.systemUTC());

	private final Site site = new Site(1, "one", "One", "", "plain", Locale.ENGLISH, ZoneId.of("UTC"), SiteState.ACTIVE,
			1, List.of(), Map.of(), false, null, null, SettingOrigins.NONE);

	private final byte[][] paths = new byte[PAGES][];

	private final MockHttpServletRequest tagged = new MockHttpServletRequest();

	private int at;

	public static void main(String[] args) throws Exception {
		new Runner(new OptionsBuilder().parent(new CommandLineOptions(args))
			.include(KeptPagesBenchmark.class.getSimpleName())
			.addProfiler(GCProfiler.class)
			.build()).run();
	}

	@Setup
	public void fill() {
		for (int i = 0; i < PAGES; i++) {
			String path = "/posts/a-post-about-gardens-" + i;
			this.paths[i] = path.getBytes(StandardCharsets.ISO_8859_1);
			this.cache.put(new PageKey(1, false, "", path, ""),
					new CachedPage(this.site,
							new Made(200, List.of(), CacheControl.ASK, List.of("page"), "/posts/{slug}", null),
							new Body(new byte[1000], false, "tag"),
							new Life(1, 0, 0, "", Long.MAX_VALUE, Long.MAX_VALUE)));
		}
		this.tagged.addHeader("If-None-Match", "\"another-one\", W/\"tag\"");
	}

	/**
	 * The key of a request.
	 * @return the key
	 */
	@Benchmark
	public PageKey key() {
		return next();
	}

	/**
	 * The look-up, and whether what is found is right.
	 * @return whether it is
	 */
	@Benchmark
	public boolean find() {
		CachedPage page = this.cache.find(next(), null);
		return page != null && page.isFresh(this.site, 1, System.currentTimeMillis());
	}

	/**
	 * The same with parameters that make no difference.
	 * @return whether it is right
	 */
	@Benchmark
	public boolean findWithQuery() {
		CachedPage page = this.cache.find(next(), "utm_source=mail&utm_campaign=spring");
		return page != null && page.isFresh(this.site, 1, System.currentTimeMillis());
	}

	/**
	 * Several tags, of which the second is the one.
	 * @return whether nothing has changed
	 */
	@Benchmark
	public boolean tags() {
		return new Preconditions(this.tagged, "\"tag\"", Instant.EPOCH).notModified();
	}

	private PageKey next() {
		this.at = (this.at + 7919) % PAGES;
		return new PageKey(1, false, "", new String(this.paths[this.at], StandardCharsets.ISO_8859_1), "");
	}

}
