package org.rowhouse.site;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares {@link RoutingTable} with a resolver that keeps a list and looks at all of it,
 * on random tables, hosts and paths. {@code -Drowhouse.cases=1000000} compares more,
 * {@code -Drowhouse.seed=…} begins at the table that a failure names.
 */
class RoutingTableReferenceTests {

	private static final int CASES = Integer.getInteger("rowhouse.cases", 20_000);

	private static final long FIRST_SEED = Long.getLong("rowhouse.seed", 1L);

	private static final int CASES_PER_TABLE = 100;

	private static final List<String> DOMAINS = List.of("x.test", "a.x.test", "b.a.x.test", "y.test", "test-name",
			"127.0.0.1");

	private static final List<String> LABELS = List.of("a", "b", "one", "two", "a-b", "x");

	private static final List<String> PATHS = List.of("", "", "", "/a", "/a/b", "/ab", "/a/b/c", "/b", "/one");

	private static final List<String> REQUESTED = List.of("/", "/a", "/a/", "/a/b", "/ab", "/a/b/c", "/a/b/c/d", "/b/a",
			"/one/a", "/abc", "/c");

	private static final List<String> PATTERNS = List.of("%d", "%d", "%l.%d", "%l.%d", "%l.%l.%d", "*.%d", "*.%d",
			"**.%d", "{site}.%d", "{any}.%d", "*.*.%d", "{any}.{site}.%d", "*.*.*.%d", "~%l.*", "~.*\\.%d$",
			"~^(?P<site>[a-z]+)\\.%d", "~(?P<site>one|two)\\..*", "~^%l\\.[^.]+\\.test$", "~(%l|%l)\\.%d", "**");

	private static final Map<String, Pattern> REGEXES = new HashMap<>();

	private final List<Site> sites = new ArrayList<>();

	private final Map<String, SharedAddress> shared = new LinkedHashMap<>();

	@Test
	void resolveAnswersAsAResolverThatLooksAtEverything() {
		long seed = FIRST_SEED;
		for (int done = 0; done < CASES; done += CASES_PER_TABLE) {
			compareOnOneTable(seed, Math.min(CASES_PER_TABLE, CASES - done));
			seed++;
		}
	}

	private void compareOnOneTable(long seed, int cases) {
		Random random = new Random(seed);
		this.sites.clear();
		this.shared.clear();
		RoutingTable table = new RoutingTable();
		int changesUpFront = random.nextInt(40);
		for (int i = 0; i < changesUpFront; i++) {
			change(table, random);
		}
		for (int i = 0; i < cases; i++) {
			if (random.nextInt(4) == 0) {
				change(table, random);
			}
			String authority = authority(random);
			RequestPath path = RequestPath.of(any(REQUESTED, random));
			assertThat(describe(table.resolve(authority, path)))
				.as(() -> "seed %d, host %s, path %s, table:%n%s".formatted(seed, authority, path.value(), listing()))
				.isEqualTo(expected(Hostname.fromRequest(authority), path));
		}
	}

	private void change(RoutingTable table, Random random) {
		switch (random.nextInt(8)) {
			case 0 -> {
				if (!this.sites.isEmpty()) {
					Site gone = this.sites.remove(random.nextInt(this.sites.size()));
					table.remove(gone.id());
				}
			}
			case 1 -> {
				if (!this.shared.isEmpty()) {
					String gone = any(List.copyOf(this.shared.keySet()), random);
					table.removeShared(this.shared.remove(gone).pattern());
				}
			}
			case 2, 3 -> addShared(table, random);
			case 4 -> handOver(table, random);
			default -> putSite(table, random);
		}
	}

	private void addShared(RoutingTable table, Random random) {
		AddressPattern pattern = pattern(random);
		boolean byKey = pattern.host().choosesSite();
		if (!taken(0).contains(identity(pattern))) {
			// newer ones have higher numbers, as in the database, but not all are put in
			// that order
			SharedAddress address = new SharedAddress(random.nextInt(1_000_000), pattern,
					(byKey) ? null : "https://elsewhere.test");
			this.shared.put(identity(pattern), address);
			table.putShared(address);
		}
	}

