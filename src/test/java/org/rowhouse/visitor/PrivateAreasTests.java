package org.rowhouse.visitor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteVersions;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PrivateAreas} and {@link Visitors} where several people change them at
 * once.
 */
@RowhouseTest
class PrivateAreasTests {

	private static final String PASSWORD = PrivateSite.PASSWORD;

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Sites sites;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private PrivateAreas areas;

	@Autowired
	private Visitors visitors;

	@Autowired
	private AreaRepository areaRows;

	@Autowired
	private VisitorRepository visitorRows;

	@Autowired
	private PasswordEncoder encoder;

	@Autowired
	private SiteVersions versions;

	@Autowired
	private ApplicationEventPublisher events;

	@Autowired
	private PlatformTransactionManager transactionManager;

	private Site site;

	@BeforeEach
	void makeSite() {
		this.site = this.sites.find(PrivateSite.at(this.port).key).orElseThrow();
	}

	@Test
	void ofTwoWhoProtectOnePathAtOnceOneIsToldAtTheField() throws Exception {
		List<Throwable> failures = twice(() -> this.areas.add(draft("/club")));
		assertThat(failures).singleElement()
			.isInstanceOfSatisfying(InvalidInputException.class,
					(ex) -> assertThat(ex.errors().get("path")).contains("/club is private already"));
		assertThat(this.currentSite.call(this.site, this.areas::list)).hasSize(1);
	}

	@Test
	void twoWhoAddOneVisitorAtOnceAddOne() throws Exception {
		assertThat(twice(() -> this.visitors.put("ada", PASSWORD))).isEmpty();
		assertThat(this.currentSite.call(this.site, this.visitors::list)).hasSize(1);
	}

	@Test
	void noRowIsLockedWhileAPasswordIsHashed() {
		List<Boolean> inTransaction = new ArrayList<>();
		VisitorPasswords passwords = new VisitorPasswords(new PasswordEncoder() {

			@Override
			public String encode(CharSequence password) {
				inTransaction.add(TransactionSynchronizationManager.isActualTransactionActive());
				return PrivateAreasTests.this.encoder.encode(password);
			}

			@Override
			public boolean matches(CharSequence password, String hash) {
				return PrivateAreasTests.this.encoder.matches(password, hash);
			}

		});
		PrivateAreas slowAreas = new PrivateAreas(this.areaRows, passwords, this.versions, this.currentSite,
				this.events, this.transactionManager);
		Visitors slowVisitors = new Visitors(this.visitorRows, passwords, this.versions, this.transactionManager);
		this.currentSite.run(this.site, () -> {
			long id = slowAreas.add(draft("/club")).id();
			slowAreas.change(id, draft("/club"));
			slowVisitors.put("ada", PASSWORD);
		});
		assertThat(inTransaction).containsExactly(false, false, false);
	}

	@Test
	void aPasswordStaysWhereNoneIsTyped() {
		Map<String, String> hashes = this.currentSite.call(this.site, () -> {
			long id = this.areas.add(draft("/club")).id();
			String before = hash(id);
			this.areas.change(id, new AreaDraft("", "basic", "password", ""));
			String after = hash(id);
			return Map.of("before", before, "after", after);
		});
		assertThat(hashes.get("after")).isEqualTo(hashes.get("before"));
	}

	private String hash(long id) {
		return new TransactionTemplate(this.transactionManager)
			.execute((status) -> this.areaRows.findArea(id).orElseThrow().passwordHash());
	}

	private static AreaDraft draft(String path) {
		return new AreaDraft(path, "form", "password", PASSWORD);
	}

	/** Does something twice at once. */
	private List<Throwable> twice(Runnable action) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(2);
		CyclicBarrier together = new CyclicBarrier(2);
		List<Throwable> failures = new ArrayList<>();
		try {
			List<Future<?>> done = new ArrayList<>();
			for (int i = 0; i < 2; i++) {
				done.add(threads.submit(() -> {
					together.await();
					this.currentSite.run(this.site, action);
					return null;
				}));
			}
			for (Future<?> each : done) {
				try {
					each.get();
				}
				catch (ExecutionException ex) {
					failures.add(ex.getCause());
				}
			}
		}
		finally {
			threads.shutdownNow();
		}
		return failures;
	}

}
