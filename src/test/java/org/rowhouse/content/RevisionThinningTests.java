package org.rowhouse.content;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rowhouse.content.RevisionThinning.Mark;

import static org.assertj.core.api.Assertions.assertThat;

class RevisionThinningTests {

	private static final Instant NOW = Instant.parse("2026-11-21T12:30:00Z");

	private static final long NO_BOUND = Long.MAX_VALUE;

	/** So many saves, one each so often, the last one now: how many are kept. */
	@ParameterizedTest
	@CsvSource(textBlock = """
			# saves, every,  kept
			1,       PT1M,   1
			20,      PT1M,   20
			21,      PT1M,   21
			60,      PT1M,   23
			400,     PT1M,   29
			60,      PT1H,   27
			2000,    PT1H,   58
			60,      P1D,    33
			24,      P31D,   24
			""")
	void theOlderTheFewer(int saves, Duration every, int kept) {
		List<Mark> marks = IntStream.range(0, saves)
			.mapToObj((i) -> new Mark(i + 1, NOW.minus(every.multipliedBy(saves - 1L - i)), false, 10))
			.toList();
		Set<Long> gone = new RevisionThinning(5000, NO_BOUND).superfluous(marks, NOW);
		assertThat(saves - gone.size()).isEqualTo(kept);
		assertThat(gone).doesNotContain(1L)
			.doesNotContainAnyElementsOf(LongStream.rangeClosed(Math.max(1, saves - 19), saves).boxed().toList());
	}

	@Test
	void thoseThatPublishedStayBesideOthersOfTheirHour() {
		List<Mark> marks = new ArrayList<>();
		for (int i = 1; i <= 50; i++) {
			marks.add(new Mark(i, NOW.minusSeconds(50 - i), i == 7 || i == 9, 10));
		}
		Set<Long> gone = new RevisionThinning(100, NO_BOUND).superfluous(marks, NOW);
		assertThat(gone).doesNotContain(1L, 7L, 9L).contains(2L, 8L, 10L).hasSize(50 - 20 - 4);
	}

	@Test
	void beyondTheBoundThoseGoFirstThatPublishedNothing() {
		List<Mark> marks = IntStream.rangeClosed(1, 10)
			.mapToObj((i) -> new Mark(i, NOW.minusSeconds(10 - i), i == 3, 10))
			.toList();
		assertThat(new RevisionThinning(4, NO_BOUND).superfluous(marks, NOW)).containsExactlyInAnyOrder(2L, 4L, 5L, 6L,
				7L, 8L);
		assertThat(new RevisionThinning(3, NO_BOUND).superfluous(marks, NOW)).contains(3L).doesNotContain(1L, 9L, 10L);
		assertThat(new RevisionThinning(2, NO_BOUND).superfluous(marks, NOW)).hasSize(8).doesNotContain(9L, 10L);
	}

	@Test
	void largeOnesGoUntilTheyFitAndTheNewestTwoStay() {
		List<Mark> marks = IntStream.rangeClosed(1, 15)
			.mapToObj((i) -> new Mark(i, NOW.minusSeconds(15 - i), false, 500_000))
			.toList();
		assertThat(new RevisionThinning(100, 5_000_000).superfluous(marks, NOW)).containsExactlyInAnyOrder(2L, 3L, 4L,
				5L, 6L);
		assertThat(new RevisionThinning(100, 1).superfluous(marks, NOW)).hasSize(13).doesNotContain(14L, 15L);
	}

}
