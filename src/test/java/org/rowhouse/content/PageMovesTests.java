package org.rowhouse.content;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for moving pages in the tree, by whichever way.
 */
@RowhouseTest
class PageMovesTests {

	@Autowired
	private Sites sites;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private ContentItems items;

	@Autowired
	private PageTrees trees;

	@Autowired
	private PageMoves moves;

	@Autowired
	private PathRedirects redirects;

	@Autowired
	private RevisionHistory history;

	@Value("${local.server.port}")
	private int port;

	private Site site;

	@BeforeEach
	void addSite() {
		String key = "m" + UUID.randomUUID().toString().substring(0, 8);
		Http.to(this.port, "localhost")
			.as("admin", TestInstallation.PASSWORD)
			.json("POST", "/api/sites", "{\"key\":\"" + key + "\",\"name\":\"Moves\"}");
		this.site = this.sites.find(key).orElseThrow();
	}

	@Test
	void aPageMovesWithEverythingBelowItAndOldPathsAreTold() {
		PageRow about = page("about", "About");
		page("about/team", "Team");
		page("about/team/ada", "Ada");
		page("aboutness", "Not below");
		page("us", "Us");
		List<String> told = told(() -> move(about, "us", null));
		assertThat(paths()).containsExactly("aboutness", "us", "us/about", "us/about/team", "us/about/team/ada");
		assertThat(tree()).isEqualTo("[aboutness, us[us/about[us/about/team[us/about/team/ada]]]]");
		assertThat(told).containsExactly("/about and below to /us/about");
		assertThat(on(() -> this.items.find(ContentKind.PAGE, "us/about/team")).orElseThrow().version()).isEqualTo(2);
	}

	@Test
	void siblingsKeepTheOrderThatTheyAreGiven() {
		page("a", "A");
		PageRow b = page("b", "B");
		PageRow c = page("c", "C");
		move(c, "", b.id());
		assertThat(tree()).isEqualTo("[a, c, b]");
		move(c, "", null);
		assertThat(tree()).isEqualTo("[a, b, c]");
		long first = on(() -> this.trees.siblings("")).get(0).id();
		move(b, "", first);
		move(c, "", first);
		assertThat(tree()).isEqualTo("[b, c, a]");
	}

	@Test
	void aPageWithoutOneRightAboveItStandsBelowTheNearest() {
		page("a", "A");
		PageRow deep = page("a/missing/deep", "Deep");
		PageRow other = page("a/other", "Other");
		assertThat(tree()).isEqualTo("[a[a/missing/deep, a/other]]");
		move(other, "a", deep.id());
		assertThat(tree()).isEqualTo("[a[a/other, a/missing/deep]]");
		move(deep, "", null);
		assertThat(tree()).isEqualTo("[a[a/other], deep]");
	}

	@Test
	void aBranchMovesOutIntoThePlaceThatItsOwnPathLeaves() {
		PageRow inner = page("a/a", "Inner");
		page("a/a/a", "Innermost");
		rename(inner, "a");
		assertThat(paths()).containsExactly("a", "a/a");
	}

	@Test
	void pagesOfTheSameNameMoveUpOneAfterTheOther() {
		page("x/x/x/x/x", "Fifth");
		page("x/x/x/x", "Fourth");
		page("x/x/x", "Third");
		page("x/x/x/x/y", "Other");
		PageRow inner = page("x/x", "Second");
		rename(inner, "x");
		assertThat(paths()).containsExactly("x", "x/x", "x/x/x", "x/x/x/x", "x/x/x/y");
		assertThat(on(() -> this.items.find(ContentKind.PAGE, "x/x/x/x")).orElseThrow().title()).isEqualTo("Fifth");
	}

	@Test
	void theHistoryOfAPageSaysWhereItWas() {
		PageRow about = page("about", "About");
		page("us", "Us");
		PageRow moved = move(about, "us", null);
		List<Revision> all = on(() -> this.history.of(ContentKind.PAGE, about.id()));
		assertThat(all).extracting(Revision::action).containsExactly(RevisionAction.MOVED, RevisionAction.PUBLISHED);
		assertThat(all.get(0).number()).isEqualTo(moved.version());
		assertThat(
				on(() -> this.history.find(ContentKind.PAGE, about.id(), about.version())).orElseThrow().draft().path())
			.isEqualTo("about");
		move(moved, "us", null);
		assertThat(on(() -> this.history.of(ContentKind.PAGE, about.id()))).hasSize(2);
	}

	@Test
	void noPageStandsBelowItself() {
		PageRow about = page("about", "About");
		page("about/team", "Team");
		refused(() -> move(about, "about/team", null), "parent", "below itself");
		refused(() -> move(about, "about", null), "parent", "below itself");
		refused(() -> rename(about, "about/team/about"), "path", "below itself");
	}

