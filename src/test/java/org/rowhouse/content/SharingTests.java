package org.rowhouse.content;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.AdminSession;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.Limit;
import org.rowhouse.site.SiteLimits;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for items that several sites show: those that were named, and no others.
 */
@RowhouseTest
class SharingTests {

	@Autowired
	private Sites sites;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private ContentItems items;

	@Autowired
	private Sharing sharing;

	@Autowired
	private Repetitions repetitions;

	@Autowired
	private SiteSnippets snippets;

	@Autowired
	private PlatformSnippets platformSnippets;

	@Autowired
	private SiteLimits limits;

	@Autowired
	private ContentItemRepository rows;

	@Autowired
	private TransactionTemplate transaction;

	@Value("${local.server.port}")
	private int port;

	private Http api;

	private String origin;

	private String target;

	private String bystander;

	@BeforeEach
	void addSites() {
		this.api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		String unique = UUID.randomUUID().toString().substring(0, 8);
		this.origin = "o" + unique;
		this.target = "t" + unique;
		this.bystander = "b" + unique;
		for (String key : List.of(this.origin, this.target, this.bystander)) {
			this.api.json("POST", "/api/sites",
					"{\"key\":\"" + key + "\",\"name\":\"Site " + key + "\",\"addresses\":[\"" + key + ".test\"]}");
		}
	}

