package org.rowhouse.admin;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.ToDoubleFunction;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sizes;
import org.rowhouse.traffic.FailedRequest;
import org.rowhouse.traffic.HourlyRequests;
import org.rowhouse.traffic.Traffic;
import org.rowhouse.traffic.TrafficFigures;
import org.rowhouse.traffic.TrafficPeriod;
import org.rowhouse.traffic.TrafficRange;

/**
 * Makes what is shown of the traffic of a site, with times in its zone.
 */
final class TrafficModels {

	private static final int PERCENT = 100;

	private TrafficModels() {
	}

	/** All charts of a site, and the table of their figures. */
	static TrafficView view(Site site, Traffic traffic) {
		List<Chart.Time> times = times(site, traffic);
		List<TrafficPeriod> periods = traffic.periods();
		Chart requests = requests(site, traffic);
		Chart errors = Chart.bars(times,
				List.of(values(periods, TrafficFigures::clientErrors), values(periods, TrafficFigures::serverErrors)),
				1000, (value) -> count(Math.round(value)));
		Chart answer = Chart.lines(times, List.of(values(periods, (figures) -> orNothing(figures.p50Millis())),
				values(periods, (figures) -> orNothing(figures.p99Millis()))), TrafficModels::millis);
		Chart bytes = Chart.bars(times, List.of(values(periods, TrafficFigures::bytes)), 1024,
				(value) -> Sizes.readable(Math.round(value), LocalFormat.locale()));
		Chart shares = Chart.bars(
				times, List.of(values(periods, TrafficModels::databasePercent),
						values(periods, TrafficModels::pagesPercent), values(periods, TrafficModels::restPercent)),
				1000, TrafficModels::percent);
		double[] notModified = values(periods, TrafficModels::notModifiedPercent);
		Chart hits = Chart.bars(
				times, (traffic.total().cached() > 0)
						? List.of(notModified, values(periods, TrafficModels::cachedPercent)) : List.of(notModified),
				1000, TrafficModels::percent);
		List<TableRow> rows = periods.stream()
			.map((period) -> row(when(site, traffic.range(), period), period.figures()))
			.toList();
		return new TrafficView(row("", traffic.total()), requests, errors, answer, bytes, hits, shares, rows);
	}

	/**
	 * The chart of requests alone: whole answers, and those that say that nothing
	 * changed.
	 */
	static Chart requests(Site site, Traffic traffic) {
		return Chart.bars(times(site, traffic),
				List.of(values(traffic.periods(), (figures) -> figures.requests() - figures.notModified()),
						values(traffic.periods(), TrafficFigures::notModified)),
				1000, (value) -> count(Math.round(value)));
	}

	private static List<Chart.Time> times(Site site, Traffic traffic) {
		DateTimeFormatter brief = (traffic.range() == TrafficRange.DAY) ? LocalFormat.TIME.now()
				: LocalFormat.SHORT_DAY.now();
		return traffic.periods()
			.stream()
			.map((period) -> new Chart.Time(when(site, traffic.range(), period),
					brief.format(period.from().atZone(site.timeZone()))))
			.toList();
	}

	private static String when(Site site, TrafficRange range, TrafficPeriod period) {
		ZonedDateTime from = period.from().atZone(site.timeZone());
		return switch (range) {
			case DAY -> LocalFormat.TIME.now().format(from);
			case WEEK -> LocalFormat.WEEKDAY.now().format(from);
			case MONTH -> LocalFormat.SHORT_DAY.now().format(from);
		};
	}

	private static double[] values(List<TrafficPeriod> periods, ToDoubleFunction<TrafficFigures> value) {
		return periods.stream().mapToDouble((period) -> value.applyAsDouble(period.figures())).toArray();
	}

	private static double orNothing(@Nullable Double value) {
		return (value != null) ? value : Double.NaN;
	}

	private static double databasePercent(TrafficFigures figures) {
		return percent(Math.min(figures.databaseMillis(), figures.answeringMillis()), figures.answeringMillis());
	}

	/** Making pages, without waiting for the database meanwhile. */
	private static double pagesPercent(TrafficFigures figures) {
		long both = Math.min(Math.max(figures.renderingMillis(), figures.databaseMillis()), figures.answeringMillis());
		return Math.max(0, percent(both, figures.answeringMillis()) - databasePercent(figures));
	}

	private static double restPercent(TrafficFigures figures) {
		return (figures.answeringMillis() == 0) ? 0 : PERCENT - databasePercent(figures) - pagesPercent(figures);
	}

	/** Out of the visitors' own caches. */
	private static double notModifiedPercent(TrafficFigures figures) {
		return percent(figures.notModified(), figures.requests());
	}

