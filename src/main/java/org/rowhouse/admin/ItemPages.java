package org.rowhouse.admin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.Autosave;
import org.rowhouse.content.Autosaves;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.Item;
import org.rowhouse.content.NoSuchItemException;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.PublicUrls;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;
import org.rowhouse.site.Worker;
import org.rowhouse.theme.FieldType;
import org.rowhouse.theme.PageTemplates;
import org.rowhouse.theme.PageTemplates.PageTemplate;
import org.rowhouse.theme.ThemeField;
import org.rowhouse.theme.ThemeOption.Choice;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * Makes the pages on which a page or post is written, and what they have in common.
 */
@Component
class ItemPages {

	private final Sites sites;

	private final CurrentSite currentSite;

	private final ContentItems items;

	private final Autosaves autosaves;

	private final PageTemplates templates;

	private final AdminModels models;

	private final PublicUrls urls;

	private final Worker worker;

	ItemPages(Sites sites, CurrentSite currentSite, ContentItems items, Autosaves autosaves, PageTemplates templates,
			AdminModels models, PublicUrls urls, Worker worker) {
		this.worker = worker;
		this.sites = sites;
		this.currentSite = currentSite;
		this.items = items;
		this.autosaves = autosaves;
		this.templates = templates;
		this.models = models;
		this.urls = urls;
	}

	static ContentKind kind(String kinds) {
		return (kinds.equals("pages")) ? ContentKind.PAGE : ContentKind.POST;
	}

	<T extends @Nullable Object> T on(String key, Function<Site, T> action) {
		Site site = this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
		return this.currentSite.call(site, () -> action.apply(site));
	}

	Item require(ContentKind kind, long id) {
		return this.items.find(kind, id).orElseThrow(() -> new NoSuchItemException(kind));
	}

	ModelAndView view(String template, Site site, String kinds) {
		ModelAndView view = new ModelAndView(template);
		view.addObject("kind", kinds);
		// Thymeleaf takes the word for an operator when it stands in an expression.
		view.addObject("newLabel", (kind(kinds) == ContentKind.PAGE) ? "New page" : "New post");
		view.addObject("site", this.models.link(site));
		return view;
	}

	/** The same for pages about an item that is there. */
	ModelAndView view(String template, Site site, String kinds, Item item) {
		ModelAndView view = view(template, site, kinds);
		view.addObject("item", this.models.item(site, item.toSummary()));
		view.addObject("back", "/sites/" + site.key() + "/" + kinds + "/" + item.id());
		view.addObject("locked",
				item.source() != null || item.origin() != null || !this.items.mayChange(item.kind(), item.id()));
		return view;
	}

