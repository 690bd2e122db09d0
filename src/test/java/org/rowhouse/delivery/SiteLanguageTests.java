package org.rowhouse.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Time, language and numbers are the site's. Sites in six languages and time zones share
 * a theme, and so an engine, and have the same pages, tags and posts, of which each must
 * show the known-right text. The JVM of the tests speaks Turkish and lives in Kiribati,
 * where no site is.
 */
@RowhouseTest
@TestPropertySource(properties = { "rowhouse.limits.concurrent-renders=unlimited",
		"rowhouse.limits.requests-per-second=unlimited" })
@ContextConfiguration(initializers = SiteLanguageTests.Installation.class)
class SiteLanguageTests {

	private static final int THREADS = 64;

	private static final int ROUNDS = 10;

	private static final List<String> MONTHS = List.of("2023/12", "2024/01", "2024/02", "2024/03");

	/** In no language's order. */
	private static final List<String> WORDS = List.of("Zebra", "Österreich", "Ćma", "Mleko", "Birne", "İstanbul",
			"Łódź", "Çiçek", "Ozan", "Äpfel", "Lwów", "Cam", "Irmak", "Dal", "Ofen");

	@Value("${local.server.port}")
	private int port;

	@ParameterizedTest
	@EnumSource
	void aSiteHasItsLanguageAndTime(World world) {
		for (Expected expected : world.expected) {
			HttpResponse<String> answer = get(world, expected);
			assertThat(text(answer)).as(world + expected.path()).isEqualTo(expected.text());
		}
	}