	/**
	 * Out of a cache of the server. Hours that were written by an earlier version count
	 * what the visitors' own caches had here as well.
	 */
	private static double cachedPercent(TrafficFigures figures) {
		return percent(Math.min(figures.cached(), figures.requests() - figures.notModified()), figures.requests());
	}

	private static String percent(double value) {
		return Math.round(value) + " %";
	}

	private static double percent(long part, long whole) {
		return (whole == 0) ? 0 : (double) part / whole * PERCENT;
	}

	static TableRow row(String when, TrafficFigures figures) {
		return new TableRow(when, count(figures.requests()), count(figures.notModified()),
				(figures.cached() > 0) ? count(figures.cached()) : null, count(figures.clientErrors()),
				count(figures.serverErrors()), figures.serverErrors() > 0,
				Sizes.readable(figures.bytes(), LocalFormat.locale()),
				(figures.p50Millis() != null) ? millis(figures.p50Millis()) : "–",
				(figures.p99Millis() != null) ? millis(figures.p99Millis()) : "–",
				share(databasePercent(figures), figures), share(pagesPercent(figures), figures),
				(figures.requests() == 0) ? "–" : percent(notModifiedPercent(figures) + cachedPercent(figures)));
	}

	private static String share(double percent, TrafficFigures figures) {
		return (figures.answeringMillis() == 0) ? "–" : percent(percent);
	}

	/** A whole number with commas. */
	static String count(long value) {
		return String.format(LocalFormat.locale(), "%,d", value);
	}

	private static String millis(double value) {
		if (value >= 1000) {
			return String.format(LocalFormat.locale(), "%.1f s", value / 1000);
		}
		return String.format(LocalFormat.locale(), (value < 10 && value != Math.rint(value)) ? "%.1f ms" : "%.0f ms",
				value);
	}

	/** The requests of a day as small bars. */
	static Spark spark(Site site, List<HourlyRequests> hours) {
		List<Chart.Time> times = hours.stream().map((hour) -> {
			String begins = LocalFormat.TIME.now().format(hour.beginsAt().atZone(site.timeZone()));
			return new Chart.Time(begins, begins);
		}).toList();
		Chart chart = Chart.bars(times,
				List.of(hours.stream().mapToDouble((hour) -> (double) hour.requests() - hour.serverErrors()).toArray(),
						hours.stream().mapToDouble(HourlyRequests::serverErrors).toArray()),
				0, (value) -> count(Math.round(value)));
		return new Spark(chart.width(), chart.paths().get(0), chart.paths().get(1),
				(chart.peak() != null) ? chart.peak().when() : null);
	}

	static FailureRow failure(Site site, FailedRequest failed) {
		return new FailureRow(AdminModels.when(site, failed.last()), failed.method(), failed.path(), failed.status(),
				failed.cause(), place(failed), failed.errorId(), failed.times());
	}

	private static @Nullable String place(FailedRequest failed) {
		String line = (failed.line() != null) ? ":" + failed.line() : "";
		return (failed.file() != null) ? failed.file() + line : null;
	}

	/** When something was published, to the day. */
	static @Nullable String day(Site site, @Nullable Instant moment) {
		return (moment != null) ? LocalFormat.DAY.now().format(moment.atZone(site.timeZone())) : null;
	}

	/**
	 * All that is shown of the traffic of a site.
	 *
	 * @param total everything in the range
	 * @param requests whole answers; those that say that nothing changed
	 * @param errors client errors; server errors
	 * @param answer the median; the 99th percentile
	 * @param bytes what was sent
	 * @param hits percents: out of visitors' own caches; out of one of this server, if
	 * one has answered
	 * @param shares percents: the database; making pages; the rest
	 * @param rows the same as a table
	 */
	record TrafficView(TableRow total, Chart requests, Chart errors, Chart answer, Chart bytes, Chart hits,
			Chart shares, List<TableRow> rows) {

	}

	/** Figures in words; {@code cached} only where there is a cache that has answered. */
	record TableRow(String when, String requests, String notModified, @Nullable String cached, String clientErrors,
			String serverErrors, boolean failed, String bytes, String p50, String p99, String database, String pages,
			String hits) {

	}

	/**
	 * The requests of a day in a row of a list.
	 *
	 * @param width of the field
	 * @param answered the path of bars
	 * @param failed the path of bars on top of them
	 * @param peak when there were most, or {@code null} if nobody came
	 */
	record Spark(int width, String answered, String failed, @Nullable String peak) {

	}

	/** A request that failed. */
	record FailureRow(String when, String method, String path, int status, String cause, @Nullable String place,
			String id, long times) {

	}

}
