package org.rowhouse.admin;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.Item;
import org.rowhouse.content.ItemSummary;
import org.rowhouse.ownership.PendingProof;
import org.rowhouse.site.Address;
import org.rowhouse.site.AddressNotes;
import org.rowhouse.site.PublicUrls;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteProblem;
import org.rowhouse.site.SiteProblems;
import org.rowhouse.site.SiteState;
import org.rowhouse.site.UnknownHosts;
import org.rowhouse.theme.TemplateFailures;
import org.rowhouse.theme.TemplateMistake;

import org.springframework.data.domain.Page;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Makes what the templates of the admin UI show.
 */
@Component
class AdminModels {

	private final PublicUrls urls;

	private final SiteProblems problems;

	private final AddressNotes notes;

	private final TemplateFailures templateFailures;

	AdminModels(PublicUrls urls, SiteProblems problems, AddressNotes notes, TemplateFailures templateFailures) {
		this.templateFailures = templateFailures;
		this.urls = urls;
		this.notes = notes;
		this.problems = problems;
	}

	SiteDetail detail(Site site, Map<String, SettingView> settings, ContentItems.Counts counts, List<ItemRow> recent) {
		return new SiteDetail(site.key(), site.name(), site.tagline(), this.urls.of(site), state(site.state()),
				settings, site.addresses().stream().map((address) -> addressRow(site, address)).toList(),
				folderFile(site), this.problems.of(site.key()), this.notes.of(site), counts.pages(), counts.posts(),
				counts.drafts(), recent,
				this.templateFailures.of(site.id()).stream().map((failure) -> toRow(site, failure)).toList());
	}

	private static TemplateErrorRow toRow(Site site, TemplateFailures.Failure failure) {
		TemplateMistake mistake = failure.mistake();
		return new TemplateErrorRow(failure.id(), mistake.file(), mistake.line(), mistake.message(), mistake.excerpt(),
				failure.path(), when(site, failure.last()), failure.count());
	}

	private AddressRow addressRow(Site site, Address address) {
		return new AddressRow(address.pattern().display(), address.role().name().toLowerCase(Locale.ROOT),
				this.urls.of(site, address.pattern()), PendingProof.of(address).orElse(null));
	}

	UnknownHostRow unknownHost(UnknownHosts.Frequency frequency) {
		return new UnknownHostRow(frequency.host(), frequency.count(), whenUtc(frequency.last()));
	}

	/** A moment as lists show it, in the zone of the site. */
	static String when(Site site, Instant moment) {
		return LocalFormat.MOMENT.now().format(moment.atZone(site.timeZone()));
	}

	/** A moment as lists of the platform show it. */
	static String whenUtc(Instant moment) {
		return LocalFormat.MOMENT.now().format(moment.atZone(ZoneOffset.UTC)) + " UTC";
	}

	SiteLink link(Site site) {
		return new SiteLink(site.key(), site.name(), this.urls.of(site));
	}

	@Nullable String folderFile(Site site) {
		return (site.folder()) ? "sites/" + site.key() + "/site.yml" : null;
	}

	ItemRow item(Site site, ItemSummary item) {
		boolean visible = item.state() == ContentState.PUBLISHED;
		String state = item.state().word();
		String when = (item.publishAt() != null && (visible || item.state() == ContentState.SCHEDULED))
				? when(site, item.publishAt()) : "Saved " + when(site, item.updatedAt());
		String base = this.urls.of(site);
		boolean reachable = visible && base != null && site.state() == SiteState.ACTIVE;
		return new ItemRow(item.id(), item.kind().word() + "s", item.title(), Item.shownPath(item.kind(), item.path()),
				state, when, (reachable) ? base + item.url() : null,
				(item.source() != null) ? "sites/" + site.key() + "/" + item.source() : null);
	}

	/** The index of a page of a list, whatever number was asked for. */
	static int index(int page) {
		return Math.max(0, Math.min(page, 100_000) - 1);
	}

	Pagination pagination(Page<?> page, String path, String query) {
		return new Pagination(page.getNumber() + 1, Math.max(1, page.getTotalPages()), page.getTotalElements(),
				(page.hasPrevious()) ? url(path, query, page.getNumber()) : null,
				(page.hasNext()) ? url(path, query, page.getNumber() + 2) : null);
	}

	/** Of a list whose address has a question mark already. */
	static Pagination pagination(Page<?> page, String address) {
		return new Pagination(page.getNumber() + 1, Math.max(1, page.getTotalPages()), page.getTotalElements(),
				(page.hasPrevious()) ? address + "&page=" + page.getNumber() : null,
				(page.hasNext()) ? address + "&page=" + (page.getNumber() + 2) : null);
	}

	private static String url(String path, String query, int number) {
		UriComponentsBuilder builder = UriComponentsBuilder.fromPath(path);
		if (!query.isEmpty()) {
			builder.queryParam("q", "{q}");
		}
		return builder.queryParam("page", number).encode().buildAndExpand(query).toUriString();
	}

	private static String state(SiteState state) {
		return state.name().toLowerCase(Locale.ROOT);
	}

	/** A site on the pages of its content. */
	record SiteLink(String key, String name, @Nullable String url) {

	}

	/** A site on its own page. */
	record SiteDetail(String key, String name, String tagline, @Nullable String url, String state,
			Map<String, SettingView> settings, List<AddressRow> addresses, @Nullable String folderFile,
			List<SiteProblem> problems, List<String> notes, long pages, long posts, long drafts, List<ItemRow> recent,
			List<TemplateErrorRow> templateErrors) {

	}

	/** A mistake in a template that visitors ran into. */
	record TemplateErrorRow(String id, String file, @Nullable Integer line, String message,
			List<TemplateMistake.Line> excerpt, String path, String when, long count) {

	}

	/** A host that nobody has. */
	record UnknownHostRow(String host, long count, String last) {

	}

	/** An address of a site, with what has to be published until it answers. */
	record AddressRow(String pattern, String role, @Nullable String url, @Nullable PendingProof proof) {

	}

	/** A page or post in a list. */
	record ItemRow(long id, String kind, String title, String path, String state, String when, @Nullable String url,
			@Nullable String file) {

	}

	/** Where in a list this page is. */
	record Pagination(int number, int totalPages, long totalElements, @Nullable String previous,
			@Nullable String next) {

	}

}