	@Test
	void takenReservedAndOverlongPathsAreRefusedWithNothingMoved() {
		PageRow about = page("about", "About");
		page("about/feed.xml", "Feed");
		PageRow posts = page("about/posts", "Posts");
		page("us", "Us");
		page("us/about", "Another");
		refused(() -> move(about, "us", null), "parent", "'Another' is at /us/about already");
		refused(() -> move(posts, "", null), "parent", "/posts belongs to the site itself");
		page("x".repeat(190), "Long");
		page("about/" + "y".repeat(100), "Below");
		refused(() -> move(about, "x".repeat(190), null), "parent", "at most 200 characters");
		refused(() -> move(about, "nowhere", null), "parent", "There is no page at 'nowhere'");
		assertThat(paths()).contains("about", "about/posts", "about/feed.xml");
	}

	@Test
	void whatWouldBeTakenFurtherDownIsFoundToo() {
		PageRow about = page("about", "About");
		page("about/team", "Team");
		page("us", "Us");
		page("us/about/team", "Orphan");
		refused(() -> move(about, "us", null), "parent", "'Orphan' is at /us/about/team already");
		assertThat(paths()).contains("about", "about/team");
	}

	@Test
	void whoeverHasSeenAnOlderVersionIsTold() {
		PageRow about = page("about", "About");
		page("us", "Us");
		rename(about, "about-us");
		assertThatExceptionOfType(StaleItemException.class).isThrownBy(() -> move(about, "us", null));
	}

	@Test
	void pagesFromFilesStayAndAreNamed() {
		Site garden = this.sites.find("garden").orElseThrow();
		PageRow file = this.currentSite.call(garden, () -> this.trees.siblings("")).get(0);
		assertThat(file.source()).isNotNull();
		assertThatExceptionOfType(ConflictException.class)
			.isThrownBy(() -> this.currentSite.call(garden, () -> this.moves.move(file.id(), "", null, file.version())))
			.withMessageContaining("sites/garden/" + file.source());
	}

	@Test
	void renamingInTheFormTakesTheBranchAlong() {
		PageRow about = page("about", "About");
		page("about/team", "Team");
		List<String> told = told(() -> rename(about, "who"));
		assertThat(paths()).containsExactly("who", "who/team");
		assertThat(told).containsExactly("/about and below to /who");
	}

	@Test
	void aDraftThatNobodyHasSeenLeavesNoWayBehind() {
		Item draft = on(() -> this.items.create(ContentKind.PAGE, draft("secret", "Secret", ContentState.DRAFT)));
		assertThat(told(() -> on(() -> this.items.update(ContentKind.PAGE, draft.id(),
				draft("still-secret", "Secret", ContentState.DRAFT)))))
			.isEmpty();
		Item post = on(() -> this.items.create(ContentKind.POST, draft("one", "One", ContentState.PUBLISHED)));
		assertThat(told(() -> on(
				() -> this.items.update(ContentKind.POST, post.id(), draft("two", "One", ContentState.PUBLISHED)))))
			.containsExactly("/posts/one to /posts/two");
	}

	@Test
	void movingRaisesTheVersionOfTheSiteOnce() {
		PageRow about = page("about", "About");
		page("about/team", "Team");
		page("us", "Us");
		long before = this.sites.find(this.site.key()).orElseThrow().version();
		move(about, "us", null);
		assertThat(this.sites.find(this.site.key()).orElseThrow().version()).isEqualTo(before + 1);
	}

	private PageRow page(String path, String title) {
		Item item = on(() -> this.items.create(ContentKind.PAGE, draft(path, title, ContentState.PUBLISHED)));
		return new PageRow(item.id(), item.path(), item.title(), item.state(), item.publishAt(), null, item.updatedAt(),
				false, 0, item.version(), null);
	}

	private static Draft draft(String path, String title, ContentState state) {
		return new Draft(path, title, "", "Text", "", state, null, List.of());
	}

	private PageRow move(PageRow page, String parent, Long before) {
		return on(() -> this.moves.move(page.id(), parent, before, page.version()));
	}

	private Item rename(PageRow page, String path) {
		return on(() -> this.items.update(ContentKind.PAGE, page.id(),
				draft(path, page.title(), ContentState.PUBLISHED)));
	}

	private void refused(Runnable action, String field, String message) {
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(action::run)
			.satisfies((ex) -> assertThat(ex.errors().get(field)).contains(message));
	}

	private List<String> told(Runnable action) {
		List<String> before = redirects();
		action.run();
		return redirects().stream().filter((redirect) -> !before.contains(redirect)).toList();
	}

	private List<String> redirects() {
		return on(this.redirects::all).stream()
			.map((redirect) -> redirect.from() + ((redirect.coverage() == Coverage.PREFIX) ? " and below" : "") + " to "
					+ redirect.target())
			.toList();
	}

	private List<String> paths() {
		return on(() -> this.trees.proposals(100)).stream().map(PageRow::path).toList();
	}

	private String tree() {
		return text(on(this.trees::whole));
	}

	private static String text(List<PageTrees.Node> nodes) {
		return nodes.stream()
			.map((node) -> node.page().path() + ((node.children().isEmpty()) ? "" : text(node.children())))
			.toList()
			.toString();
	}

	private <T> T on(Supplier<T> action) {
		return this.currentSite.call(this.sites.find(this.site.key()).orElseThrow(), action);
	}

}
