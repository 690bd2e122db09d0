package org.rowhouse.delivery;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.theme.SiteFiles;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EmbeddedFiles}.
 */
@RowhouseTest
class EmbeddedFilesTests {

	@Autowired
	private SiteFiles files;

	@Autowired
	private Sites sites;

	@Test
	void aLinkThatIsNoUrlStaysAsItIs() {
		String page = "<img src=\"http://x/static/100%.png\"><img src=\"http://x/static/%zz\">";
		assertThat(embedded(page, "")).isEqualTo(page);
	}

	@Test
	void theStylesOfOptionsCountLikeAnyFile() {
		String link = "<link rel=\"stylesheet\" href=\"http://x/options.css\">";
		String page = embedded(link.repeat(12), "x".repeat(500 * 1024));
		assertThat(page.split("href=\"data:text/css;base64,", -1)).hasSize(8 + 1);
		assertThat(page).endsWith(link.repeat(4));
	}

	@Test
	@Timeout(20)
	void tagsThatDoNotEndTakeNoLongerThanOthers() {
		String page = "<img ".repeat(400_000);
		assertThat(embedded(page, "")).isEqualTo(page);
	}

	private String embedded(String page, String stylesheet) {
		return new EmbeddedFiles(this.files, this.sites.find("garden").orElseThrow(), "http://x", stylesheet,
				4 * 1024 * 1024)
			.into(page);
	}

}
