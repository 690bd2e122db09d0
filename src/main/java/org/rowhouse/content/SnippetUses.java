package org.rowhouse.content;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.rowhouse.site.CurrentSite;

import org.springframework.stereotype.Component;

/**
 * Keeps which items of the bound site show which snippets.
 */
@Component
class SnippetUses {

	private static final Pattern PLACE = Pattern.compile("^ {0,3}\\{\\{snippet +([a-z0-9][a-z0-9-]{0,62}) *}}[ \\t]*$",
			Pattern.MULTILINE);

	private final SnippetUseRepository uses;

	private final CurrentSite currentSite;

	SnippetUses(SnippetUseRepository uses, CurrentSite currentSite) {
		this.uses = uses;
		this.currentSite = currentSite;
	}

	/** Inside the transaction that has saved the items. */
	void saved(Collection<ContentItem> items) {
		if (items.isEmpty()) {
			return;
		}
		long siteId = this.currentSite.get().id();
		List<SnippetUse> found = new ArrayList<>();
		// What another site shares comes with that site's snippets in their places.
		items.stream()
			.filter((item) -> item.origin() == null)
			.forEach((item) -> namesIn(item.markdown())
				.forEach((name) -> found.add(new SnippetUse(siteId, ContentItems.id(item), name))));
		deleted(items.stream().map(ContentItems::id).toList());
		this.uses.saveAll(found);
	}

	void deleted(Collection<Long> ids) {
		if (!ids.isEmpty()) {
			this.uses.deleteOfItems(this.currentSite.get().id(), ids);
		}
	}

	private static Set<String> namesIn(String markdown) {
		Set<String> names = new TreeSet<>();
		Matcher place = PLACE.matcher(markdown);
		while (place.find()) {
			names.add(place.group(1));
		}
		return names;
	}

}
