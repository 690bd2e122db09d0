package org.rowhouse.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rowhouse.account.Members;
import org.rowhouse.account.People;
import org.rowhouse.account.Role;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteLabels;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteState;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Work on many sites: each by itself, across restarts, and taken back again.
 */
@RowhouseTest
class JobsTests {

	@Autowired
	private People people;

	@Autowired
	private Members members;

	@Autowired
	private Sites sites;

	@Autowired
	private SiteLabels labels;

	@Autowired
	private Jobs jobs;

	@Autowired
	private JobRunner runner;

	@Autowired
	private JobStore store;

	@Autowired
	private Scheduler scheduler;

	private String prefix;

	@BeforeEach
	void choosePrefix() {
		this.prefix = "j" + UUID.randomUUID().toString().substring(0, 8) + "-";
	}

	@AfterEach
	void goOn() {
		this.scheduler.resume();
	}

	@Test
	void threeHundredSitesGetAnotherThemeAndTheOneThatCannotDoesNotStopThem() {
		List<Site> all = make(300);
		// Its file declares the theme.
		Site bakery = this.sites.find("bakery").orElseThrow();
		this.sites.update(all.get(7).key(), (present) -> themed(present, "journal"));
		List<Site> chosen = Stream
			.concat(all.subList(0, 150).stream(), Stream.concat(Stream.of(bakery), all.subList(150, 300).stream()))
			.toList();
		Job job = await(this.jobs.start("theme", "journal", chosen));
		assertThat(job.state()).isEqualTo(JobState.DONE);
		assertThat(List.of(job.total(), job.done(), job.unchanged(), job.failed())).containsExactly(301, 299, 1, 1);
		assertThat(job.finishedAt()).isNotNull();
		assertThat(all).allSatisfy((site) -> assertThat(now(site).theme()).isEqualTo("journal"));
		assertThat(this.jobs.results(job.id(), ResultState.FAILED, PageRequest.of(0, 10))).singleElement()
			.satisfies((result) -> {
				assertThat(result.key()).isEqualTo("bakery");
				assertThat(result.message()).contains("comes from sites/bakery/site.yml");
			});
		assertThat(this.jobs.results(job.id(), ResultState.UNCHANGED, PageRequest.of(0, 10)))
			.extracting(SiteResult::key)
			.containsExactly(all.get(7).key());
		assertThat(this.jobs.results(job.id(), null, PageRequest.of(2, 100))).hasSize(100)
			.extracting(SiteResult::position)
			.startsWith(200);
	}

