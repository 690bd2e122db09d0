package org.rowhouse.traffic;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.rowhouse.AdminSession;
import org.rowhouse.RowhouseApplication;
import org.rowhouse.overview.SiteCriteria;
import org.rowhouse.overview.SiteHealth;
import org.rowhouse.overview.SiteOverviews;
import org.rowhouse.overview.SiteSort;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteResolver;
import org.rowhouse.site.SiteState;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.Postgres;
import org.rowhouse.testing.TestInstallation;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.domain.PageRequest;

/**
 * How long the list of very many busy sites takes, and what their history weighs.
 */
public final class DashboardMeasurement {

	private static final int WARM_UP = 30;

	private static final int ROUNDS = 40;

	private static final int SIZE = 25;

	private static final int HOURS_OF_MONTH = 30 * 24;

	private static final String[] THEMES = { "plain", "journal", "plain", "business", "docs" };

	/** As an administrator sees them. */
	private static final Predicate<Site> EVERYBODYS = (site) -> true;

	private DashboardMeasurement() {
	}

	/**
	 * Measures.
	 * @param args {@code h2} or {@code postgresql}, the number of sites, how many of them
	 * have a whole month behind them and not a day, and a folder for the H2 file, which
	 * is filled if it is empty; {@code fill} at the end only fills it
	 */
	public static void main(String[] args) throws Exception {
		boolean postgresql = args[0].equals("postgresql");
		int sites = Integer.parseInt(args[1]);
		int months = Integer.parseInt(args[2]);
		Path home = Path.of(args[3]).toAbsolutePath();
		List<String> settings = new ArrayList<>(
				List.of("rowhouse.home=" + home, "rowhouse.admin.password=" + TestInstallation.PASSWORD,
						"server.port=0", "management.server.port=0"));
		String url = "jdbc:h2:file:" + home.resolve("data/rowhouse")
				+ ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
		boolean empty = postgresql || !Files.exists(home.resolve("data/rowhouse.mv.db"));
		Files.createDirectories(home);
		if (postgresql) {
			Postgres.Database database = Postgres.newDatabase();
			settings.addAll(database.properties());
			url = database.url();
		}
		if (empty) {
			// Makes the tables.
			start(settings).close();
			fill(url, (postgresql) ? "rowhouse" : "sa", (postgresql) ? "rowhouse" : "", sites, months);
		}
		if (args.length > 4) {
			return;
		}
		try (ConfigurableApplicationContext context = start(settings)) {
			measureLists(context);
			measurePages(Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port")));
			measureWriting(context);
			measureMemory();
		}
		System.exit(0);
	}

	private static ConfigurableApplicationContext start(List<String> settings) {
		return new SpringApplicationBuilder(RowhouseApplication.class).properties("logging.level.root=warn")
			.run(settings.stream().map((setting) -> "--" + setting).toArray(String[]::new));
	}

	private static void measureLists(ConfigurableApplicationContext context) {
		SiteOverviews overviews = context.getBean(SiteOverviews.class);
		List<SiteCriteria> selections = List.of(SiteCriteria.ALL,
				new SiteCriteria("site-77", "", null, "", null, null),
				new SiteCriteria("nothing like it", "", null, "", null, null),
				new SiteCriteria("", "client", null, "", null, null),
				new SiteCriteria("", "", SiteState.SUSPENDED, "", null, null),
				new SiteCriteria("", "", null, "journal", null, null),
				new SiteCriteria("", "", null, "", SiteHealth.ATTENTION, null));
		for (SiteCriteria selection : selections) {
			for (SiteSort sort : List.of(SiteSort.NAME, SiteSort.REQUESTS, SiteSort.STORAGE)) {
				print("list, " + selection + ", by " + sort.word(),
						() -> overviews.list(EVERYBODYS, selection, sort, false, PageRequest.of(0, SIZE)));
			}
		}
		print("list, last page, by name",
				() -> overviews.list(EVERYBODYS, SiteCriteria.ALL, SiteSort.NAME, false, PageRequest.of(100_000, SIZE)));
	}

	private static void measurePages(int port) {
		Http admin = AdminSession.signIn(port);
		for (String path : List.of("/sites", "/sites?q=site-77", "/sites?state=suspended", "/sites?health=attention",
				"/sites?theme=journal", "/sites?tag=client", "/sites?sort=requests", "/sites?sort=errors&page=40", "/sites?sort=storage",
				"/sites?sort=published&order=reversed", "/sites/site-1", "/sites/site-1/traffic",
				"/sites/site-1/traffic?range=7d", "/sites/site-1/traffic?range=30d")) {
			print("page, " + path, () -> ok(admin.get(path)));
		}
		Http api = Http.to(port, "localhost").as("admin", TestInstallation.PASSWORD);
		print("API with the password, /api/route?url=http://x/", () -> ok(api.get("/api/route?url=http://x/")));
		for (String path : List.of("/api/sites", "/api/sites?sort=requests&size=100",
				"/api/sites/site-1/traffic?range=30d")) {
			print("API with the password, " + path, () -> ok(api.get(path)));
		}
	}

	private static Object ok(HttpResponse<String> answer) {
		if (answer.statusCode() != 200) {
			throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
		}
		return answer;
	}

	/** What is kept of sites while nothing is to be written, and while something is. */
	private static void measureMemory() {
		int sites = 20_000;
		Random random = new Random(9);
		AtomicInteger failures = new AtomicInteger();
		Map<Long, SiteCounter> counters = new ConcurrentHashMap<>();
		Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
		long before = usedHeap();
		for (long site = 1; site <= sites; site++) {
			SiteCounter counter = new SiteCounter(failures);
			for (int i = 0; i < 50; i++) {
				counter.add(TrafficTesting.request(null, 200, time(random)), hour, hour);
			}
			counters.put(site, counter);
		}
		long unwritten = usedHeap() - before;
		counters.values().forEach(SiteCounter::take);
		long rest = usedHeap() - before;
		System.out.printf("memory of a site: %d bytes before the write, %d bytes after it%n", unwritten / counters.size(),
				rest / counters.size());
	}

	private static long usedHeap() {
		for (int i = 0; i < 4; i++) {
			System.gc();
		}
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	/** As each minute, and each hour, where every site is busy. */
	private static void measureWriting(ConfigurableApplicationContext context) {
		TrafficWriter writer = context.getBean(TrafficWriter.class);
		List<Long> ids = context.getBean(SiteResolver.class).all().stream().map(Site::id).sorted().toList();
		Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
		Random random = new Random(3);
		double[] all = new double[5];
		for (int i = 0; i < all.length; i++) {
			long begun = System.nanoTime();
			for (List<Long> part : TrafficUpkeep.parts(ids, TrafficUpkeep.SITES_AT_ONCE)) {
				SortedMap<Long, Sums> sums = new TreeMap<>();
				part.forEach((id) -> sums.put(id, sums(random, 10)));
				writer.add(hour, sums, Instant.now());
			}
			all[i] = (System.nanoTime() - begun) / 1e6;
		}
		Arrays.sort(all);
		System.out.printf("%-70s %8.1f ms, at most %8.1f ms%n", "writing a minute of all sites", all[2], all[4]);
		long begun = System.nanoTime();
		TrafficUpkeep.parts(writer.sitesWithDay(), 200).forEach((part) -> writer.sumDays(part, Instant.now()));
		System.out.printf("%-70s %8.1f ms%n", "summing the last 24 hours of all sites", (System.nanoTime() - begun) / 1e6);
		long again = System.nanoTime();
		TrafficUpkeep.parts(ids, 200).forEach((part) -> writer.thin(part, Instant.now()));
		System.out.printf("%-70s %8.1f ms%n", "deleting what is over a month old", (System.nanoTime() - again) / 1e6);
	}

	private static void print(String name, Supplier<Object> action) {
		for (int i = 0; i < WARM_UP; i++) {
			action.get();
		}
		double[] times = new double[ROUNDS];
		for (int i = 0; i < ROUNDS; i++) {
			long begun = System.nanoTime();
			action.get();
			times[i] = (System.nanoTime() - begun) / 1e6;
		}
		Arrays.sort(times);
		System.out.printf("%-110s %7.1f ms, at most %7.1f ms%n", name, times[ROUNDS / 2], times[ROUNDS - 1]);
	}

	private static void fill(String url, String user, String password, int sites, int months) throws SQLException {
		try (Connection connection = DriverManager.getConnection(url, user, password)) {
			connection.setAutoCommit(false);
			fillSites(connection, sites);
			fillHours(connection, idsOf(connection), months);
			try (Statement statement = connection.createStatement()) {
				statement.execute("""
						insert into traffic_day (site_id, requests, client_errors, server_errors, bytes)
						select site_id, sum(requests), sum(client_errors), sum(server_errors), sum(bytes)
						from traffic_hour where begins_at > '%s' group by site_id"""
					.formatted(Timestamp.from(Instant.now().minus(24, ChronoUnit.HOURS))));
				statement.execute("""
						insert into site_measure (site_id, site_version, stored_bytes, last_published)
						select id, 1, mod(id * 7919, 900) * 1000000, current_timestamp - mod(id * 104729, 400) * interval '1' day
						from site where site_key like 'site-%'""");
				statement.execute("""
						insert into site_tag (site_id, folded, name)
						select id, 'client', 'client' from site where site_key like 'site-%' and mod(id, 20) = 0""");
			}
			connection.commit();
			connection.setAutoCommit(true);
			weigh(connection, url.startsWith("jdbc:h2"));
		}
	}

	private static void fillSites(Connection connection, int sites) throws SQLException {
		try (PreparedStatement site = connection.prepareStatement("""
				insert into site (id, site_key, name, tagline, theme, locale, time_zone, state, version, options,
					created_at)
				values (nextval('site_seq'), ?, ?, '', ?, 'en', 'Europe/Berlin', ?, 1, '{}', current_timestamp)""");
				PreparedStatement address = connection.prepareStatement("""
						insert into address (id, site_id, position, host, path, role)
						values (?, (select id from site where site_key = ?), 0, ?, '', 'PRIMARY')""")) {
			for (int i = 1; i <= sites; i++) {
				site.setString(1, "site-" + i);
				site.setString(2, "Site number " + i);
				site.setString(3, THEMES[i % THEMES.length]);
				site.setString(4, (i % 33 == 0) ? "SUSPENDED" : (i % 47 == 0) ? "ARCHIVED" : "ACTIVE");
				site.addBatch();
				// Beyond those that the application gives out.
				address.setLong(1, 1_000_000_000L + i);
				address.setString(2, "site-" + i);
				address.setString(3, "site-" + i + ".example.com");
				address.addBatch();
			}
			site.executeBatch();
			address.executeBatch();
		}
	}

	private static List<Long> idsOf(Connection connection) throws SQLException {
		List<Long> ids = new ArrayList<>();
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select id from site where site_key like 'site-%' order by id")) {
			while (rows.next()) {
				ids.add(rows.getLong(1));
			}
		}
		return ids;
	}

	private static void fillHours(Connection connection, List<Long> sites, int months) throws SQLException {
		Random random = new Random(5);
		Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);
		try (PreparedStatement row = connection.prepareStatement("""
				insert into traffic_hour (site_id, begins_at, requests, client_errors, server_errors, bytes,
					not_modified, cached, answering_micros, rendering_micros, database_micros, times)
				values (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)""")) {
			double[] busy = random.doubles(sites.size()).map((share) -> Math.exp(share * 4.5 + 1)).toArray();
			// The oldest first, as they come.
			for (int hour = HOURS_OF_MONTH - 1; hour >= 0; hour--) {
				Instant begins = now.minus(hour, ChronoUnit.HOURS);
				double daily = 0.35 + Math.pow(Math.sin(Math.PI * ((begins.getEpochSecond() / 3600 + 20) % 24) / 24), 2);
				for (int i = 0; i < ((hour < 24) ? sites.size() : Math.min(months, sites.size())); i++) {
					Sums sums = sums(random, (int) Math.max(1, busy[i] * daily * (0.7 + random.nextDouble() * 0.6)));
					bind(row, sites.get(i), begins, sums, i % 9 == 0 && hour % 5 == 1);
					row.addBatch();
				}
				row.executeBatch();
				connection.commit();
			}
		}
	}

