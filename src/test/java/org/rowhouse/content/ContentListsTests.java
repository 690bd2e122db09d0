package org.rowhouse.content;

import java.time.Instant;
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Sites;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.domain.Page;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for lists of content: what they leave out, their order, and what is done with
 * many at once.
 */
@RowhouseTest
class ContentListsTests {

	@Autowired
	private Sites sites;

	@Autowired
	private CurrentSite currentSite;

	@Autowired
	private ContentItems items;

	@Autowired
	private ContentLists lists;

	@Autowired
	private BulkActions bulk;

	@Value("${local.server.port}")
	private int port;

	private String key;

	@BeforeEach
	void addSite() {
		this.key = "l" + UUID.randomUUID().toString().substring(0, 8);
		Http.to(this.port, "localhost")
			.as("admin", TestInstallation.PASSWORD)
			.json("POST", "/api/sites",
					"{\"key\":\"" + this.key + "\",\"name\":\"Lists\",\"timeZone\":\"Pacific/Auckland\"}");
	}

	@Test
	void eachFilterLeavesOutWhatIsNotLikeIt() {
		post("kaese", "Käse & Brot", ContentState.PUBLISHED, "2024-06-01T12:00:00Z", "Ada", List.of("Food"));
		post("eve", "New Year’s Eve", ContentState.PUBLISHED, "2024-12-31T11:30:00Z", "Grace",
				List.of("Food", "Party"));
		post("draft", "A draft", ContentState.DRAFT, null, "Ada", List.of());
		assertThat(found(new ListFilter("KASE", null, "", "", null))).containsExactly("kaese");
		assertThat(found(new ListFilter("kä", null, "", "", null))).containsExactly("kaese");
		assertThat(found(new ListFilter("%", null, "", "", null))).isEmpty();
		assertThat(found(new ListFilter("", ContentState.DRAFT, "", "", null))).containsExactly("draft");
		assertThat(found(new ListFilter("", null, "food", "", null))).containsExactly("eve", "kaese");
		assertThat(found(new ListFilter("", null, "Party", "", null))).containsExactly("eve");
		assertThat(found(new ListFilter("", null, "", "ada", null))).containsExactly("draft", "kaese");
		assertThat(found(new ListFilter("", null, "", "", Year.of(2024)))).as("it is 2025 there already")
			.containsExactly("kaese");
		assertThat(found(new ListFilter("", null, "food", "ADA", Year.of(2024)))).containsExactly("kaese");
		assertThat(found(ListFilter.NONE)).as("what has no date first").containsExactly("draft", "eve", "kaese");
	}

	@Test
	void everyPageOfAListHasItsOwnItemsInEachOrder() {
		IntStream.range(0, 23)
			.forEach((i) -> post("p" + i, "T" + (i * 7) % 23, ContentState.PUBLISHED,
					(i % 5 == 0) ? "2024-01-01T00:00:00Z" : "2024-01-%02dT00:00:00Z".formatted(i + 1), "", List.of()));
		for (ListSort sort : ListSort.values()) {
			List<Long> whole = ids(sort, 0, 100);
			List<Long> pieces = IntStream.range(0, 6).boxed().flatMap((page) -> ids(sort, page, 4).stream()).toList();
			assertThat(pieces).as(sort.word()).isEqualTo(whole).hasSize(23).doesNotHaveDuplicates();
		}
		Page<ItemSummary> beyond = on(() -> this.lists.list(ContentKind.POST, ListFilter.NONE, ListSort.DATE, 99, 4));
		assertThat(beyond.getNumber()).isEqualTo(5);
		assertThat(beyond.getContent()).hasSize(3);
	}

	@Test
	void whatCannotBeDoneWithOneIsDoneWithTheOthers() {
		long one = post("one", "One", ContentState.DRAFT, null, "", List.of("Old"));
		long two = post("two", "Two", ContentState.SCHEDULED, "2999-01-01T00:00:00Z", "", List.of());
		BulkActions.Result result = on(
				() -> this.bulk.apply(ContentKind.POST, List.of(one, 1L, two), BulkActions.Action.PUBLISH, ""));
		assertThat(result.done()).isEqualTo(2);
		assertThat(result).hasToString("2 done, 1 not:\nNo. 1: It is not there any more.");
		assertThat(found(new ListFilter("", ContentState.PUBLISHED, "", "", null))).containsExactlyInAnyOrder("one",
				"two");
		on(() -> this.bulk.apply(ContentKind.POST, List.of(one, two), BulkActions.Action.TAG, "New Tag"));
		assertThat(found(new ListFilter("", null, "new-tag", "", null))).hasSize(2);
		assertThat(found(new ListFilter("", null, "old", "", null))).containsExactly("one");
		on(() -> this.bulk.apply(ContentKind.POST, List.of(one), BulkActions.Action.ARCHIVE, ""));
		on(() -> this.bulk.apply(ContentKind.POST, List.of(two), BulkActions.Action.DELETE, ""));
		assertThat(found(ListFilter.NONE)).containsExactly("one");
		assertThat(found(new ListFilter("", ContentState.ARCHIVED, "", "", null))).containsExactly("one");
	}

	@Test
	void whatComesFromAFileIsNamed() {
		long file = this.currentSite.call(this.sites.find("garden").orElseThrow(),
				() -> this.lists.list(ContentKind.PAGE, ListFilter.NONE, ListSort.TITLE, 0, 1)
					.getContent()
					.get(0)
					.id());
		BulkActions.Result result = this.currentSite.call(this.sites.find("garden").orElseThrow(),
				() -> this.bulk.apply(ContentKind.PAGE, List.of(file), BulkActions.Action.DELETE, ""));
		assertThat(result.done()).isZero();
		assertThat(result.toString()).contains("comes from sites/garden/content/");
	}

	private long post(String slug, String title, ContentState state, String publishAt, String author,
			List<String> tags) {
		ItemDetails details = new ItemDetails(author, "", "", false, false, 0, null, Map.of());
		return on(() -> this.items.create(ContentKind.POST, new Draft(slug, title, "", "Text", "", state,
				(publishAt != null) ? Instant.parse(publishAt) : null, tags, details)))
			.id();
	}

	private List<String> found(ListFilter filter) {
		Page<ItemSummary> page = on(() -> this.lists.list(ContentKind.POST, filter, ListSort.DATE, 0, 50));
		assertThat(page.getTotalElements()).isEqualTo(page.getContent().size());
		return page.map(ItemSummary::path).getContent();
	}

	private List<Long> ids(ListSort sort, int page, int size) {
		return on(() -> this.lists.list(ContentKind.POST, ListFilter.NONE, sort, page, size)).map(ItemSummary::id)
			.getContent();
	}

	private <T> T on(Supplier<T> action) {
		return this.currentSite.call(this.sites.find(this.key).orElseThrow(), action);
	}

}
