package org.rowhouse.admin;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Chart}.
 */
class ChartTests {

	@Test
	void barsStandOnEachOther() {
		Chart chart = Chart.bars(times(2), List.of(new double[] { 30, 0 }, new double[] { 10, 20 }), 1000,
				ChartTests::plain);
		assertThat(chart.top()).isEqualTo("40");
		assertThat(chart.middle()).isEqualTo("20");
		assertThat(chart.width()).isEqualTo(20);
		assertThat(chart.paths()).containsExactly("M1.2 100v-75h7.6v75z", "M1.2 25v-25h7.6v25zM11.2 100v-50h7.6v50z");
		assertThat(chart.peak().values()).containsExactly("30", "10");
		assertThat(chart.slots()).extracting(Chart.Slot::when).containsExactly("full 0", "full 1");
	}

	@ParameterizedTest
	@CsvSource({ "0, 2, 1", "1, 2, 1", "3, 4, 2", "5, 6, 3", "9, 10, 5", "11, 20, 10", "100, 100, 50", "101, 200, 100",
			"999, 1000, 500", "1001, 2000, 1000", "45000, 60000, 30000" })
	void theScaleEndsWithANumberThatIsEasyToHalve(double highest, String top, String middle) {
		Chart chart = Chart.bars(times(1), List.of(new double[] { highest }), 1000, ChartTests::plain);
		assertThat(chart.top()).isEqualTo(top);
		assertThat(chart.middle()).isEqualTo(middle);
	}

	@Test
	void bytesHaveAScaleOfTheirOwn() {
		Chart chart = Chart.bars(times(1), List.of(new double[] { 3000 }), 1024, ChartTests::plain);
		assertThat(chart.top()).isEqualTo(String.valueOf(4 * 1024));
	}

	@Test
	void withoutAScaleTheHighestBarIsAsHighAsTheField() {
		Chart chart = Chart.bars(times(2), List.of(new double[] { 7, 0 }), 0, ChartTests::plain);
		assertThat(chart.paths().get(0)).isEqualTo("M1.2 100v-100h7.6v100z");
	}

	@Test
	void whatIsThereAtAllShows() {
		Chart chart = Chart.bars(times(2), List.of(new double[] { 100_000, 1 }), 1000, ChartTests::plain);
		assertThat(chart.paths().get(0)).contains("M11.2 100v-1h7.6v1z");
	}

	@Test
	void aLineHasGapsWhereNothingIsKnownAndADashBetweenTwoOfThem() {
		Chart chart = Chart.lines(times(5), List.of(new double[] { 10, 5, Double.NaN, 2, Double.NaN }),
				ChartTests::plain);
		assertThat(chart.paths()).containsExactly("M5 0L15 50M32 80h6");
		assertThat(chart.slots().get(2).values()).containsExactly("–");
	}

	@Test
	void ofManyPointsAFewAreNamedAtEqualDistances() {
		assertThat(Chart.bars(times(29), List.of(new double[29]), 1000, ChartTests::plain).ticks()).containsExactly("0",
				"7", "14", "21", "28");
	}

	@Test
	void whereNothingHappenedThereIsNoPeak() {
		Chart chart = Chart.bars(times(3), List.of(new double[3]), 1000, ChartTests::plain);
		assertThat(chart.peak()).isNull();
		assertThat(chart.paths()).containsExactly("");
	}

	private static List<Chart.Time> times(int count) {
		return IntStream.range(0, count).mapToObj((i) -> new Chart.Time("full " + i, "" + i)).toList();
	}

	private static String plain(double value) {
		return String.valueOf(Math.round(value));
	}

}