	private static void bind(PreparedStatement row, long site, Instant begins, Sums sums, boolean failing)
			throws SQLException {
		row.setLong(1, site);
		row.setTimestamp(2, Timestamp.from(begins));
		row.setLong(3, sums.requests());
		row.setLong(4, sums.requests() / 40);
		row.setLong(5, (failing) ? 1 + sums.requests() / 60 : 0);
		row.setLong(6, sums.bytes());
		row.setLong(7, sums.requests() / 5);
		row.setLong(8, sums.answering());
		row.setLong(9, sums.rendering());
		row.setLong(10, sums.database());
		row.setBytes(11, sums.times().toBytes());
	}

	/** Most answers are quick, and a few are not. */
	private static Duration time(Random random) {
		return Duration.ofNanos((long) (Math.exp(random.nextGaussian() * 0.9 + 1.4) * 1_000_000));
	}

	private static Sums sums(Random random, int requests) {
		Sums sums = new Sums();
		for (int i = 0; i < requests; i++) {
			sums.add(TrafficTesting.request(null, 200, time(random)));
		}
		return sums;
	}

	private static void weigh(Connection connection, boolean h2) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			if (h2) {
				statement.execute("shutdown compact");
				return;
			}
			statement.execute("vacuum analyze");
			try (ResultSet weight = statement.executeQuery(
					"select pg_total_relation_size('traffic_hour') / count(*), avg(length(times)), count(*) from traffic_hour")) {
				weight.next();
				System.out.printf("%d bytes for an hour, its index included, of which %.0f are times; %d hours%n",
						weight.getLong(1), weight.getDouble(2), weight.getLong(3));
			}
		}
	}

}
