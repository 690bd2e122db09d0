package org.rowhouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * A home of its own for each application context, with copies of the project's sites and
 * themes, and an empty database.
 */
public class TestInstallation implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	/** The administrator of every test installation. */
	public static final String PASSWORD = "a test is a promise";

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		List<String> properties = new ArrayList<>();
		properties.add("rowhouse.home=" + newHome());
		if (hasAdministrator()) {
			properties.add("rowhouse.admin.password=" + PASSWORD);
		}
		properties.add("management.server.port=0");
		if (!context.getEnvironment().containsProperty("springdoc.api-docs.enabled")) {
			properties.add("springdoc.api-docs.enabled=false");
		}
		properties.add("rowhouse.api.requests-per-minute=1000000");
		properties.add("db-scheduler.polling-interval=500ms");
		// Tests that count queries count those of their own; others say when it is time.
		properties.add("rowhouse.traffic.write-interval=1h");
		properties.add("rowhouse.overview.measure-interval=1h");
		if (onPostgres()) {
			properties.addAll(Postgres.newDatabase().properties());
		}
		TestPropertyValues.of(properties).applyTo(context);
		((GenericApplicationContext) context).registerBean(StopBeforeController.class);
		((GenericApplicationContext) context).registerBean(Statements.class);
	}

	boolean hasAdministrator() {
		return true;
	}

	public static boolean onPostgres() {
		return "postgresql".equals(System.getProperty("rowhouse.test.database"));
	}

	/** A folder with copies of {@code sites/} and {@code platform/}. */
	public static Path newHome() {
		try {
			Path home = Files.createTempDirectory("rowhouse-test");
			copy(Path.of("sites"), home.resolve("sites"));
			copy(Path.of("platform"), home.resolve("platform"));
			return home;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void copy(Path from, Path to) throws IOException {
		try (Stream<Path> tree = Files.walk(from)) {
			for (Path source : (Iterable<Path>) tree::iterator) {
				Path target = to.resolve(from.relativize(source).toString());
				if (Files.isDirectory(source)) {
					Files.createDirectories(target);
				}
				else {
					Files.copy(source, target);
				}
			}
		}
	}

	/** As a new user finds it: nobody can sign in yet. */
	public static class WithoutAdministrator extends TestInstallation {

		@Override
		boolean hasAdministrator() {
			return false;
		}

	}

}