	@Test
	void theSitesThatAreNamedGetItAndNoOthers() {
		Item item = publish("news", "Text with ![a door](/media/door.jpg) and [more](/about)");
		on(this.origin, () -> this.sharing.share(ContentKind.PAGE, item.id(), this.target, (site) -> true, ""));
		Item repetition = find(this.target, "news");
		assertThat(repetition.origin())
			.isEqualTo(new Origin(this.sites.find(this.origin).orElseThrow().id(), item.id(), "/news"));
		assertThat(repetition.html()).contains("\"http://" + this.origin + ".test", "/media/door.jpg\"", "/about\"")
			.doesNotContain("\"/media", "\"/about");
		assertThat(repetition.tags()).isEqualTo(item.tags());
		assertThat(Http.to(this.port, this.target + ".test").get("/news").body()).contains("Text with");
		assertThat(on(this.bystander, () -> this.items.find(ContentKind.PAGE, "news"))).isEmpty();
		assertThat(Http.to(this.port, this.bystander + ".test").get("/news").statusCode()).isEqualTo(404);
		assertThatExceptionOfType(ConflictException.class).isThrownBy(
				() -> on(this.target, () -> this.items.update(ContentKind.PAGE, repetition.id(), repetition.toDraft())))
			.withMessageContaining("shared by another site");
		assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> on(this.target,
				() -> this.sharing.share(ContentKind.PAGE, repetition.id(), this.bystander, (site) -> true, "")));
	}

	@Test
	void pagesWithSharedPicturesMayShowThoseOfThatSiteAndNoOthers() {
		Item post = on(this.origin,
				() -> this.items.create(ContentKind.POST,
						new Draft("door", "Door", "", "![A door](/media/door.jpg)", "", ContentState.PUBLISHED, null,
								List.of())
							.with(new ItemDetails("", "/media/door.jpg", "", false, false, 0, null, Map.of()))));
		assertThat(policy("/posts")).doesNotContain("http:");
		on(this.origin, () -> this.sharing.share(ContentKind.POST, post.id(), this.target, (site) -> true, ""));
		String from = "http://" + this.origin + ".test:" + this.port;
		for (String page : List.of("/posts/door", "/posts", "/")) {
			assertThat(Http.to(this.port, this.target + ".test").get(page).body()).as(page)
				.contains("src=\"" + from + "/media/door.jpg");
			assertThat(policy(page)).as(page)
				.contains("img-src 'self' data: " + from + ";", "media-src 'self' " + from + ";", "script-src 'self';");
		}
		assertThat(policy("/search")).doesNotContain("http:");
	}

	@Test
	void itFollowsTheOriginalWithinASecond() {
		Item item = publish("news", "First");
		on(this.origin, () -> this.sharing.share(ContentKind.PAGE, item.id(), this.target, (site) -> true, ""));
		save(item, "news", "Second", ContentState.PUBLISHED);
		awaitSoon(() -> find(this.target, "news").markdown().equals("Second"));
		save(item, "newer", "Second", ContentState.PUBLISHED);
		awaitSoon(() -> on(this.target, () -> this.items.find(ContentKind.PAGE, "newer")).isPresent());
		assertThat(find(this.target, "newer").origin().path()).isEqualTo("/newer");
		save(item, "newer", "Second", ContentState.ARCHIVED);
		awaitSoon(() -> find(this.target, "newer").state() == ContentState.ARCHIVED);
		on(this.origin, () -> {
			this.items.delete(ContentKind.PAGE, item.id());
			return true;
		});
		awaitSoon(() -> on(this.target, () -> this.items.find(ContentKind.PAGE, "newer")).isEmpty());
	}

	@Test
	void aPathOfItsOwnStaysAndATakenOneIsRefused() {
		Item item = publish("news", "First");
		on(this.target, () -> this.items.create(ContentKind.PAGE,
				new Draft("news", "Here already", "", "Mine", "", ContentState.PUBLISHED, null, List.of())));
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> on(this.origin,
					() -> this.sharing.share(ContentKind.PAGE, item.id(), this.target, (site) -> true, "")))
			.satisfies((ex) -> assertThat(ex.errors().get("path")).contains("'Here already' is at /news"));
		assertThat(on(this.origin, () -> this.sharing.sharesOf(ContentKind.PAGE, item.id()))).isEmpty();
		assertThat(find(this.target, "news").markdown()).isEqualTo("Mine");
		on(this.origin,
				() -> this.sharing.share(ContentKind.PAGE, item.id(), this.target, (site) -> true, "from/others"));
		save(item, "newer", "Second", ContentState.PUBLISHED);
		awaitSoon(() -> find(this.target, "from/others").markdown().equals("Second"));
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> on(this.origin,
					() -> this.sharing.share(ContentKind.PAGE, item.id(), this.bystander, (site) -> true, "feed.xml")))
			.satisfies((ex) -> assertThat(ex.errors()).containsKey("path"));
	}

	@Test
	void whatIsWithdrawnIsGoneAtOnceAndSoIsWhatADeletedSiteShared() {
		Item item = publish("news", "First");
		on(this.origin, () -> this.sharing.share(ContentKind.PAGE, item.id(), this.target, (site) -> true, ""));
		on(this.origin, () -> this.sharing.share(ContentKind.PAGE, item.id(), this.bystander, (site) -> true, ""));
		on(this.origin, () -> {
			this.sharing.withdraw(ContentKind.PAGE, item.id(), this.target);
			return true;
		});
		assertThat(on(this.target, () -> this.items.find(ContentKind.PAGE, "news"))).isEmpty();
		assertThat(this.api.get("/api/sites/" + this.target + "/activity").body())
			.contains("page.received", "page.taken-back", "\"/news\"")
			.doesNotContain(this.origin);
		assertThat(this.api.get("/api/sites/" + this.origin + "/activity").body())
			.contains("page.shared", "page.unshared")
			.doesNotContain(this.target);
		assertThat(find(this.bystander, "news")).isNotNull();
		this.api.send("DELETE", "/api/sites/" + this.origin, null);
		assertThat(on(this.bystander, () -> this.items.find(ContentKind.PAGE, "news"))).isEmpty();
	}

	@Test
	void aSiteThatShowsItCanStopThat() {
		Item item = publish("news", "First");
		on(this.origin, () -> this.sharing.share(ContentKind.PAGE, item.id(), this.target, (site) -> true, ""));
		on(this.origin, () -> this.sharing.share(ContentKind.PAGE, item.id(), this.bystander, (site) -> true, ""));
		Http session = AdminSession.signIn(this.port);
		String at = "/sites/" + this.target + "/pages/" + find(this.target, "news").id();
		assertThat(session.get(at).body()).contains("Stop showing it here");
		HttpResponse<String> question = session.get(at + "/delete");
		assertThat(question.body()).contains("Another site shares it").doesNotContain(this.origin);
		assertThat(session.form(at + "/delete", "_csrf=" + AdminSession.csrf(question)).statusCode()).isEqualTo(302);
		assertThat(on(this.target, () -> this.items.find(ContentKind.PAGE, "news"))).isEmpty();
		assertThat(on(this.origin, () -> this.sharing.sharesOf(ContentKind.PAGE, item.id())))
			.extracting((share) -> share.site().key())
			.containsExactly(this.bystander);
		save(item, "news", "Second", ContentState.PUBLISHED);
		bringInStep(item);
		assertThat(find(this.bystander, "news").markdown()).isEqualTo("Second");
		assertThat(on(this.target, () -> this.items.find(ContentKind.PAGE, "news"))).isEmpty();
		assertThat(this.api.get("/api/sites/" + this.target + "/activity").body()).contains("page.declined");
	}

	@Test
	void aTargetThatIsDeletedIsForgotten() {
		Item item = publish("news", "First");
		on(this.origin, () -> this.sharing.share(ContentKind.PAGE, item.id(), this.target, (site) -> true, ""));
		this.api.send("DELETE", "/api/sites/" + this.target, null);
		assertThat(on(this.origin, () -> this.sharing.sharesOf(ContentKind.PAGE, item.id()))).isEmpty();
		assertThat(save(item, "news", "Second", ContentState.PUBLISHED).markdown()).isEqualTo("Second");
	}

	@Test
	void aCoverThatBecomesTooLongIsRefusedAndSaidTruly() {
		String cover = "/media/" + "x".repeat(485) + ".jpg";
		Item item = on(this.origin, () -> this.items.create(ContentKind.PAGE, withCover("Text", cover)));
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> on(this.origin,
					() -> this.sharing.share(ContentKind.PAGE, item.id(), this.target, (site) -> true, "")))
			.satisfies((ex) -> assertThat(ex.errors().get("")).contains("path of the cover becomes longer than 500"));
		assertThat(on(this.origin, () -> this.sharing.sharesOf(ContentKind.PAGE, item.id()))).isEmpty();
		on(this.origin, () -> this.items.update(ContentKind.PAGE, item.id(), withCover("First", "")));
		on(this.origin, () -> this.sharing.share(ContentKind.PAGE, item.id(), this.target, (site) -> true, ""));
		on(this.origin, () -> this.items.update(ContentKind.PAGE, item.id(), withCover("Second", cover)));
		bringInStep(item);
		assertThat(find(this.target, "news").markdown()).isEqualTo("First");
		on(this.origin, () -> this.items.update(ContentKind.PAGE, item.id(), withCover("Third", "")));
		bringInStep(item);
		assertThat(find(this.target, "news").markdown()).isEqualTo("Third");
	}

	@Test
	void aSiteWithoutRoomKeepsWhatItHasAndTheOthersFollow() {
		Item item = publish("news", "First");
		on(this.origin, () -> this.sharing.share(ContentKind.PAGE, item.id(), this.target, (site) -> true, ""));
		on(this.origin, () -> this.sharing.share(ContentKind.PAGE, item.id(), this.bystander, (site) -> true, ""));
		this.limits.change(this.sites.find(this.target).orElseThrow(), Map.of(Limit.STORAGE, "2KB"));
		save(item, "news", "Second " + "long ".repeat(1000), ContentState.PUBLISHED);
		bringInStep(item);
		assertThat(find(this.target, "news").markdown()).isEqualTo("First");
		assertThat(find(this.bystander, "news").markdown()).startsWith("Second");
		save(item, "news", "Third", ContentState.PUBLISHED);
		bringInStep(item);
		assertThat(find(this.target, "news").markdown()).isEqualTo("Third");
	}

	@Test
	void oneThatCannotShowItDoesNotKeepTheOthersFromIt() {
		Item item = publish("news", "First");
		on(this.origin, () -> this.sharing.share(ContentKind.PAGE, item.id(), this.target, (site) -> true, ""));
		on(this.origin, () -> this.sharing.share(ContentKind.PAGE, item.id(), this.bystander, (site) -> true, ""));
		long shown = find(this.target, "news").id();
		on(this.target, () -> {
			this.transaction.executeWithoutResult((status) -> {
				this.rows.deleteAll(List.of(shown));
				this.items.create(ContentKind.PAGE,
						new Draft("news", "Mine", "", "Mine", "", ContentState.PUBLISHED, null, List.of()));
			});
			return true;
		});
		save(item, "news", "Second", ContentState.PUBLISHED);
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> bringInStep(item))
			.withMessageContaining("'Mine' is at /news");
		assertThat(find(this.bystander, "news").markdown()).isEqualTo("Second");
		assertThat(find(this.target, "news").markdown()).isEqualTo("Mine");
	}

	@Test
	void itShowsTheSnippetsOfItsOwnSiteAndFollowsThem() {
		String platform = "p" + this.origin;
		this.platformSnippets.put(new SnippetDraft(platform, "All", "Everybody"), null);
		on(this.target, () -> this.snippets.put(new SnippetDraft("hours", "Hours", "Theirs"), null));
		on(this.origin, () -> this.snippets
			.put(new SnippetDraft("hours", "Hours", "Ours [all](/hours)\n\n{{snippet rest}}"), null));
		Item item = publish("news", "Open:\n\n{{snippet hours}}\n\n{{snippet " + platform + "}}");
		on(this.origin, () -> this.sharing.share(ContentKind.PAGE, item.id(), this.target, (site) -> true, ""));
		assertThat(find(this.target, "news").html()).contains("Ours", this.origin + ".test", "/hours\"", "Everybody");
		on(this.target, () -> this.snippets.put(new SnippetDraft("rest", "Rest", "Theirs too"), null));
		assertThat(Http.to(this.port, this.target + ".test").get("/news").body()).contains("Ours")
			.doesNotContain("Theirs");
		on(this.origin, () -> this.snippets.put(new SnippetDraft("hours", "Hours", "Changed"), null));
		awaitSoon(() -> find(this.target, "news").html().contains("Changed"));
		this.platformSnippets.put(new SnippetDraft(platform, "All", "Everywhere"), null);
		awaitSoon(() -> find(this.target, "news").html().contains("Everywhere"));
	}

	@Test
	void itemsOfOtherSitesCannotBeShared() {
		Item item = publish("news", "First");
		assertThatExceptionOfType(NoSuchItemException.class).isThrownBy(() -> on(this.bystander,
				() -> this.sharing.share(ContentKind.PAGE, item.id(), this.target, (site) -> true, "")));
		assertThatExceptionOfType(NoSuchItemException.class)
			.isThrownBy(() -> on(this.bystander, () -> this.sharing.sharesOf(ContentKind.PAGE, item.id())));
		assertThat(on(this.target, () -> this.items.find(ContentKind.PAGE, "news"))).isEmpty();
	}

	private String policy(String path) {
		List<String> policies = Http.to(this.port, this.target + ".test")
			.get(path)
			.headers()
			.allValues("Content-Security-Policy");
		assertThat(policies).hasSize(1);
		return policies.get(0);
	}

	private Item publish(String path, String text) {
		return on(this.origin, () -> this.items.create(ContentKind.PAGE,
				new Draft(path, "News", "", text, "", ContentState.PUBLISHED, null, List.of())));
	}

	private Item save(Item item, String path, String text, ContentState state) {
		return on(this.origin, () -> this.items.update(ContentKind.PAGE, item.id(),
				new Draft(path, "News", "", text, "", state, null, List.of())));
	}

	private static Draft withCover(String text, String cover) {
		return new Draft("news", "News", "", text, "", ContentState.PUBLISHED, null, List.of(),
				new ItemDetails("", cover, "", false, false, 0, null, Map.of()));
	}

	private void bringInStep(Item item) {
		this.repetitions
			.bringInStep(new ShareTasks.Shared(this.sites.find(this.origin).orElseThrow().id(), item.id(), 0));
	}

	private Item find(String key, String path) {
		return on(key, () -> this.items.find(ContentKind.PAGE, path)).orElseThrow();
	}

	/** Far more than it takes, so that a busy machine does not fail it. */
	private static void awaitSoon(BooleanSupplier condition) {
		Instant end = Instant.now().plus(Duration.ofSeconds(20));
		while (!condition.getAsBoolean()) {
			assertThat(Instant.now()).isBefore(end);
			LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
		}
	}

	private <T> T on(String key, Supplier<T> action) {
		return this.currentSite.call(this.sites.find(key).orElseThrow(), action);
	}

}
