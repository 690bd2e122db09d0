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
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for model values of {@link SiteTemplates} that are only made when a template
 * names them.
 */
@RowhouseTest
class LazyModelTests {

	private static final String NAMES_IT = "<i th:each=\"p : ${pages}\" th:text=\"${p.label}\"></i>";

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

	@Test
	void aDatabaseThatFailsIsNoMistakeOfATemplate() {
		DataAccessException database = new QueryTimeoutException("too slow");
		assertThatException().isThrownBy(() -> render("lazy-database", NAMES_IT, () -> {
			throw database;
		})).isSameAs(database);
		TransactionException transaction = new CannotCreateTransactionException("no connection");
		assertThatException().isThrownBy(() -> render("lazy-transaction", NAMES_IT, () -> {
			throw transaction;
		})).isSameAs(transaction);
		assertThatExceptionOfType(TemplateFailedException.class)
			.isThrownBy(() -> render("lazy-mistake", NAMES_IT, () -> {
				throw new IllegalStateException("ours");
			}));
	}

	private String render(String name, String template) throws IOException {
		return render(name, template, () -> {
			this.asked.incrementAndGet();
			return List.of(new PageTreeModel("A", "/a", false, List.of()),
					new PageTreeModel("B", "/b", true, List.of()));
		});
	}

	private String render(String name, String template, Supplier<?> pages) throws IOException {
		Site garden = this.sites.find("garden").orElseThrow();
		Path file = this.home.root().resolve("sites/garden/templates/" + name + ".html");
		Files.writeString(file, template);
		try {
			return this.templates.render(garden, "", name, Map.of("pages", pages));
		}
		finally {
			Files.delete(file);
		}
	}

}
