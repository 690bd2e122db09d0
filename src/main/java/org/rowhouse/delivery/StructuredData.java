package org.rowhouse.delivery;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.Item;
import org.rowhouse.content.Tag;
import org.rowhouse.site.Site;
import org.rowhouse.theme.TemplateModel.LinkModel;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says what a page is in the words of schema.org, as JSON-LD 1.1 that can stand inside of
 * a {@code <script>}: browsers run nothing of it, and no text can end it.
 */
final class StructuredData {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final int MAX_HEADLINE = 110;

	private StructuredData() {
	}

	static String of(Subject subject) {
		List<Map<String, Object>> graph = new ArrayList<>();
		graph.add(organization(subject));
		graph.add(webSite(subject));
		graph.add((subject.item() != null && subject.item().kind() == ContentKind.POST) ? post(subject, subject.item())
				: page(subject));
		if (subject.item() != null && !subject.item().path().isEmpty()) {
			graph.add(breadcrumbs(subject, subject.item()));
		}
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("@context", "https://schema.org");
		data.put("@graph", graph);
		return insideScript(JSON.writeValueAsString(data));
	}

	/** Of JSON these stand in texts alone, where they can be written otherwise. */
	static String insideScript(String json) {
		return json.replace("<", "\\u003c")
			.replace(">", "\\u003e")
			.replace("&", "\\u0026")
			.replace("\u2028", "\\u2028")
			.replace("\u2029", "\\u2029");
	}

	private static Map<String, Object> organization(Subject subject) {
		Map<String, Object> organization = node("Organization", subject.base() + "/#organization");
		organization.put("name", subject.site().name());
		organization.put("url", subject.base() + "/");
		organization.put("logo", subject.icon());
		return organization;
	}

	private static Map<String, Object> webSite(Subject subject) {
		Map<String, Object> site = node("WebSite", subject.base() + "/#website");
		site.put("name", subject.site().name());
		put(site, "description", subject.site().tagline());
		site.put("url", subject.base() + "/");
		site.put("inLanguage", subject.site().locale().toLanguageTag());
		site.put("publisher", Map.of("@id", subject.base() + "/#organization"));
		return site;
	}

	private static Map<String, Object> page(Subject subject) {
		Item item = subject.item();
		Map<String, Object> page = node((item != null) ? "WebPage" : "CollectionPage", subject.url());
		page.put("name", (item != null) ? item.title() : subject.title());
		put(page, "description", subject.about());
		page.put("url", subject.url());
		page.put("inLanguage", subject.site().locale().toLanguageTag());
		page.put("isPartOf", Map.of("@id", subject.base() + "/#website"));
		put(page, "image", subject.picture());
		if (item != null) {
			page.put("dateModified", date(item.updatedAt(), subject.site().timeZone()));
		}
		return page;
	}

	private static Map<String, Object> post(Subject subject, Item post) {
		Map<String, Object> data = node("BlogPosting", subject.url());
		data.put("headline", headline(post.title()));
		put(data, "description", subject.about());
		data.put("url", subject.url());
		data.put("mainEntityOfPage", subject.url());
		data.put("inLanguage", subject.site().locale().toLanguageTag());
		data.put("isPartOf", Map.of("@id", subject.base() + "/#website"));
		put(data, "image", subject.picture());
		Instant published = (post.publishAt() != null) ? post.publishAt() : post.updatedAt();
		Instant modified = (post.updatedAt().isBefore(published)) ? published : post.updatedAt();
		data.put("datePublished", date(published, subject.site().timeZone()));
		data.put("dateModified", date(modified, subject.site().timeZone()));
		String author = post.details().author();
		data.put("author", (author.isEmpty()) ? Map.of("@id", subject.base() + "/#organization")
				: Map.of("@type", "Person", "name", author));
		data.put("publisher", Map.of("@id", subject.base() + "/#organization"));
		if (!post.tags().isEmpty()) {
			data.put("keywords", post.tags().stream().map(Tag::name).toList());
		}
		return data;
	}

	private static Map<String, Object> breadcrumbs(Subject subject, Item item) {
		List<Map<String, Object>> steps = new ArrayList<>();
		addStep(steps, subject.site().name(), subject.base() + "/");
		subject.above().forEach((page) -> addStep(steps, page.label(), subject.base() + page.path()));
		addStep(steps, item.title(), subject.url());
		Map<String, Object> list = node("BreadcrumbList", subject.url() + "#breadcrumbs");
		list.put("itemListElement", steps);
		return list;
	}

	private static void addStep(List<Map<String, Object>> steps, String name, String url) {
		Map<String, Object> step = new LinkedHashMap<>();
		step.put("@type", "ListItem");
		step.put("position", steps.size() + 1);
		step.put("name", name);
		step.put("item", url);
		steps.add(step);
	}

	private static Map<String, Object> node(String type, String id) {
		Map<String, Object> node = new LinkedHashMap<>();
		node.put("@type", type);
		node.put("@id", id);
		return node;
	}

	private static void put(Map<String, Object> node, String name, String value) {
		if (!value.isEmpty()) {
			node.put(name, value);
		}
	}

	/** Search engines show no more, and half a character is none. */
	private static String headline(String title) {
		return (title.codePointCount(0, title.length()) <= MAX_HEADLINE) ? title
				: title.substring(0, title.offsetByCodePoints(0, MAX_HEADLINE - 1)) + "…";
	}

	private static String date(Instant instant, ZoneId zone) {
		return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
	}

	/**
	 * What a page is about.
	 *
	 * @param site the site
	 * @param base where it is, without a slash at the end
	 * @param url the canonical address of the page
	 * @param title of a list, what it is of
	 * @param about what it says of itself; may be empty
	 * @param picture an absolute URL; may be empty
	 * @param icon the absolute URL of the site's icon
	 * @param item the page or post; {@code null} for a list
	 * @param above what is above it, from the top
	 */
	record Subject(Site site, String base, String url, String title, String about, String picture, String icon,
			@Nullable Item item, List<LinkModel> above) {

	}

}
