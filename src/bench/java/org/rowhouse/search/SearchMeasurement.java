package org.rowhouse.search;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

import org.rowhouse.content.ContentKind;
import org.rowhouse.content.PublishedText;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Home;
import org.rowhouse.site.RowhouseProperties;
import org.rowhouse.site.SettingOrigins;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteResolver;
import org.rowhouse.site.SiteState;

/**
 * How fast an index is filled and searched, without a database: {@code SearchMeasurement
 * <folder> <sites> <items of each>}.
 */
public final class SearchMeasurement {

	private static final int VOCABULARY = 60_000;

	private static final int QUERIES = 2_000;

	private static final int CHUNK = 250;

	private final Random random = new Random(7);

	private final String[] words = new String[VOCABULARY];

	private final CurrentSite currentSite = new CurrentSite();

	private final SearchIndex index;

	private final SiteSearch search;

	/** Nobody asks the database for texts here. */
	@SuppressWarnings("NullAway")
	private SearchMeasurement(Home home) {
		this.index = new SearchIndex(home, this.currentSite);
		this.search = new SiteSearch(this.index,
				new SearchUpkeep(this.index, null, new SiteResolver(), this.currentSite, null), this.currentSite);
		for (int i = 0; i < VOCABULARY; i++) {
			this.words[i] = word();
		}
	}

	/**
	 * Measures and prints.
	 * @param arguments see above
	 */
	public static void main(String[] arguments) {
		Home home = new Home(new RowhouseProperties(Path.of(arguments[0]).toString(),
				new RowhouseProperties.Admin("", null), new RowhouseProperties.PublicUrl("http", null), List.of(),
				RowhouseProperties.ForwardedHeaders.EITHER,
				new RowhouseProperties.UnknownHost(RowhouseProperties.UnknownHost.Answer.MISDIRECTED, null)));
		new SearchMeasurement(home).run(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
	}

	private void run(int sites, int items) {
		this.index.open();
		long begin = System.nanoTime();
		for (int site = 1; site <= sites; site++) {
			fill(site(site), items);
		}
		double seconds = (System.nanoTime() - begin) / 1e9;
		System.out.printf(Locale.ROOT, "%d sites of %d: written in %.1f s (%.0f a second), %.1f s of a processor%n",
				sites, items, seconds, sites * (double) items / seconds, cpu());
		this.index.stamps(1);
		heap("after writing");
		System.out.printf(Locale.ROOT, "%d entries, %d MB on the disk%n", this.index.entries(),
				this.index.bytes() >> 20);
		for (String round : List.of("first", "second")) {
			measure(round + " round, common word", sites, () -> zipf(200), false);
			measure(round + " round, rare word", sites, () -> this.words[2_000 + this.random.nextInt(20_000)], false);
			measure(round + " round, two words", sites, () -> zipf(2_000) + " " + zipf(2_000), false);
			measure(round + " round, typing error", sites, this::misspelt, false);
			measure(round + " round, four words", sites,
					() -> zipf(9_000) + " " + misspelt() + " " + zipf(500) + " " + zipf(5_000), false);
			measure(round + " round, suggestion", sites, () -> {
				String word = zipf(5_000);
				return word.substring(0, 1 + this.random.nextInt(Math.min(4, word.length())));
			}, true);
		}
		begin = System.nanoTime();
		this.currentSite.run(site(1), () -> this.index.write(List.of(entry(site(1), 99_999_999L)), true));
		String title = "freshly";
		while (this.currentSite.call(site(1), () -> this.search.suggest(title)).isEmpty()) {
			Thread.onSpinWait();
		}
		System.out.printf(Locale.ROOT, "written to found: %d ms%n", (System.nanoTime() - begin) / 1_000_000);
		heap("at the end");
		this.index.close(true);
	}

	private void fill(Site site, int items) {
		this.currentSite.run(site, () -> {
			List<IndexedItem> chunk = new ArrayList<>();
			for (int i = 1; i <= items; i++) {
				chunk.add(entry(site, site.id() * 1_000_000L + i));
				if (chunk.size() == CHUNK || i == items) {
					this.index.write(chunk, true);
					chunk.clear();
				}
			}
			this.index.write(List.of(IndexedItem.note(site.id(), SiteNote.of(1, site.locale()))), true);
		});
	}

	private IndexedItem entry(Site site, long id) {
		String title = ((id == 99_999_999L) ? "Freshly " : "") + text(3 + this.random.nextInt(5));
		return IndexedItem.of(site.id(), site.locale(), new PublishedText(id, id, ContentKind.POST, "/posts/p" + id,
				title, text(20), "", text(150 + this.random.nextInt(150)), List.of(zipf(300)), Instant.EPOCH));
	}

	private void measure(String what, int sites, Supplier<String> query, boolean suggest) {
		long[] times = new long[QUERIES];
		long hits = 0;
		for (int i = 0; i < QUERIES; i++) {
			Site site = site(1 + this.random.nextInt(sites));
			String typed = query.get();
			long begin = System.nanoTime();
			hits += this.currentSite.call(site,
					() -> (suggest) ? this.search.suggest(typed).size() : this.search.search(typed, 0).hits().size());
			times[i] = System.nanoTime() - begin;
		}
		Arrays.sort(times);
		System.out.printf(Locale.ROOT, "%-28s p50 %6.2f ms  p95 %6.2f ms  p99 %6.2f ms  (%.1f hits)%n", what,
				times[QUERIES / 2] / 1e6, times[QUERIES * 95 / 100] / 1e6, times[QUERIES * 99 / 100] / 1e6,
				hits / (double) QUERIES);
	}

	/** What the process has used so far, on all processors together. */
	private static double cpu() {
		return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
	}

	private static void heap(String when) {
		System.gc();
		Runtime runtime = Runtime.getRuntime();
		System.out.printf(Locale.ROOT, "heap %s: %d MB%n", when, (runtime.totalMemory() - runtime.freeMemory()) >> 20);
	}

	private String misspelt() {
		String word = zipf(20_000);
		int at = 1 + this.random.nextInt(Math.max(1, word.length() - 1));
		return word.substring(0, at) + (char) ('a' + this.random.nextInt(26))
				+ word.substring(Math.min(word.length(), at + 1));
	}

	private String text(int length) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < length; i++) {
			text.append(zipf(VOCABULARY)).append((i % 12 == 11) ? ". " : " ");
		}
		return text.toString();
	}

	/** The n-th word comes about 1/n as often as the first. */
	private String zipf(int of) {
		return this.words[(int) Math.min(of - 1, Math.exp(this.random.nextDouble() * Math.log(of)) - 1)];
	}

	private String word() {
		StringBuilder word = new StringBuilder();
		int syllables = 1 + this.random.nextInt(4);
		for (int i = 0; i < syllables; i++) {
			word.append("bcdfghklmnprstvw".charAt(this.random.nextInt(16)))
				.append("aeiou".charAt(this.random.nextInt(5)))
				.append((this.random.nextInt(3) == 0) ? "nrst".charAt(this.random.nextInt(4)) : "");
		}
		return word.toString();
	}

	private static Site site(long id) {
		return new Site(id, "site-" + id, "Site", "", "plain", Locale.ENGLISH, ZoneId.of("UTC"), SiteState.ACTIVE, 1,
				List.of(), Map.of(), false, null, null, SettingOrigins.NONE);
	}

}
