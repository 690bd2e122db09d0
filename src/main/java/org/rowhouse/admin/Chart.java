package org.rowhouse.admin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

import org.jspecify.annotations.Nullable;

/**
 * A chart as a template draws it: paths in a field that is {@value #HEIGHT} units high
 * and {@value #STEP} wide for each point in time, and is stretched to the place that
 * there is. Texts are beside the drawing, so that they keep their size on a narrow
 * screen.
 *
 * @param width of the field
 * @param paths one for each series, in the order of their values
 * @param slots one for each point in time
 * @param top what the upper edge stands for
 * @param middle what the middle stands for
 * @param ticks a few of the points in time, at equal distances
 * @param peak the highest of the points, or {@code null} if all are nothing
 */
record Chart(int width, List<String> paths, List<Slot> slots, String top, String middle, List<String> ticks,
		@Nullable Slot peak) {

	private static final int HEIGHT = 100;

	private static final int STEP = 10;

	/** Between two bars, on either side. */
	private static final double GAP = 1.2;

	/** A point of a line that has no neighbours. */
	private static final int DASH = 6;

	private static final int TICKS = 5;

	/** Those whose half is easy to read. */
	private static final List<Integer> ROUND = List.of(1, 2, 4, 6, 8, 10);

	/**
	 * Draws bars that stand on each other.
	 * @param times the points in time
	 * @param series the values of each series
	 * @param unit by how much the scale grows: 1000, or 1024 for bytes; 0 where nobody
	 * reads the scale, and the highest bar is as high as the field
	 * @param format writes values for people
	 */
	static Chart bars(List<Time> times, List<double[]> series, int unit, DoubleFunction<String> format) {
		double max = 0;
		for (int i = 0; i < times.size(); i++) {
			int at = i;
			max = Math.max(max, series.stream().mapToDouble((values) -> values[at]).sum());
		}
		double top = (unit > 0) ? roundUp(max, unit) : Math.max(max, 1);
		List<String> paths = new ArrayList<>();
		double[] base = new double[times.size()];
		for (double[] values : series) {
			StringBuilder path = new StringBuilder();
			for (int i = 0; i < values.length; i++) {
				if (values[i] > 0) {
					bar(path, i, base[i] / top, (base[i] + values[i]) / top);
					base[i] += values[i];
				}
			}
			paths.add(path.toString());
		}
		return of(times, series, paths, top, format);
	}

	private static void bar(StringBuilder path, int slot, double from, double to) {
		double left = slot * STEP + GAP;
		// What is there at all shows.
		double height = Math.max(1, (to - from) * HEIGHT);
		path.append('M').append(number(left)).append(' ').append(number(HEIGHT - from * HEIGHT)).append('v');
		path.append(number(-height)).append('h').append(number(STEP - 2 * GAP));
		path.append('v').append(number(height)).append('z');
	}

	/**
	 * Draws lines, which end where there is no value.
	 * @param times the points in time
	 * @param series the values of each series; NaN for none
	 * @param format writes values for people
	 */
	static Chart lines(List<Time> times, List<double[]> series, DoubleFunction<String> format) {
		double max = series.stream().flatMapToDouble(Arrays::stream).filter(Double::isFinite).max().orElse(0);
		double top = roundUp(max, 1000);
		List<String> paths = new ArrayList<>();
		for (double[] values : series) {
			StringBuilder path = new StringBuilder();
			for (int i = 0; i < values.length; i++) {
				if (Double.isFinite(values[i])) {
					point(path, values, i, HEIGHT - values[i] / top * HEIGHT);
				}
			}
			paths.add(path.toString());
		}
		return of(times, series, paths, top, format);
	}

	/** Between two gaps there is a dash. */
	private static void point(StringBuilder path, double[] values, int slot, double y) {
		int x = slot * STEP + STEP / 2;
		boolean goesOn = slot > 0 && Double.isFinite(values[slot - 1]);
		boolean alone = !goesOn && (slot + 1 == values.length || !Double.isFinite(values[slot + 1]));
		path.append((goesOn) ? 'L' : 'M').append((alone) ? x - DASH / 2 : x).append(' ').append(number(y));
		path.append((alone) ? "h" + DASH : "");
	}

	private static Chart of(List<Time> times, List<double[]> series, List<String> paths, double top,
			DoubleFunction<String> format) {
		List<Slot> slots = new ArrayList<>();
		Slot peak = null;
		double highest = 0;
		for (int i = 0; i < times.size(); i++) {
			int at = i;
			double height = series.stream().mapToDouble((values) -> values[at]).filter(Double::isFinite).sum();
			Slot slot = new Slot(i * STEP, times.get(i).full(),
					series.stream().map((values) -> text(values[at], format)).toList());
			slots.add(slot);
			if (height > highest) {
				highest = height;
				peak = slot;
			}
		}
		List<String> ticks = new ArrayList<>();
		for (int i = 0; i < TICKS; i++) {
			ticks.add(times.get(Math.round(i * (times.size() - 1) / (TICKS - 1F))).brief());
		}
		return new Chart(times.size() * STEP, paths, slots, format.apply(top), format.apply(top / 2), ticks, peak);
	}

	private static String text(double value, DoubleFunction<String> format) {
		return (Double.isFinite(value)) ? format.apply(value) : "–";
	}

	/**
	 * The next larger number that a scale can end with; 2 at least, so that 1 has a half.
	 */
	private static double roundUp(double max, int unit) {
		double scale = 1;
		while (max / scale >= unit) {
			scale *= unit;
		}
		double ten = 1;
		while (max / scale / ten > 10) {
			ten *= 10;
		}
		for (int round : ROUND) {
			if (round * ten * scale >= Math.max(max, 2)) {
				return round * ten * scale;
			}
		}
		return Math.max(max, 2);
	}

	private static String number(double value) {
		String text = String.format(Locale.ROOT, "%.1f", value);
		return (text.endsWith(".0")) ? text.substring(0, text.length() - 2) : text;
	}

	/**
	 * A point in time, for people.
	 *
	 * @param full so that it cannot be mistaken
	 * @param brief what has room below a chart
	 */
	record Time(String full, String brief) {

	}

	/**
	 * What is there at a point in time.
	 *
	 * @param x where it begins
	 * @param when for people
	 * @param values of each series, for people
	 */
	record Slot(int x, String when, List<String> values) {

		/** How wide it is. */
		public int width() {
			return STEP;
		}

	}

}