	private void putSite(RoutingTable table, Random random) {
		long id = 1 + random.nextInt(8);
		Set<String> taken = taken(id);
		List<Address> addresses = new ArrayList<>();
		for (int i = random.nextInt(6); i > 0; i--) {
			AddressPattern pattern = pattern(random);
			if (taken.add(identity(pattern))) {
				addresses.add(new Address(pattern, AddressRole.ALIAS, (random.nextInt(10) == 0) ? "to prove" : null));
			}
		}
		Optional<Site> before = this.sites.stream().filter((site) -> site.id() == id).findFirst();
		before.ifPresent((site) -> site.addresses().forEach((address) -> {
			if (random.nextBoolean() && taken.add(identity(address.pattern()))) {
				addresses.add(random.nextInt(addresses.size() + 1), address);
			}
		}));
		Site site = new Site(id, LABELS.get((int) id % LABELS.size()) + ((id > LABELS.size()) ? id : ""), "", "", "",
				Locale.ENGLISH, ZoneId.of("UTC"), SiteState.ACTIVE, random.nextInt(100), List.copyOf(addresses),
				Map.of(), false, null, null, SettingOrigins.NONE);
		before.ifPresent(this.sites::remove);
		this.sites.add(site);
		table.put(site);
	}

	/** One site takes an address of another, and the table may hear of the gain first. */
	private void handOver(RoutingTable table, Random random) {
		if (this.sites.size() < 2) {
			return;
		}
		Site loser = this.sites.remove(random.nextInt(this.sites.size()));
		Site gainer = this.sites.remove(random.nextInt(this.sites.size()));
		List<Address> kept = new ArrayList<>(loser.addresses());
		List<Address> gained = new ArrayList<>(gainer.addresses());
		if (!kept.isEmpty()) {
			gained.add(kept.remove(random.nextInt(kept.size())));
		}
		Site poorer = with(loser, kept);
		Site richer = with(gainer, gained);
		this.sites.add(richer);
		boolean goes = random.nextInt(4) == 0;
		if (random.nextBoolean()) {
			table.put(richer);
		}
		if (goes) {
			table.remove(loser.id());
		}
		else {
			table.put(poorer);
			this.sites.add(poorer);
		}
		table.put(richer);
	}

	private static Site with(Site site, List<Address> addresses) {
		return new Site(site.id(), site.key(), site.name(), site.tagline(), site.theme(), site.locale(),
				site.timeZone(), site.state(), site.version() + 1, List.copyOf(addresses), site.options(),
				site.folder(), site.urlScheme(), site.urlPort(), site.origins());
	}

	/** What nobody but this site has, as the database makes sure. */
	private Set<String> taken(long siteId) {
		Set<String> taken = new HashSet<>(this.shared.keySet());
		this.sites.stream()
			.filter((site) -> site.id() != siteId)
			.flatMap((site) -> site.addresses().stream())
			.forEach((address) -> taken.add(identity(address.pattern())));
		return taken;
	}

	private static String identity(AddressPattern pattern) {
		return pattern.host().key() + " " + pattern.path();
	}

	private static AddressPattern pattern(Random random) {
		StringBuilder host = new StringBuilder();
		String form = any(PATTERNS, random);
		String domain = any((form.startsWith("%d") || form.startsWith("~")) ? DOMAINS : DOMAINS.subList(0, 4), random);
		for (int i = 0; i < form.length(); i++) {
			if (form.startsWith("%d", i)) {
				host.append((form.startsWith("~")) ? domain.replace(".", "\\.") : domain);
				i++;
			}
			else if (form.startsWith("%l", i)) {
				host.append(any(LABELS, random));
				i++;
			}
			else {
				host.append(form.charAt(i));
			}
		}
		String text = (form.startsWith("%l") && domain.equals("127.0.0.1")) ? domain : host.toString();
		return new AddressPattern(HostPattern.parse(text), any(PATHS, random));
	}

	private static String authority(Random random) {
		StringBuilder host = new StringBuilder();
		for (int i = random.nextInt(4); i > 0; i--) {
			host.append(any(LABELS, random)).append('.');
		}
		host.append(any(DOMAINS.subList(0, 5), random));
		String name = (random.nextInt(50) == 0) ? "127.0.0.1" : host.toString();
		return switch (random.nextInt(8)) {
			case 0 -> name + ":8080";
			case 1 -> name + ".";
			case 2 -> name.toUpperCase(Locale.ROOT);
			default -> name;
		};
	}

	private static <T> T any(List<T> choice, Random random) {
		return choice.get(random.nextInt(choice.size()));
	}