	ModelAndView form(Site site, String kinds, ItemForm typed, @Nullable Item item, Map<String, String> errors) {
		ModelAndView view = view("admin/item-form", site, kinds);
		view.setStatus((errors.isEmpty()) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
		ItemForm form = (typed.text("token").isEmpty()) ? typed.with("token", UUID.randomUUID().toString()) : typed;
		ContentState state = (item != null) ? item.state() : ContentState.DRAFT;
		AdminModels.ItemRow row = (item != null) ? this.models.item(site, item.toSummary()) : null;
		view.addObject("form", form.shown((item != null) ? item.id() : null));
		view.addObject("errors", new LinkedHashMap<>(errors));
		view.addObject("first",
				(item == null && form.text("title").isEmpty()) ? errors.keySet().stream().findFirst().orElse("title")
						: errors.keySet().stream().findFirst().orElse(""));
		view.addObject("state", state.word());
		view.addObject("when", (row != null) ? row.when() : null);
		view.addObject("actions",
				(this.worker.writesOwnDraftsOnly()) ? ItemAction.ofAuthor(state) : ItemAction.of(state, item != null));
		view.addObject("others", item != null && !this.items.mayChange(item.kind(), item.id()));
		view.addObject("file", (row != null) ? row.file() : null);
		view.addObject("shared", item != null && item.origin() != null);
		view.addObject("url", (row != null) ? row.url() : null);
		view.addObject("zone", site.timeZone().getId());
		view.addObject("siteUrl", this.urls.of(site));
		view.addObject("publishChoices", LocalTimes.choices(form.text("publishAt"), site.timeZone()));
		view.addObject("unpublishChoices", LocalTimes.choices(form.text("unpublishAt"), site.timeZone()));
		view.addObject("templates", templates(site, form.text("template")));
		view.addObject("fields", fields(site, kinds, form, errors));
		view.addObject("unsaved", List.of());
		view.addObject("editors", (item != null) ? editors(site, item.id()) : List.of());
		view.addObject("note", null);
		view.addObject("preview", null);
		return view;
	}

	/** One that the theme does not have (any more) can stay. */
	private List<PageTemplate> templates(Site site, String chosen) {
		List<PageTemplate> all = new ArrayList<>(this.templates.of(site));
		if (!chosen.isEmpty() && all.stream().noneMatch((template) -> template.name().equals(chosen))) {
			all.add(new PageTemplate(chosen, chosen + " (this theme does not have it)"));
		}
		return all;
	}

	private List<FieldView> fields(Site site, String kinds, ItemForm form, Map<String, String> errors) {
		return this.templates.fields(site, kind(kinds).word(), form.text("template"))
			.stream()
			.map((field) -> new FieldView(ItemForm.FIELD + field.name(), field.type().word(), field.label(),
					field.hint(), value(field, form.field(field.name())), field.choices(),
					errors.get(ItemForm.FIELD + field.name())))
			.toList();
	}

	private static String value(ThemeField field, String value) {
		return (field.type() == FieldType.TOGGLE && value.isEmpty()) ? "no" : value;
	}

	/** What a field of a theme is called; the name of one that it does not declare. */
	String label(Site site, String kinds, String template, String name) {
		return this.templates.fields(site, kind(kinds).word(), template)
			.stream()
			.filter((field) -> field.name().equals(name))
			.findFirst()
			.map(ThemeField::label)
			.orElse(name);
	}

	List<String> editors(Site site, long itemId) {
		return this.autosaves.others(itemId)
			.stream()
			.map((editor) -> editor.person() + " has been writing here since " + time(editor.since(), site.timeZone()))
			.toList();
	}

	/**
	 * What the person at work typed into this form another time and did not save; of a
	 * new item what they typed into any such form.
	 */
	List<Unsaved> unsaved(Site site, String kinds, @Nullable Item item) {
		ContentKind kind = kind(kinds);
		String at = "/sites/" + site.key() + "/" + kinds + "/";
		if (item != null) {
			Optional<Autosave> kept = this.autosaves.find(Autosaves.Form.of(kind, item.id(), ""));
			return kept
				.map((typed) -> new Unsaved(typed.fields().getOrDefault("title", ""),
						time(typed.savedAt(), site.timeZone()), at + item.id() + "?restore",
						at + item.id() + "/compare?to=mine", String.valueOf(item.id()),
						typed.fields().getOrDefault("token", "")))
				.stream()
				.toList();
		}
		return this.autosaves.ofNewItems(kind).stream().map((typed) -> {
			String token = typed.slot().substring("new:".length());
			return new Unsaved(typed.fields().getOrDefault("title", ""), time(typed.savedAt(), site.timeZone()),
					at + "new?restore=" + token, null, "", token);
		}).toList();
	}

	/** Of today the time, otherwise the day as well. */
	static String time(Instant instant, ZoneId zone) {
		boolean today = LocalDate.ofInstant(instant, zone).equals(LocalDate.now(zone));
		return ((today) ? LocalFormat.TIME : LocalFormat.MOMENT).now().format(instant.atZone(zone));
	}

	/** A field of the theme. */
	record FieldView(String id, String type, String label, String hint, String value, List<Choice> choices,
			@Nullable String error) {

	}

	/** Something that was typed and not saved. */
	record Unsaved(String title, String when, String restore, @Nullable String compare, String id, String token) {

	}

}
