package org.rowhouse.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.flywaydb.core.Flyway;
import org.rowhouse.RowhouseApplication;
import org.rowhouse.testing.Postgres;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * How long it takes to fill the table from the database when the application starts:
 * cold, as the first thing that its process does.
 */
public final class LoadMeasurement {

	private static final int PER_SITE = 10;

	private LoadMeasurement() {
	}

	/**
	 * Measures.
	 * @param args {@code h2} or {@code postgresql}, the number of addresses, and a folder
	 * for the H2 file, which is filled if it is empty
	 */
	public static void main(String[] args) throws Exception {
		boolean postgresql = args[0].equals("postgresql");
		int addresses = Integer.parseInt(args[1]);
		Path home = Path.of(args[2]).toAbsolutePath();
		List<String> settings = new ArrayList<>(
				List.of("rowhouse.home=" + home, "rowhouse.admin.password=only for measuring"));
		if (postgresql) {
			Postgres.Database database = Postgres.newDatabase();
			settings.addAll(database.properties());
			fill(database.url(), "rowhouse", "rowhouse", "postgresql", addresses);
		}
		else if (!Files.exists(home.resolve("data/rowhouse.mv.db"))) {
			Files.createDirectories(home.resolve("data"));
			fill("jdbc:h2:file:" + home.resolve("data/rowhouse")
					+ ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH", "sa", "", "h2", addresses);
		}
		new SpringApplicationBuilder(RowhouseApplication.class).web(WebApplicationType.NONE)
			.properties("logging.level.root=warn")
			.initializers((starting) -> starting.addBeanFactoryPostProcessor(LoadMeasurement::makeLazy))
			.listeners((ApplicationListener<ApplicationStartedEvent>) (event) -> {
				load(event.getApplicationContext(), args[0]);
				System.exit(0);
			})
			.run(settings.stream().map((setting) -> "--" + setting).toArray(String[]::new));
	}

	/**
	 * So that what is filled at the start is filled when it is measured. Repositories
	 * check their queries while sites need not be bound yet.
	 */
	private static void makeLazy(ConfigurableListableBeanFactory beans) {
		for (String name : beans.getBeanDefinitionNames()) {
			beans.getBeanDefinition(name).setLazyInit(!name.endsWith("Repository"));
		}
	}

	private static void load(ConfigurableApplicationContext context, String database) {
		SiteStore store = context.getBean(SiteStore.class);
		SiteResolver resolver = context.getBean(SiteResolver.class);
		if (!resolver.all().isEmpty()) {
			throw new IllegalStateException("The table has been filled before it was measured.");
		}
		long before = used();
		long begun = System.nanoTime();
		store.afterSingletonsInstantiated();
		double seconds = (System.nanoTime() - begun) / 1e9;
		long after = used();
		long count = resolver.all().stream().mapToLong((site) -> site.addresses().size()).sum();
		System.out.printf(
				"%s, Java %s: %,d addresses of %,d sites in %.1f s; table %d MB, all else %d MB, heap limit %d MB%n",
				database, System.getProperty("java.version"), count, resolver.all().size(), seconds,
				(after - before) >> 20, before >> 20, Runtime.getRuntime().maxMemory() >> 20);
	}

	private static long used() {
		Runtime runtime = Runtime.getRuntime();
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return runtime.totalMemory() - runtime.freeMemory();
	}

	private static void fill(String url, String user, String password, String vendor, int addresses)
			throws SQLException {
		Flyway.configure()
			.dataSource(url, user, password)
			.locations("classpath:db/common", "classpath:db/" + vendor)
			.load()
			.migrate();
		boolean h2 = vendor.equals("h2");
		String numbers = (h2) ? "(select \"X\" as n from system_range(1, %d)) as numbers"
				: "generate_series(1, %d) as numbers(n)";
		try (Connection connection = DriverManager.getConnection(url, user, password);
				Statement statement = connection.createStatement()) {
			statement.execute("""
					insert into site (id, site_key, name, tagline, theme, locale, time_zone, state, version, options,
						created_at)
					select n, 'customer-' || n, 'Customer ' || n, '', 'plain', 'en', 'UTC', 'ACTIVE', 1, '{}',
						current_timestamp
					from %s""".formatted(numbers.formatted(addresses / PER_SITE)));
			statement.execute("""
					insert into address (id, site_id, position, host, path, role)
					select n, (n - 1) / %1$d + 1, mod(n - 1, %1$d), 'www.customer-' || n || '.example', '',
						case when mod(n - 1, %1$d) = 0 then 'PRIMARY' else 'ALIAS' end
					from %2$s""".formatted(PER_SITE, numbers.formatted(addresses)));
			statement.execute((h2) ? "shutdown compact" : "analyze");
		}
	}

}
