package org.rowhouse.site;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is in which private branch.
 */
class PrivateBranchesTests {

	private final PrivateBranches branches = new PrivateBranches(List.of("/club", "/club/board", "/posts"));

	@ParameterizedTest
	@CsvSource({ "/,", "/about,", "/clubs,", "/clubhouse/x,", "/club,/club", "/club/,/club", "/club/a/b,/club",
			"/CLUB/a,/club", "/club/board,/club/board", "/club/board/x,/club/board", "/club/boards,/club",
			"/posts,/posts", "/posts/2024/05,/posts", "/posts/a,/posts", "/tag/a,/posts", "/tag/a/feed.xml,/posts",
			"/author/a,/posts", "/feed.xml,/posts", "/rss.xml,/posts", "/feed.json,/posts", "/tag,", "/feed.xmlx,",
			"/media/club,", "/search," })
	void theLongestOnTheBorderOfASegmentCounts(String path, String branch) {
		assertThat(this.branches.of(path).orElse(null)).isEqualTo(branch);
	}

	@Test
	void aPageNamesWhatIsPublicOrInItsOwnBranchAndNothingElse() {
		assertThat(this.branches.shows("/", "/about")).isTrue();
		assertThat(this.branches.shows("/", "/club")).isFalse();
		assertThat(this.branches.shows("/club/a", "/club/b")).isTrue();
		assertThat(this.branches.shows("/club/a", "/about")).isTrue();
		assertThat(this.branches.shows("/club/a", "/club/board")).isFalse();
		assertThat(this.branches.shows("/club/board", "/club/a")).isFalse();
		assertThat(this.branches.shows("/tag/a", "/posts/b")).isTrue();
	}

	@Test
	void theWholeSiteIsABranchAsWell() {
		PrivateBranches whole = new PrivateBranches(List.of("/", "/club"));
		assertThat(whole.isWhole()).isTrue();
		assertThat(whole.of("/anything")).contains("/");
		assertThat(whole.of("/club/x")).contains("/club");
		assertThat(whole.shows("/", "/club/x")).isFalse();
		assertThat(whole.shows("/club/x", "/about")).isFalse();
		assertThat(PrivateBranches.NONE.of("/")).isEmpty();
		assertThat(PrivateBranches.NONE.isEmpty()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "/club,/club,/x,/x", "/club/board,/club,/x/y,/x/y/board", "/,/,/welcome,/welcome",
			"/club/board,/club,/,/board", "/club,/club,/,/" })
	void whatIsBelowGoesAlong(String path, String from, String to, String moved) {
		assertThat(PrivateBranches.isAtOrBelow(path, from)).isTrue();
		assertThat(PrivateBranches.moved(path, from, to)).isEqualTo(moved);
		assertThat(PrivateBranches.isAtOrBelow("/clubs", "/club")).isFalse();
	}

}
