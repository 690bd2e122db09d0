package org.rowhouse.theme;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.rowhouse.theme.TemplateModel.AuthorModel;
import org.rowhouse.theme.TemplateModel.ErrorModel;
import org.rowhouse.theme.TemplateModel.LinkModel;
import org.rowhouse.theme.TemplateModel.MenuModel;
import org.rowhouse.theme.TemplateModel.MonthModel;
import org.rowhouse.theme.TemplateModel.PageModel;
import org.rowhouse.theme.TemplateModel.PaginationModel;
import org.rowhouse.theme.TemplateModel.PictureModel;
import org.rowhouse.theme.TemplateModel.PostModel;
import org.rowhouse.theme.TemplateModel.PostSummaryModel;
import org.rowhouse.theme.TemplateModel.SiteModel;
import org.rowhouse.theme.TemplateModel.TagModel;
import org.thymeleaf.exceptions.TemplateEngineException;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/**
 * Renders templates of tests as those of a site, without an application around them.
 */
final class TemplateHarness {

	/** What a visitor could have written, or an editor pasted. */
	static final String HOSTILE = "${T(java.lang.System).getenv()} __${T(System)}__ [[${@environment}]] "
			+ "[(${site})] ~{file:/etc/passwd} <b th:text=\"${site.name}\">'\"&</b>";

	/** A busy machine is no reason for a test to fail. */
	static final RenderBudget UNHURRIED = new RenderBudget(Duration.ofMinutes(2), 5_000_000, 1_000_000, 200);

	private final Map<String, String> templates = new HashMap<>();

	private final Map<String, Object> model = new HashMap<>();

	TemplateHarness() {
		this.templates.put("harmless", "<b th:fragment=\"part(a)\" th:text=\"${a}\">x</b>"
				+ "<i th:fragment=\"raw(a)\" th:utext=\"${a}\">x</i>");
		this.templates.put("fragments/hostile", "<p th:text=\"${T(java.lang.System).getenv()}\">x</p>");
		ZonedDateTime date = ZonedDateTime.of(2026, 11, 14, 9, 5, 0, 0, ZoneId.of("Europe/Berlin"));
		TagModel tag = new TagModel("Bread", "bread", "/tag/bread", 3);
		AuthorModel author = new AuthorModel("Ada", "ada", "/author/ada", 2);
		PictureModel cover = new PictureModel("/media/rye.jpg", "A loaf", "/media/rye.jpg?w=400 400w", 800, 600,
				"left-top");
		LinkModel link = new LinkModel("About", "/about", "Who we are");
		this.model.put("site", new SiteModel("key", "A & B", "Bread", "en", "http://example.com",
				Map.of("accent", "ember", "phone", "0 30 12")));
		this.model.put("menu", List.of(new MenuModel("Home", "/", true), new MenuModel("About", "/about", false)));
		this.model.put("tags", List.of(tag));
		this.model.put("page", new PageModel("Bread & butter", "/bread", "<p>Fresh</p>", "Summary", date, List.of(link),
				List.of(link, link), false, author, cover, false, Map.of("price", "4 €")));
		this.model.put("post", new PostModel("Rye", "rye", "/posts/rye", "<p>Rye</p>", "", date, List.of(tag), link,
				null, author, cover, true, date, Map.of()));
		this.model.put("posts",
				List.of(new PostSummaryModel("Rye", "/posts/rye", "About rye", date, List.of(tag), author, cover, true,
						date),
						new PostSummaryModel("Spelt", "/posts/spelt", "", date.minusMonths(1), List.of(), null, null,
								false, date)));
		this.model.put("pagination", new PaginationModel(2, 3, "/posts", "/posts?page=3"));
		this.model.put("path", "/bread");
		this.model.put("year", 2026);
		this.model.put("hostile", HOSTILE);
		this.model.put("hostileHtml", "<p th:text=\"${T(java.lang.System).getenv()}\">[[${site.name}]]</p>");
		this.model.put("fileName", "file:/etc/passwd");
		this.model.put(SiteLinkBuilder.LINKS_VARIABLE,
				new SiteLinks("/shop", (name) -> Optional.empty(), (path) -> Optional.empty()));
		this.model.put(SiteHelpers.ZONE_VARIABLE, ZoneId.of("Europe/Berlin"));
	}

	TemplateHarness with(String name, String template) {
		this.templates.put(name, template);
		return this;
	}

	TemplateHarness withVariable(String name, Object value) {
		this.model.put(name, value);
		return this;
	}

	Map<String, Object> modelOfEveryPage() {
		TagModel tag = new TagModel("Bread", "bread", "/tag/bread", 3);
		MonthModel month = new MonthModel("/posts/2026/11", 2,
				ZonedDateTime.of(2026, 11, 1, 0, 0, 0, 0, ZoneId.of("Z")));
		this.model.put("tag", tag);
		this.model.put("months", List.of(month));
		this.model.put("authors",
				List.of(new AuthorModel("Ada", "ada", "/author/ada", 2), new AuthorModel("Bo", "bo", "/author/bo", 1)));
		this.model.put("month", month);
		this.model.put("error", new ErrorModel(404, "Not Found", "There is no page", "a1b2c3"));
		this.model.put("canonical", "http://example.com/bread");
		return this.model;
	}

	String render(String template) {
		return render(template, UNHURRIED);
	}

	/**
	 * A template by the name of {@code site}, whose mistakes are told as they are to its
	 * owner.
	 */
	String render(String template, RenderBudget budget) {
		this.templates.put("site", template);
		SandboxedEngine engine = new SandboxedEngine(this::find);
		StringWriter out = new StringWriter();
		try {
			engine.process("site", Locale.ENGLISH, this.model, budget, out);
		}
		catch (TemplateEngineException ex) {
			throw TemplateFailure.of("site", ex, this::find);
		}
		return out.toString();
	}

	private Optional<Resource> find(String name) {
		return Optional.ofNullable(this.templates.get(name))
			.map((text) -> new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)));
	}

	/**
	 * Reads a table of tests: fields between tabs, with escapes for what a field cannot
	 * hold.
	 */
	static List<Row> table(String name) throws IOException {
		List<Row> rows = new ArrayList<>();
		String text = new ClassPathResource("templates-under-test/" + name).getContentAsString(StandardCharsets.UTF_8);
		for (String line : text.split("\n")) {
			if (!line.startsWith("#") && !line.isBlank()) {
				String[] fields = line.split("\t", -1);
				rows.add(new Row(fields[0], unescape(fields[1]), unescape(fields[2])));
			}
		}
		return rows;
	}

	private static String unescape(String field) {
		return field.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r");
	}

	record Row(String name, String expected, String template) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
