package org.rowhouse.theme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowhouse.site.Home;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.theme.TemplateModel.SiteModel;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the sandbox of site templates: {@link SandboxedEngine},
 * {@link SandboxEvaluationContext} and {@link BoundedWriter}.
 */
@RowhouseTest
class TemplateSandboxTests {

	@Autowired
	private Sites sites;

	@Autowired
	private Home home;

	@Autowired
	private SiteFiles files;

	@Autowired
	private Themes themes;

	private Site garden;

	private SiteTemplates templates;

	@BeforeEach
	void newEngine() {
		this.garden = this.sites.find("garden").orElseThrow();
		this.templates = new SiteTemplates(this.files, this.themes);
	}

	@ParameterizedTest
	@ValueSource(strings = { "${T(java.lang.Runtime).getRuntime()}", "${T(java.lang.System).getenv()}",
			"${new java.io.File('/etc/passwd')}", "${''.getClass()}", "${''.class}", "${site.class}",
			"${site.getClass().getClassLoader()}", "${@environment}", "${@dataSource}", "${#ctx}", "${#vars}",
			"${#execInfo.templateName}", "${#request}", "${#session}", "${#httpServletRequest}", "${#objects}",
			"${#conversions}", "${#this.getClass()}", "${site.name.class.forName('java.lang.Runtime')}",
			"__${T(java.lang.Runtime).getRuntime()}__", "${#strings.class}", "${#strings.getClass().forName('x')}",
			"${#lists.class.classLoader}", "${site.options.getClass()}", "${site.hashCode().getClass()}",
			"${#locale.getClass()}", "${#ctx.getVariable('x')}", "${#temporals.getClass()}",
			"${{1}.getClass().forName('java.lang.Runtime')}", "${T  (java.lang.Runtime)}", "${T\t(java.lang.Runtime)}",
			"${&@factory}", "${site.name = 'x'}", "${#root.get('thymeleaf::EvaluationContext')}",
			"${'x'.repeat(1500000000)}", "${'%900000000d'.formatted(1)}", "${#numbers.sequence(1,300000000)}",
			"${#aggregates.sum({10,10}).pow(90000000)}",
			"${'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab'.matches('(a|aa)+$')}",
			"${#temporals.createNow().month.declaringClass}" })
	void nothingOutsideOfTheModelIsReached(String expression) throws IOException {
		assertThatExceptionOfType(TemplateFailedException.class)
			.isThrownBy(() -> render("<p th:text=\"" + expression + "\">x</p>"))
			.withMessageContaining("Template hostile.html");
	}

	@Test
	void theModelAndTheListedHelpersWork() throws IOException {
		assertThat(render("""
				<p th:text="${site.name}"></p><p th:text="${#strings.toUpperCase(site.key)}"></p>\
				<i th:text="${site.options.nothing}"></i><b th:text="${nothing ?: 'none'}"></b>\
				<a th:href="@{/about(x=${site.key})}"></a>[[${site.name}]]"""))
			.isEqualTo("<p>A &amp; B</p><p>KEY</p><i></i><b>none</b><a href=\"/shop/about?x=key\"></a>A &amp; B");
	}

	@Test
	void aTemplateThatWritesWithoutEndIsStopped() throws IOException {
		String ten = "{1,2,3,4,5,6,7,8,9,10}";
		StringBuilder endless = new StringBuilder("x");
		for (int i = 0; i < 9; i++) {
			endless.insert(0, "<i th:each=\"v" + i + " : ${" + ten + "}\">").append("</i>");
		}
		assertThatExceptionOfType(TemplateFailedException.class).isThrownBy(() -> render(endless.toString()));
	}

	@Test
	void aTemplateOfAnotherSiteOrOutsideIsNotFound() throws IOException {
		for (String name : new String[] { "../../bakery/templates/page", "/etc/passwd", "..", "page.html",
				"classpath:templates/admin/layout", "admin/layout" }) {
			assertThatExceptionOfType(TemplateFailedException.class)
				.isThrownBy(() -> render("<p th:replace=\"~{'" + name + "'}\"></p>"));
		}
	}

	private String render(String template) throws IOException {
		Path file = this.home.root().resolve("sites/garden/templates/hostile.html");
		Files.writeString(file, template);
		try {
			Map<String, Object> model = new HashMap<>();
			model.put("site", new SiteModel("key", "A & B", "", "en", "http://x", Map.of()));
			return this.templates.render(this.garden, "/shop", "hostile", model);
		}
		finally {
			Files.delete(file);
			newEngine();
		}
	}

}
