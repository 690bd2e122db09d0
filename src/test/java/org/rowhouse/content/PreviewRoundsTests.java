package org.rowhouse.content;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what makes links to previews useless.
 */
@RowhouseTest
class PreviewRoundsTests {

	@Autowired
	private Sites sites;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private ContentItemRepository items;

	@Autowired
	private PreviewRounds rounds;

	@Autowired
	private PlatformTransactionManager transactions;

	@Value("${local.server.port}")
	private int port;

	@Test
	void whoeverReadARowBeforeDoesNotBringTheOldRoundBack() {
		Http api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		String key = "r" + UUID.randomUUID().toString().substring(0, 8);
		api.json("POST", "/api/sites", "{\"key\":\"" + key + "\",\"name\":\"Rounds\"}");
		api.json("PUT", "/api/sites/" + key + "/pages/rye", "{\"title\":\"Rye\"}");
		TransactionTemplate own = new TransactionTemplate(this.transactions);
		own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.currentSite.call(this.sites.find(key).orElseThrow(), () -> {
			Long id = own.execute((status) -> {
				ContentItem item = this.items.findByKindAndPath(ContentKind.PAGE, "rye").orElseThrow();
				own.executeWithoutResult((other) -> this.rounds.raise(ContentKind.PAGE, ContentItems.id(item)));
				item.readFrom("digest");
				return item.id();
			});
			ContentItem saved = own.execute((status) -> this.items.findItem(id).orElseThrow());
			assertThat(saved.sourceDigest()).as("written back").isEqualTo("digest");
			assertThat(this.rounds.of(id)).contains(1);
			return null;
		});
	}

}
