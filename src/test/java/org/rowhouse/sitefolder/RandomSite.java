package org.rowhouse.sitefolder;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;

import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.Draft;
import org.rowhouse.content.ItemDetails;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteSettings.TypedAddress;

/**
 * Settings and content that nobody would think of; the same seed gives the same.
 */
final class RandomSite {

	private static final List<String> HOSTILE = List.of("yes", "no", "~", "null", "true", "1e3", "0x1F", "010", "1_000",
			"2026-11-20", "12:30:45", "a: b", "a:", ": a", "- a", "? a", "#", "a #b", "a# b", "'", "\"", "''", "\"\"",
			"it's \"so\"", "\\", "\\n", "a\\tb", "[a, b]", "{a: b}", "&a", "*a", "!a", "!!int 3", "%TAG", "@a", "`a`",
			"|", ">", "|-", "---", "...", "<<", "=", "a\tb", "\t", "🐝", "👩‍👩‍👧 x", "é", "e\u0301", "\u00A0x",
			"x\u2028y", "x\u2029y", "x\u0085y", "x\u007Fy", "x\u009Fy", "\uFEFFx", "x\uFFFDy", "\u202Ex", "  lead",
			"trail  ", "a  b", "x".repeat(90), "word ".repeat(36).strip(), "-", "--", "-1", ".", ".5", "1.", "+1",
			"0o17", "Infinity", ".inf", ".NaN", "on", "Off", "y", "N", "<script>", "&amp;", "${x}", "%s", "{{x}}");

	private static final List<ContentState> STATES = List.of(ContentState.values());

	private static final List<String> LINES = List.of("", "", " ", "  ", "\t", "---", "...", "--- # x", "    code",
			"\tcode", "text  ", "# Heading", "- item", "  - nested", "> quote", "```", "| a | b |", "|---|---|",
			"key: value", "{{ x }}", "![x](/static/x.png)", "<b>html</b>", "a\\", "#", "emoji 🐝", "\u00A0",
			"title: x");

	private final Random random;

	RandomSite(long seed) {
		this.random = new Random(seed);
	}

	SiteSettings settings(String key) {
		Map<String, String> options = new LinkedHashMap<>();
		for (int i = 0; i < 40; i++) {
			options.put((chance(3)) ? hostile() : "option" + i, (chance(3)) ? lines(6) : hostile());
		}
		options.put("empty", "");
		options.put("windows", "a\r\nb\rc\n");
		options.put("k".repeat(200), "long key");
		List<TypedAddress> addresses = List.of(new TypedAddress("*." + key + ".test", "alias"),
				new TypedAddress("münchen." + key + ".test/laden", "primary"),
				new TypedAddress("old." + key + ".test", "redirect"), new TypedAddress(key + ".test", "alias"),
				new TypedAddress("~^r[0-9]+\\." + key + "\\.test$", ""));
		return new SiteSettings(key, oneLine(), oneLine(), addresses, pick(List.of("", "business", "plain")),
				pick(List.of("", "de-AT", "zh-Hant-TW")), pick(List.of("", "Europe/Vienna", "Asia/Kathmandu")), options,
				pick(List.of("", "https")), pick(List.of("", "8443")));
	}

	/** A tag or a title of one line that is not empty. */
	private String oneLine() {
		String text = hostile();
		while (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
			text = hostile();
		}
		return text;
	}

	private String shortLine() {
		String text = oneLine();
		return (text.length() < 99) ? text : "no";
	}

	Drafts drafts() {
		List<Entry> entries = new ArrayList<>();
		Set<String> pages = new LinkedHashSet<>(List.of("index"));
		while (pages.size() < 40) {
			String parent = pick(new ArrayList<>(pages));
			String name = pick(List.of("index", "a", "b", "c_d", "e.f", "2026-11-20-x", "draft", "index-page", "0"));
			pages.add(((parent.equals("index")) ? "" : parent + "/") + name);
		}
		Set<String> slugs = new LinkedHashSet<>(List.of("index", "2026-11-20-x", "draft-index", "draft-2026-11-20-x"));
		while (slugs.size() < 40) {
			slugs.add(pick(List.of("a", "b", "2026-01-01-", "draft-", "x")) + this.random.nextInt(50));
		}
		pages.forEach((path) -> entries.add(new Entry(ContentKind.PAGE, draft(path, List.of(), false))));
		slugs.forEach((slug) -> entries.add(new Entry(ContentKind.POST, draft(slug, tags(), true))));
		return new Drafts(entries);
	}

	private Draft draft(String path, List<String> tags, boolean post) {
		String title = hostile() + ((chance(5)) ? "\n" : " ") + hostile();
		return new Draft(path, (title.isBlank()) ? "x" : title, (chance(2)) ? "" : lines(3),
				(chance(6)) ? "" : lines(12), pick(List.of("", "", "landing", "a/b-1")), pick(STATES),
				(chance(3)) ? null : moment(), tags, (chance(3)) ? details(post) : ItemDetails.NONE);
	}

	private ItemDetails details(boolean post) {
		return new ItemDetails((chance(2)) ? "Yes" : shortLine() + "a",
				pick(List.of("", "/media/true.jpg", "/static/é#1")), oneLine(), post && chance(2), !post && chance(2),
				this.random.nextInt(5) - 2,
				(chance(2)) ? null
						: Instant.parse("2299-01-01T00:00:00Z").minusNanos(this.random.nextInt(1000) * 1000L),
				Map.of("price", "1e3", "no", lines(3), "hint", hostile()));
	}

	private List<String> tags() {
		List<String> tags = new ArrayList<>();
		for (int i = this.random.nextInt(4); i > 0; i--) {
			tags.add(pick(List.of("yes", "1e3", "A: b", "#x", "Käse", "käse", "null", "2026-11-20", "'q'", "🐝 bee")));
		}
		return tags;
	}

	/** In the past and the future, and in the years in which zones had seconds. */
	private Instant moment() {
		long micros = this.random.nextInt(1_000_000);
		return Instant
			.parse(pick(List.of("2026-11-20T09:30:00Z", "1850-01-01T00:00:00Z", "2099-12-31T23:59:59Z",
					"2026-10-25T00:30:00Z", "1000-01-02T00:00:00Z")))
			.plus((chance(2)) ? micros : 0, ChronoUnit.MICROS)
			.plus(this.random.nextInt(500_000), ChronoUnit.SECONDS);
	}

	private String hostile() {
		return pick(HOSTILE);
	}

	private String lines(int max) {
		StringBuilder text = new StringBuilder();
		for (int i = this.random.nextInt(max); i >= 0; i--) {
			text.append((chance(4)) ? hostile() : pick(LINES)).append((chance(10)) ? "\r\n" : "\n");
		}
		if (chance(2)) {
			text.setLength(text.length() - 1);
		}
		return text.toString();
	}

	private boolean chance(int oneIn) {
		return this.random.nextInt(oneIn) == 0;
	}

	private <T> T pick(List<T> all) {
		return all.get(this.random.nextInt(all.size()));
	}

	record Entry(ContentKind kind, Draft draft) {

	}

	record Drafts(List<Entry> entries) {

		void forEach(BiConsumer<ContentKind, Draft> action) {
			this.entries.forEach((entry) -> action.accept(entry.kind(), entry.draft()));
		}

	}

}