	@Test
	void sitesNeverMixWhenTheyAreRenderedAtTheSameTime() throws Exception {
		List<String> mistakes = new ArrayList<>();
		List<Future<List<String>>> visitors = new ArrayList<>();
		CountDownLatch start = new CountDownLatch(1);
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		try {
			for (int visitor = 0; visitor < THREADS; visitor++) {
				int first = visitor;
				visitors.add(threads.submit(() -> visit(first, start)));
			}
			start.countDown();
			for (Future<List<String>> visitor : visitors) {
				mistakes.addAll(visitor.get(120, TimeUnit.SECONDS));
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(mistakes).isEmpty();
	}

	/** Each visitor begins elsewhere and goes to the next site with each request. */
	private List<String> visit(int first, CountDownLatch start) throws InterruptedException {
		start.await();
		List<String> mistakes = new ArrayList<>();
		World[] worlds = World.values();
		for (int request = 0; request < ROUNDS * worlds.length; request++) {
			World world = worlds[(first + request) % worlds.length];
			Expected expected = world.expected.get((first + request / worlds.length) % world.expected.size());
			String text = text(get(world, expected));
			if (!text.equals(expected.text())) {
				mistakes.add(world + expected.path() + " answers:\n" + text);
			}
		}
		return mistakes;
	}

	private HttpResponse<String> get(World world, Expected expected) {
		return Http.to(this.port, world.key() + ".localhost").get(expected.path());
	}

	private static String text(HttpResponse<String> answer) {
		return (answer.statusCode() == 200) ? answer.body().replaceAll(" *\n", "\n").strip()
				: String.valueOf(answer.statusCode());
	}

	/**
	 * What a URL of a site answers: its text, or another status than 200.
	 */
	private record Expected(String path, String text) {

	}

	/**
	 * A site, and what people there would write. Its posts appear at 02:30 on the first
	 * of March 2024 and at 22:30 on the last day of 2023, in UTC.
	 */
	private enum World {

		US("en-US", "America/Los_Angeles", "1,234,567.89", "1 one 2 other 5 other 22 other 0.5 other 12,345 other",
				"Äpfel Birne Cam Çiçek Ćma Dal Irmak İstanbul Łódź Lwów Mleko Ofen Österreich Ozan Zebra",
				List.of("2024/02", "February 2024", "29 February 2024 18:30"),
				List.of("2023/12", "December 2023", "31 December 2023 14:30")),

		DE("de", "Europe/Berlin", "1.234.567,89", "1 one 2 other 5 other 22 other 0,5 other 12.345 other",
				"Äpfel Birne Cam Çiçek Ćma Dal Irmak İstanbul Łódź Lwów Mleko Ofen Österreich Ozan Zebra",
				List.of("2024/03", "März 2024", "1 März 2024 03:30"),
				List.of("2023/12", "Dezember 2023", "31 Dezember 2023 23:30")),

		SE("sv-SE", "Europe/Stockholm", "1\u00a0234\u00a0567,89",
				"1 one 2 other 5 other 22 other 0,5 other 12\u00a0345 other",
				"Birne Cam Çiçek Ćma Dal Irmak İstanbul Łódź Lwów Mleko Ofen Ozan Zebra Äpfel Österreich",
				List.of("2024/03", "mars 2024", "1 mars 2024 03:30"),
				List.of("2023/12", "december 2023", "31 december 2023 23:30")),

		TR("tr-TR", "Europe/Istanbul", "1.234.567,89", "1 one 2 other 5 other 22 other 0,5 other 12.345 other",
				"Äpfel Birne Cam Ćma Çiçek Dal Irmak İstanbul Łódź Lwów Mleko Ofen Ozan Österreich Zebra",
				List.of("2024/03", "Mart 2024", "1 Mart 2024 05:30"),
				List.of("2024/01", "Ocak 2024", "1 Ocak 2024 01:30")),

		JP("ja-JP", "Asia/Tokyo", "1,234,567.89", "1 other 2 other 5 other 22 other 0.5 other 12,345 other",
				"Äpfel Birne Cam Çiçek Ćma Dal Irmak İstanbul Łódź Lwów Mleko Ofen Österreich Ozan Zebra",
				List.of("2024/03", "3月 2024", "1 3月 2024 11:30"), List.of("2024/01", "1月 2024", "1 1月 2024 07:30")),

		PL("pl", "Europe/Warsaw", "1\u00a0234\u00a0567,89", "1 one 2 few 5 many 22 few 0,5 other 12\u00a0345 many",
				"Äpfel Birne Cam Çiçek Ćma Dal Irmak İstanbul Lwów Łódź Mleko Ofen Österreich Ozan Zebra",
				List.of("2024/03", "marzec 2024", "1 marca 2024 03:30"),
				List.of("2023/12", "grudzień 2023", "31 grudnia 2023 23:30"));

		private final String locale;

		private final String zone;

		private final List<Expected> expected = new ArrayList<>();

		/** A month is where it is listed, its name, and the date of its post. */
		World(String locale, String zone, String number, String plurals, String words, List<String> newer,
				List<String> older) {
			this.locale = locale;
			this.zone = zone;
			this.expected.add(new Expected("/words", "number: " + number + "\nplurals: " + plurals + "\ntags: " + words
					+ "\nmenu: " + words + "\nbelow: " + words));
			this.expected.add(new Expected("/posts/eve", older.get(2) + "\ntags: " + words));
			this.expected.add(new Expected("/posts", "posts: " + newer.get(2) + ", " + older.get(2) + ",\nmonths: "
					+ newer.get(1) + ", " + older.get(1) + ","));
			for (String month : MONTHS) {
				List<String> of = (newer.get(0).equals(month)) ? newer : (older.get(0).equals(month)) ? older : null;
				this.expected.add(new Expected("/posts/" + month, (of != null)
						? of.get(1) + "\nposts: " + of.get(2) + ",\nmonths: " + newer.get(1) + ", " + older.get(1) + ","
						: "404"));
			}
		}

		String key() {
			return "world-" + name().toLowerCase(Locale.ROOT);
		}

	}

	/** The sites, as folders, and their theme. */
	static class Installation extends TestInstallation {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			super.initialize(context);
			Path home = Path.of(context.getEnvironment().getRequiredProperty("rowhouse.home"));
			try {
				writeTheme(home.resolve("platform/themes/world"));
				for (World world : World.values()) {
					writeSite(home.resolve("sites").resolve(world.key()), world);
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private static void writeTheme(Path theme) throws IOException {
			write(theme.resolve("theme.yml"), "title: World\n");
			write(theme.resolve("templates/page.html"), "number: "
					+ text("#numbers.formatDecimal(1234567.891, 1, 'DEFAULT', 2, 'DEFAULT')") + "\nplurals: "
					+ plurals("1", "2", "5", "22", "0.5", "12345") + "\ntags: " + each("tags", "item.name") + "\nmenu: "
					+ each("menu", "(item.path.startsWith('/top')) ? item.label + ' ' : ''").replace("+ ' '}", "}")
					+ "\nbelow: " + each("page.children", "item.label"));
			write(theme.resolve("templates/post.html"), text("#temporals.format(post.date, 'd MMMM yyyy HH:mm')")
					+ "\ntags: " + each("post.tags", "item.name"));
			write(theme.resolve("templates/archive.html"),
					text("(month != null) ? #temporals.format(month.date, 'LLLL yyyy') : ''") + "\nposts: "
							+ each("posts", "#temporals.format(item.date, 'd MMMM yyyy HH:mm') + ','") + "\nmonths: "
							+ each("months", "#temporals.format(item.date, 'LLLL yyyy') + ','"));
		}

		private static String text(String expression) {
			return "<th:block th:text=\"${" + expression + "}\"></th:block>";
		}

		private static String each(String list, String expression) {
			return "<th:block th:each=\"item : ${" + list + "}\" th:text=\"${" + expression + " + ' '}\"></th:block>";
		}

		private static String plurals(String... numbers) {
			StringBuilder texts = new StringBuilder();
			for (String number : numbers) {
				texts.append(text("#plurals.of(" + number
						+ ", {one: '{0} one', few: '{0} few', many: '{0} many', other: '{0} other'}) + ' '"));
			}
			return texts.toString();
		}

		private static void writeSite(Path folder, World world) throws IOException {
			write(folder.resolve("site.yml"),
					"name: " + world + "\ntheme: world\nlocale: " + world.locale + "\ntimeZone: " + world.zone + "\n");
			write(folder.resolve("content/words/index.md"), "# Words");
			for (int i = 0; i < WORDS.size(); i++) {
				write(folder.resolve("content/words/w" + i + ".md"), "# " + WORDS.get(i));
				write(folder.resolve("content/top" + i + ".md"), "# " + WORDS.get(i));
			}
			write(folder.resolve("content/posts/eve.md"),
					"---\ndate: 2023-12-31T22:30:00Z\ntags: " + WORDS + "\n---\nEve");
			write(folder.resolve("content/posts/march.md"), "---\ndate: 2024-03-01T02:30:00Z\n---\nMarch");
		}

		private static void write(Path file, String text) throws IOException {
			Files.createDirectories(file.getParent());
			Files.writeString(file, text);
		}

	}

}
