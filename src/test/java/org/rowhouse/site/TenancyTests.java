package org.rowhouse.site;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.content.ContentItems;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.ContentState;
import org.rowhouse.content.Draft;
import org.rowhouse.content.NoSuchItemException;
import org.rowhouse.content.PublishedContent;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the walls in the database: {@link TenancyConfiguration}, composite foreign
 * keys and row level security.
 */
@RowhouseTest
class TenancyTests {

	@Autowired
	private Sites sites;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private ContentItems items;

	@Autowired
	private PublishedContent published;

	@Autowired
	private EntityManager entityManager;

	@Autowired
	private DataSource dataSource;

	@Autowired
	private PlatformTransactionManager transactionManager;

	private Site a;

	private Site b;

	@BeforeEach
	void makeTwoSites() {
		this.a = newSite();
		this.b = newSite();
	}

	@Test
	void nothingIsReadWhereNoSiteIsBound() {
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> this.items.search(ContentKind.PAGE, "", PageRequest.of(0, 10)))
			.satisfies((failure) -> assertThat(failure).hasRootCauseInstanceOf(NoCurrentSiteException.class));
		assertThatExceptionOfType(NoCurrentSiteException.class).isThrownBy(this.currentSite::get);
	}

	@Test
	void nothingIsWrittenWhereNoSiteIsBound() {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> this.items.create(ContentKind.PAGE, draft("about")))
			.satisfies((failure) -> assertThat(failure).hasRootCauseInstanceOf(NoCurrentSiteException.class));
	}

	@Test
	void anItemOfAnotherSiteIsNotFoundByIdNorByPath() {
		long id = write(this.a, "secret");
		this.currentSite.run(this.b, () -> {
			assertThat(this.items.find(ContentKind.PAGE, id)).isEmpty();
			assertThat(this.items.find(ContentKind.PAGE, "secret")).isEmpty();
			assertThat(this.published.page("secret")).isEmpty();
			assertThat(this.items.search(ContentKind.PAGE, "", PageRequest.of(0, 10))).isEmpty();
			assertThat(this.items.count().pages()).isZero();
			assertThatExceptionOfType(NoSuchItemException.class)
				.isThrownBy(() -> this.items.update(ContentKind.PAGE, id, draft("stolen")));
			assertThatExceptionOfType(NoSuchItemException.class)
				.isThrownBy(() -> this.items.delete(ContentKind.PAGE, id));
		});
		this.currentSite.run(this.a, () -> assertThat(this.items.find(ContentKind.PAGE, id)).isPresent());
	}

	@Test
	void aQueryByKeyDoesNotCrossSites() {
		long id = write(this.a, "secret");
		String query = "select count(i) from ContentItem i where i.id = " + id;
		this.currentSite.run(this.b, () -> inTransaction(
				() -> assertThat(this.entityManager.createQuery(query, Long.class).getSingleResult()).isZero()));
		this.currentSite.run(this.a, () -> inTransaction(
				() -> assertThat(this.entityManager.createQuery(query, Long.class).getSingleResult()).isEqualTo(1)));
	}

	@Test
	void bulkStatementsReachTheBoundSiteAlone() {
		long ofA = write(this.a, "page");
		long ofB = write(this.b, "page");
		this.currentSite.run(this.b,
				() -> inTransaction(() -> assertThat(
						this.entityManager.createQuery("update ContentItem i set i.title = 'changed'").executeUpdate())
					.isEqualTo(1)));
		this.currentSite.run(this.b,
				() -> inTransaction(() -> assertThat(
						this.entityManager.createQuery("delete from ContentItem i where i.id = " + ofA).executeUpdate())
					.isZero()));
		this.currentSite.run(this.a,
				() -> assertThat(this.items.find(ContentKind.PAGE, ofA)).get()
					.extracting("title")
					.isEqualTo("Title of page"));
		this.currentSite.run(this.b,
				() -> assertThat(this.items.find(ContentKind.PAGE, ofB)).get()
					.extracting("title")
					.isEqualTo("changed"));
	}

	@Test
	void nativeSqlSeesTheBoundSiteAloneWhereTheDatabaseHasRowLevelSecurity() {
		write(this.a, "page");
		write(this.b, "page");
		this.currentSite.run(this.a, () -> inTransaction(() -> {
			List<?> owners = this.entityManager.createNativeQuery("select distinct site_id from content_item")
				.getResultList();
			if (TestInstallation.onPostgres()) {
				assertThat(owners).asString().isEqualTo("[" + this.a.id() + "]");
			}
			else {
				// H2 has no second line: this is why native SQL is an architecture rule.
				assertThat(owners).asString().contains("" + this.a.id(), "" + this.b.id());
			}
		}));
	}

	@Test
	void aTransactionThatNamesNoSiteSeesNothingOnPostgres() throws SQLException {
		write(this.a, "page");
		try (Connection connection = this.dataSource.getConnection();
				PreparedStatement count = connection.prepareStatement("select count(*) from content_item");
				var result = count.executeQuery()) {
			result.next();
			if (TestInstallation.onPostgres()) {
				assertThat(result.getLong(1)).isZero();
			}
			else {
				assertThat(result.getLong(1)).isPositive();
			}
		}
	}

	@Test
	void theDatabaseRefusesARowThatPointsIntoAnotherSite() throws SQLException {
		long ofB = write(this.b, "page");
		try (Connection connection = this.dataSource.getConnection()) {
			connection.setAutoCommit(false);
			if (TestInstallation.onPostgres()) {
				try (PreparedStatement bind = connection
					.prepareStatement("select set_config('app.site_id', '" + this.a.id() + "', true)")) {
					bind.execute();
				}
			}
			try (PreparedStatement insert = connection.prepareStatement(
					"insert into item_tag (id, site_id, item_id, slug, name) values (-1, ?, ?, 'x', 'x')")) {
				insert.setLong(1, this.a.id());
				insert.setLong(2, ofB);
				assertThatExceptionOfType(SQLException.class).isThrownBy(insert::executeUpdate)
					.withMessageContaining("item_tag_item_fk");
			}
			connection.rollback();
		}
	}

	@Test
	void anotherSiteCannotBeBoundInsideATransaction() {
		this.currentSite.run(this.a, () -> inTransaction(() -> {
			assertThatExceptionOfType(SiteRebindException.class)
				.isThrownBy(() -> this.currentSite.run(this.b, () -> this.items.count()));
			this.currentSite.run(this.a, () -> assertThat(this.currentSite.get()).isEqualTo(this.a));
		}));
	}

	@Test
	void bindingRestoresWhatWasBoundBefore() {
		this.currentSite.run(this.a, () -> {
			this.currentSite.run(this.b, () -> assertThat(this.currentSite.get()).isEqualTo(this.b));
			assertThat(this.currentSite.get()).isEqualTo(this.a);
		});
		assertThatExceptionOfType(NoCurrentSiteException.class).isThrownBy(this.currentSite::get);
	}

	@Test
	void everyChangeRaisesTheVersionOfItsSiteAlone() {
		long ofA = version(this.a);
		long ofB = version(this.b);
		long page = write(this.a, "page");
		assertThat(version(this.a)).isEqualTo(ofA + 1);
		this.currentSite.run(this.a, () -> this.items.delete(ContentKind.PAGE, page));
		assertThat(version(this.a)).isEqualTo(ofA + 2);
		this.sites.changeState(this.a.key(), SiteState.SUSPENDED);
		assertThat(version(this.a)).isEqualTo(ofA + 3);
		assertThat(version(this.b)).isEqualTo(ofB);
	}

	@Test
	void deletingASiteDeletesItsContentAndNoOther() throws SQLException {
		write(this.a, "page");
		long ofB = write(this.b, "page");
		this.sites.delete(this.a.key());
		assertThat(this.sites.find(this.a.key())).isEmpty();
		this.currentSite.run(this.a, () -> assertThat(this.items.count().pages()).isZero());
		this.currentSite.run(this.b, () -> assertThat(this.items.find(ContentKind.PAGE, ofB)).isPresent());
	}

	private long version(Site site) {
		return this.sites.find(site.key()).orElseThrow().version();
	}

	private long write(Site site, String path) {
		return this.currentSite.call(site, () -> this.items.create(ContentKind.PAGE, draft(path))).id();
	}

	private static Draft draft(String path) {
		return new Draft(path, "Title of " + path, "", "Text", "", ContentState.PUBLISHED, null, List.of());
	}

	private void inTransaction(Runnable action) {
		new TransactionTemplate(this.transactionManager).executeWithoutResult((status) -> action.run());
	}

	private Site newSite() {
		String key = "t" + UUID.randomUUID().toString().substring(0, 8);
		return this.sites.create(new SiteSettings(key, key, "", List.of(), "", "", "", Map.of()));
	}

}