	@Test
	void whatSomebodyHasChangedSinceIsNotTakenBack() {
		List<Site> all = make(3);
		this.sites.changeState(all.get(2).key(), SiteState.ARCHIVED);
		Job job = await(this.jobs.start("state", "suspended", all));
		this.sites.changeState(all.get(1).key(), SiteState.ARCHIVED);
		Job undo = await(this.jobs.undo(job.id()));
		assertThat(this.jobs.find(job.id()).orElseThrow().undoneBy()).isEqualTo(undo.id());
		assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> this.jobs.undo(job.id()))
			.withMessageContaining("already");
		assertThat(all).extracting((site) -> now(site).state())
			.containsExactly(SiteState.ACTIVE, SiteState.ARCHIVED, SiteState.ARCHIVED);
		assertThat(this.jobs.results(undo.id(), ResultState.UNCHANGED, PageRequest.of(0, 10))).singleElement()
			.satisfies((result) -> assertThat(result.message()).contains("changed it since"));
	}

	@Test
	void tagsAreAddedAndTakenAwayAndTakenBack() {
		List<Site> all = make(3);
		this.labels.change(all.get(0), List.of("Client", "2026"));
		Job added = await(this.jobs.start("add-tag", " client ", all));
		assertThat(added.subject()).isEqualTo("Client");
		assertThat(List.of(added.done(), added.unchanged())).containsExactly(2, 1);
		assertThat(this.sites.all("", this.labels.tagged("CLIENT"))).contains(all.toArray(Site[]::new));
		Job removed = await(this.jobs.start("remove-tag", "client", all));
		assertThat(this.labels.tags(all.get(0))).containsExactly("2026");
		await(this.jobs.undo(removed.id()));
		await(this.jobs.undo(added.id()));
		assertThat(all).extracting(this.labels::tags).containsExactly(List.of("2026", "Client"), List.of(), List.of());
	}

	@Test
	void somebodyGetsARoleOnManySitesAndLosesIt() {
		List<Site> all = make(3);
		String name = this.prefix + "ada";
		this.people.create(name, "each to their own", new People.Profile("", "", false, true));
		this.members.put(all.get(0), name, Role.OWNER);
		this.members.put(all.get(1), name, Role.EDITOR);
		Job given = await(this.jobs.start("role", "editor", name, all));
		assertThat(given.subject()).isEqualTo(name);
		assertThat(List.of(given.done(), given.unchanged())).containsExactly(2, 1);
		assertThat(all).extracting((site) -> this.members.roleOf(site, name)).containsOnly(Optional.of(Role.EDITOR));
		assertThat(this.jobs.results(given.id(), ResultState.DONE, PageRequest.of(0, 10)))
			.extracting(SiteResult::before, SiteResult::wanted)
			.containsExactly(tuple("owner", "editor"), tuple("", "editor"));
		Job taken = await(this.jobs.start("remove-role", "", name, all));
		assertThat(all).extracting((site) -> this.members.roleOf(site, name)).containsOnly(Optional.empty());
		await(this.jobs.undo(taken.id()));
		await(this.jobs.undo(given.id()));
		assertThat(all).extracting((site) -> this.members.roleOf(site, name))
			.containsExactly(Optional.of(Role.OWNER), Optional.of(Role.EDITOR), Optional.empty());
	}

	@Test
	void whatIsNotedAboutANewSiteIsThereWithItOrNotAtAll() {
		String key = this.prefix + "noted";
		SiteSettings settings = new SiteSettings(key, "Noted", "", List.of(), "", "", "", Map.of());
		assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> this.sites.create(settings, (site) -> {
			this.labels.begin(site, List.of("lost-" + this.prefix), true);
			throw new ConflictException("Not today.");
		}));
		assertThat(this.sites.find(key)).isEmpty();
		assertThat(this.labels.tags()).doesNotContainKey("lost-" + this.prefix);
		assertThat(this.labels.templates()).extracting(Site::key).doesNotContain(key);
		Site made = this.sites.create(settings, (site) -> this.labels.begin(site, List.of("b", "A"), true));
		assertThat(this.labels.tags(made)).containsExactly("A", "b");
		assertThat(this.labels.isTemplate(made)).isTrue();
		assertThatIllegalStateException().isThrownBy(() -> this.labels.begin(made, List.of(), false));
	}

	@Test
	void aJobThatWasInterruptedGoesOnAndForgetsNothingOfWhatWasBefore() {
		this.scheduler.pause();
		List<Site> all = make(5);
		Job job = this.jobs.start("theme", "docs", all);
		this.runner.step(job.id());
		this.runner.step(job.id());
		// Killed after the site was changed and before that was noted.
		this.store.inTransaction("pretend", () -> this.store.sites().begin(job.id(), 2, ""));
		this.sites.update(all.get(2).key(), (present) -> themed(present, "docs"));
		while (this.runner.step(job.id())) {
			assertThat(this.jobs.find(job.id()).orElseThrow().finished()).isLessThanOrEqualTo(5);
		}
		Job done = this.jobs.find(job.id()).orElseThrow();
		assertThat(List.of(done.done(), done.unchanged(), done.failed())).containsExactly(5, 0, 0);
		this.scheduler.resume();
		await(this.jobs.undo(job.id()));
		assertThat(all).allSatisfy((site) -> assertThat(now(site).own().theme()).isEmpty());
	}

	@Test
	void twoWhoDoTheSameStepAtOnceDoItOnce() {
		this.scheduler.pause();
		List<Site> all = make(1);
		Job job = this.jobs.start("state", "suspended", all);
		JobSiteEntity row = this.store.next(job.id(), ResultState.WAITING).orElseThrow();
		this.runner.step(job.id());
		assertThat(this.<Integer>inTransaction(() -> this.store.sites().begin(job.id(), row.position(), "suspended")))
			.isZero();
		assertThat(this.<Integer>inTransaction(() -> this.store.sites()
			.end(job.id(), row.position(), List.of(ResultState.WAITING, ResultState.RUNNING), ResultState.FAILED, "")))
			.isZero();
		assertThat(this.jobs.find(job.id()).orElseThrow().done()).isOne();
	}

	@Test
	void aJobThatIsStoppedLeavesTheRestAlone() {
		this.scheduler.pause();
		List<Site> all = make(4);
		Job job = this.jobs.start("state", "suspended", all);
		this.runner.step(job.id());
		assertThat(this.jobs.cancel(job.id()).state()).isEqualTo(JobState.CANCELLING);
		assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> this.jobs.undo(job.id()));
		assertThat(this.runner.step(job.id())).isFalse();
		Job stopped = this.jobs.find(job.id()).orElseThrow();
		assertThat(stopped.state()).isEqualTo(JobState.CANCELLED);
		assertThat(List.of(stopped.done(), stopped.cancelled())).containsExactly(1, 3);
		assertThat(all).extracting((site) -> now(site).state())
			.containsExactly(SiteState.SUSPENDED, SiteState.ACTIVE, SiteState.ACTIVE, SiteState.ACTIVE);
		assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> this.jobs.cancel(job.id()));
		assertThat(stopped.isUndoable()).isTrue();
	}

	@Test
	void aSiteThatIsDeletedMeanwhileIsTold() {
		this.scheduler.pause();
		List<Site> all = make(2);
		Job job = this.jobs.start("theme", "docs", all);
		this.sites.delete(all.get(0).key());
		this.scheduler.resume();
		Job done = await(job);
		assertThat(List.of(done.done(), done.failed())).containsExactly(1, 1);
		assertThat(this.jobs.results(job.id(), null, PageRequest.of(0, 10))).extracting(SiteResult::message)
			.containsExactly("The site has been deleted.", "");
	}

	@Test
	void theSchedulerDoesWhatAKilledProcessHasLeft() {
		this.scheduler.pause();
		List<Site> all = make(2);
		Job job = this.jobs.start("theme", "docs", all);
		assertThat(this.scheduler.getScheduledExecutionsForTask("job", Void.class))
			.anySatisfy((planned) -> assertThat(planned.getTaskInstance().getId()).isEqualTo(String.valueOf(job.id())));
		assertThat(this.scheduler.getScheduledExecutionsForTask("job", Void.class)).isNotEmpty();
		this.scheduler.resume();
		assertThat(await(job).done()).isEqualTo(2);
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(this.scheduler.getScheduledExecutionsForTask("job", Void.class))
				.noneSatisfy((planned) -> assertThat(planned.getTaskInstance().getId())
					.isEqualTo(String.valueOf(job.id()))));
	}

	@Test
	void oldJobsAreForgotten() {
		Job job = await(this.jobs.start("state", "suspended", make(1)));
		Instant soon = Clock.systemUTC().instant().plusSeconds(60);
		inTransaction(() -> this.store.jobs().deleteFinished(job.createdAt()));
		assertThat(this.jobs.results(job.id(), null, PageRequest.of(0, 10))).hasSize(1);
		assertThat(this.<Integer>inTransaction(() -> this.store.jobs().deleteFinished(soon))).isPositive();
		assertThatExceptionOfType(NoSuchJobException.class)
			.isThrownBy(() -> this.jobs.results(job.id(), null, PageRequest.of(0, 10)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			paint      | red     | action | Choose what to do
			theme      | busines | value  | There is no theme
			state      | broken  | value  | active, suspended or archived
			state      | Active  | value  | active, suspended or archived
			add-tag    | a,b     | value  | no comma
			remove-tag | ' '     | value  | Write a tag
			theme      | docs    | sites  | at least one site
			role       | boss    | value  | author, editor and owner
			role       | editor  | person | nobody-is-called-so
			""")
	void whatCannotBeDoneIsToldBeforeAnythingIsDone(String action, String value, String field, String message) {
		String person = (field.equals("person")) ? "nobody-is-called-so" : "admin";
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> this.jobs.start(action, value, person, List.of()))
			.satisfies((ex) -> assertThat(ex.errors().get(field)).contains(message));
	}

	private List<Site> make(int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> this.sites
				.create(new SiteSettings(this.prefix + i, "Site " + i, "", List.of(), "", "", "", Map.of())))
			.toList();
	}

	private static SiteSettings themed(Site site, String theme) {
		SiteSettings own = site.own();
		return new SiteSettings(own.key(), own.name(), own.tagline(), own.addresses(), theme, own.locale(),
				own.timeZone(), own.options());
	}

	private Site now(Site site) {
		return this.sites.find(site.key()).orElseThrow();
	}

	private <T> T inTransaction(Supplier<T> action) {
		return this.store.inTransaction("test", action);
	}

	private Job await(Job job) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> this.jobs.find(job.id()).orElseThrow().state().isFinal());
		return this.jobs.find(job.id()).orElseThrow();
	}

}
