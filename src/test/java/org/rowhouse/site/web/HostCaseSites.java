package org.rowhouse.site.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.rowhouse.site.SharedAddresses;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteSettings.TypedAddress;
import org.rowhouse.site.Sites;

/**
 * The sites that {@code host-cases.tsv} is about. Every page of each tells its key.
 */
final class HostCaseSites implements AutoCloseable {

	private static final Pattern MARK = Pattern.compile("answered-by:([a-z0-9-]+);");

	private static final List<String> SHARED = List.of("{site}.named.test", "~^(?<site>[-a-z0-9]+)[.]rx[.]test$",
			"{site}.np.test/in");

	private static final String MOVED = "moved.test";

	private final Sites sites;

	private final SharedAddresses shared;

	private final List<String> keys = new ArrayList<>();

	HostCaseSites(Sites sites, SharedAddresses shared) {
		this.sites = sites;
		this.shared = shared;
		add("www", "www.example.test");
		add("lead", "lead.home.test", "*.example.test");
		add("lead-long", "lead-long.home.test", "*.a.example.test");
		add("deep", "deep.home.test", "**.deep.test");
		add("deep-long", "deep-long.home.test", "**.x.deep.test");
		add("two", "two.home.test", "*.*.multi.test");
		add("multi-deep", "multi-deep.home.test", "**.b.multi.test");
		add("exact", "exact.deep.test", "taken.named.test");
		add("idn", "bücher.test");
		add("other", "other.test");
		add("ip4", "127.0.0.1");
		add("ip6", "[::1]");
		add("ip6-upper", "[fe80::abcd]");
		add("under", "a_b.test");
		add("mount", "www.mount.test", "old.mount.test redirect");
		add("shop", "www.mount.test/shop");
		add("shop-eu", "www.mount.test/shop/eu");
		add("only", "only.test/a");
		add("wpath", "wpath.home.test", "*.wp.test/blog");
		add("wexact", "x.wp.test");
		add("dpath", "dpath.home.test", "**.dp.test/p");
		add("rpath", "rpath.home.test", "~^q[0-9]+[.]rp[.]test$/in");
		add("regex", "regex.home.test", "~^r[0-9]+[.]regex[.]test$");
		add("regex-late", "regex-late.home.test", "~^r7[.]regex[.]test$", "~^lost[.]deep[.]test$");
		SHARED.forEach((pattern) -> this.shared.add(pattern, ""));
		this.shared.add(MOVED, "https://target.test/base");
	}

	/** Makes the site that answers wherever no other one does. */
	void addDefault() {
		add("default", "default.home.test", "**");
	}

	void removeDefault() {
		this.sites.delete("default");
		this.keys.remove("default");
	}

	private void add(String key, String... addresses) {
		List<TypedAddress> typed = Stream.of(addresses)
			.map((address) -> address.split(" "))
			.map((parts) -> new TypedAddress(parts[0], (parts.length > 1) ? parts[1] : ""))
			.toList();
		this.sites.create(new SiteSettings(key, "answered-by:" + key + ";", "", typed, "", "", "", Map.of()));
		this.keys.add(key);
	}

	/** Which sites a page is of. */
	static Set<String> in(String page) {
		Set<String> found = new TreeSet<>();
		Matcher marks = MARK.matcher(page);
		while (marks.find()) {
			found.add(marks.group(1));
		}
		return found;
	}

	@Override
	public void close() {
		SHARED.forEach(this.shared::remove);
		this.shared.remove(MOVED);
		this.keys.forEach(this.sites::delete);
	}

}
