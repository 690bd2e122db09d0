package org.rowhouse.admin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Access;
import org.rowhouse.account.Members;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentLists;
import org.rowhouse.content.Item;
import org.rowhouse.content.ItemSummary;
import org.rowhouse.content.ListFilter;
import org.rowhouse.content.ListSort;
import org.rowhouse.language.Languages;
import org.rowhouse.language.Words;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Finds what somebody may go to: things to do, sites, pages and posts. Items are looked
 * for on the site where somebody is; from elsewhere, who has few sites finds those of all
 * of them.
 */
@Component
class Finder {

	private static final int OF_EACH = 6;

	/** Each is asked by itself. */
	private static final int FEW_SITES = 12;

	private static final int MAX_QUERY = 100;

	private final Sites sites;

	private final Members members;

	private final ContentLists lists;

	private final CurrentSite currentSite;

	private final Languages languages;

	Finder(Sites sites, Members members, ContentLists lists, CurrentSite currentSite, Languages languages) {
		this.languages = languages;
		this.sites = sites;
		this.members = members;
		this.lists = lists;
		this.currentSite = currentSite;
	}

	/**
	 * Finds something.
	 * @param query what is looked for; empty for what to do here
	 * @param access what the person may, on the site if there is one
	 * @param site where they are, or {@code null}
	 */
	List<Found> find(String query, Access access, @Nullable Site site) {
		String wanted = query.strip().toLowerCase(Locale.ROOT);
		wanted = wanted.substring(0, Math.min(MAX_QUERY, wanted.length()));
		List<Found> found = new ArrayList<>(actions(wanted, access, site));
		if (!wanted.isEmpty()) {
			List<Site> visible = this.sites.all("", this.members.visible());
			visible.stream()
				.filter(Sites.matching(query))
				.limit(OF_EACH)
				.forEach((each) -> found.add(new Found("site", each.name(), each.key(), "/sites/" + each.key())));
			List<Site> searched = (site != null) ? List.of(site) : (visible.size() <= FEW_SITES) ? visible : List.of();
			searched.forEach((each) -> found.addAll(items(each, query, site == null)));
		}
		return found;
	}

	/** In the language of the page. */
	private List<Found> actions(String wanted, Access access, @Nullable Site site) {
		Words words = this.languages.of(LocaleContextHolder.getLocale());
		return Action.all()
			.stream()
			.map((action) -> action.in(words))
			.filter((action) -> (site != null || !action.ofSite()) && access.may(action.permission())
					&& action.matches(wanted))
			.sorted(Comparator.comparing((Action action) -> !action.beginsWith(wanted)))
			.limit((wanted.isEmpty()) ? Long.MAX_VALUE : OF_EACH)
			.map((action) -> new Found("action", action.label(), (site != null && action.ofSite()) ? site.name() : "",
					action.path((site != null) ? site.key() : "")))
			.toList();
	}

	private List<Found> items(Site site, String query, boolean named) {
		return this.currentSite.call(site, () -> {
			List<Found> found = new ArrayList<>();
			for (ContentKind kind : ContentKind.values()) {
				this.lists.list(kind, new ListFilter(query, null, "", "", null), ListSort.CHANGED, 0, OF_EACH)
					.forEach((item) -> found.add(found(site, item, named)));
			}
			return found;
		});
	}

	private static Found found(Site site, ItemSummary item, boolean named) {
		String path = Item.shownPath(item.kind(), item.path());
		return new Found(item.kind().word(), item.title(), (named) ? site.name() + ", " + path : path,
				"/sites/" + site.key() + "/" + item.kind().word() + "s/" + item.id());
	}

}
