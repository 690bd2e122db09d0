package org.rowhouse.admin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ItemSummary;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;

import org.springframework.data.domain.PageRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Proposes where a link in a text of a site could lead: its own pages and posts.
 */
@RestController
@OnHost(HostKind.ADMIN)
@Needs(Permission.WRITE)
class LinkSuggestController {

	private static final int PROPOSALS = 20;

	private static final int LONGEST_QUERY = 200;

	private final BoundSite bound;

	private final ContentItems items;

	LinkSuggestController(BoundSite bound, ContentItems items) {
		this.bound = bound;
		this.items = items;
	}

	/**
	 * At most 20; those that begin with what was typed come first, pages before posts.
	 */
	@GetMapping("/sites/{key}/links.json")
	List<LinkTarget> proposals(@PathVariable String key, @RequestParam(defaultValue = "") String q) {
		String query = (q.length() > LONGEST_QUERY) ? q.substring(0, LONGEST_QUERY) : q;
		List<ItemSummary> found = this.bound.call(key, (site) -> {
			PageRequest first = PageRequest.of(0, PROPOSALS);
			List<ItemSummary> both = new ArrayList<>(this.items.search(ContentKind.PAGE, query, first).getContent());
			both.addAll(this.items.search(ContentKind.POST, query, first).getContent());
			return both;
		});
		String typed = query.strip().toLowerCase(Locale.ROOT);
		return found.stream()
			.sorted(Comparator.comparing((item) -> !item.title().toLowerCase(Locale.ROOT).startsWith(typed)))
			.limit(PROPOSALS)
			.map((item) -> new LinkTarget(item.title(), item.url(), item.kind().name().toLowerCase(Locale.ROOT)))
			.toList();
	}

	/**
	 * A page or post that a link can lead to.
	 *
	 * @param title its title
	 * @param path where it is on its site, with a slash in front
	 * @param kind {@code page} or {@code post}
	 */
	record LinkTarget(String title, String path, String kind) {
	}

}
