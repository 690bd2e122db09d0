package org.rowhouse.theme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.rowhouse.site.Home;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.theme.TemplateModel.PageTreeModel;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for model values of {@link SiteTemplates} that are only made when a template
 * names them.
 */
@RowhouseTest
class LazyModelTests {

	@Autowired
	private Sites sites;

	@Autowired
	private Home home;

	@Autowired
	private SiteTemplates templates;

	private final AtomicInteger asked = new AtomicInteger();

	@Test
	void whatATemplateDoesNotNameIsNotAskedFor() throws IOException {
		assertThat(render("lazy-unnamed", "<p th:text=\"'pages'\"></p>")).isEqualTo("<p>pages</p>");
		assertThat(this.asked).hasValue(0);
	}

	@Test
	void whatATemplateNamesTwiceIsAskedForOnce() throws IOException {
		assertThat(render("lazy-named",
				"<p th:if=\"${pages != null}\"><i th:each=\"p : ${pages}\" th:text=\"${p.label}\">"
						+ "</i><b th:text=\"${pages[1].children.size()}\"></b></p>"))
			.isEqualTo("<p><i>A</i><i>B</i><b>0</b></p>");
		assertThat(this.asked).hasValue(1);
	}

	private String render(String name, String template) throws IOException {
		Site garden = this.sites.find("garden").orElseThrow();
		Path file = this.home.root().resolve("sites/garden/templates/" + name + ".html");
		Files.writeString(file, template);
		try {
			Supplier<?> pages = () -> {
				this.asked.incrementAndGet();
				return List.of(new PageTreeModel("A", "/a", false, List.of()),
						new PageTreeModel("B", "/b", true, List.of()));
			};
			return this.templates.render(garden, "", name, Map.of("pages", pages));
		}
		finally {
			Files.delete(file);
		}
	}

}