	/**
	 * The reference: everything that matches the host, the nearest first, then the
	 * longest path on the nearest.
	 */
	private String expected(Hostname host, RequestPath path) {
		List<Line> lines = lines();
		Optional<Line> nearest = lines.stream()
			.filter((line) -> matches(line.host(), host.toString()))
			.min(Comparator.comparingInt(Line::kind)
				.thenComparing(Comparator.comparingInt(Line::domainLength).reversed())
				.thenComparingLong(Line::order));
		if (nearest.isEmpty()) {
			return "421";
		}
		return lines.stream()
			.filter((line) -> line.host().key().equals(nearest.get().host().key()))
			.filter((line) -> (path.value() + "/").startsWith(line.pattern().path() + "/"))
			.max(Comparator.comparingInt((line) -> line.pattern().path().length()))
			.map((line) -> answer(line, host))
			.orElse("404");
	}

	private String answer(Line line, Hostname host) {
		if (line.site() != null) {
			return line.site().key() + " by " + line.pattern();
		}
		if (line.target() != null) {
			return line.target() + " by " + line.pattern();
		}
		String named = line.host().siteIn(host).orElse("");
		return this.sites.stream()
			.map(Site::key)
			.filter(named::equals)
			.findFirst()
			.map((key) -> key + " by " + line.pattern())
			.orElse("404");
	}

	private static boolean matches(HostPattern pattern, String name) {
		if (pattern instanceof WildcardHost wildcard) {
			List<String> labels = List.of(name.split("\\."));
			List<String> domain = List.of(wildcard.suffix().toString().split("\\."));
			int open = labels.size() - domain.size();
			return open >= 1 && labels.subList(open, labels.size()).equals(domain)
					&& (wildcard.labels().equals(List.of("**")) || open == wildcard.labels().size());
		}
		if (pattern instanceof RegexHost) {
			return REGEXES
				.computeIfAbsent(pattern.key(),
						(key) -> Pattern.compile(key.substring(1).replace("(?P<", "(?<"), Pattern.CASE_INSENSITIVE))
				.matcher(name)
				.matches();
		}
		return pattern == AnyHost.ANY || pattern.toString().equals(name);
	}

	/** Those of the platform first, then those of the sites, the oldest first. */
	private List<Line> lines() {
		List<Line> lines = new ArrayList<>();
		this.shared.values()
			.forEach((address) -> lines
				.add(new Line(address.pattern(), null, address.target(), address.id() - 10_000_000)));
		for (Site site : this.sites) {
			for (int i = 0; i < site.addresses().size(); i++) {
				Address address = site.addresses().get(i);
				if (address.challenge() == null) {
					lines.add(new Line(address.pattern(), site, null, site.id() * 1000 + i));
				}
			}
		}
		return lines;
	}

	private static String describe(Resolution resolution) {
		if (resolution instanceof Route route) {
			return route.site().key() + " by " + route.pattern();
		}
		if (resolution instanceof Resolution.Elsewhere elsewhere) {
			return elsewhere.address().target() + " by " + elsewhere.address().pattern();
		}
		return (resolution instanceof Resolution.UnknownSite) ? "404" : "421";
	}

	private String listing() {
		return Stream
			.concat(this.shared.values().stream().map((address) -> "shared " + address.pattern() + " #" + address.id()),
					this.sites.stream()
						.map((site) -> "site " + site.id() + " " + site.key() + ": "
								+ site.addresses()
									.stream()
									.map((address) -> address.pattern() + ((address.answers()) ? "" : " (unproved)"))
									.collect(Collectors.joining(", "))))
			.collect(Collectors.joining("\n"));
	}

	/**
	 * An address, whose it is, and its place in the order.
	 */
	private record Line(AddressPattern pattern, Site site, String target, long order) {

		HostPattern host() {
			return this.pattern.host();
		}

		/** Exact, one or a number of labels, any depth, expression, default. */
		int kind() {
			if (host() instanceof WildcardHost wildcard) {
				return (wildcard.labels().equals(List.of("**"))) ? 2 : 1;
			}
			return (host() instanceof Hostname) ? 0 : (host() instanceof RegexHost) ? 3 : 4;
		}

		/** Among those with a number of open labels the longest domain is the nearest. */
		int domainLength() {
			return (host() instanceof WildcardHost wildcard) ? wildcard.suffix().toString().length() : 0;
		}

	}

}
