package org.rowhouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.Postgres;
import org.rowhouse.testing.TestInstallation;
import org.rowhouse.testing.UnpackedJar;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged jar, started as a user starts it: as it is where that matters, and
 * unpacked where only what it does counts.
 */
class JarIT {

	private static final Path JAR = Path.of(System.getProperty("rowhouse.jar", "target/rowhouse.jar"));

	private static final List<String> AS_IT_IS = List.of(
			Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
			JAR.toAbsolutePath().toString());

	@TempDir
	private static Path unpackedFolder;

	private static @Nullable UnpackedJar unpacked;

	private final List<Process> started = new ArrayList<>();

	@TempDir
	private Path folder;

	@AfterEach
	void stopAll() {
		this.started.forEach(Process::destroyForcibly);
	}

	@Test
	void anEmptyFolderBecomesAHomeAndEverythingIsStillThereAfterARestart() throws Exception {
		Path home = this.folder.resolve("new/home");
		int port = Http.freePort();
		Running first = ready(launch(AS_IT_IS, home, port));
		assertThat(home.resolve("platform/themes/business/theme.yml")).exists();
		assertThat(home.resolve("platform/errors/421.html")).exists();
		assertThat(home.resolve("platform/deploy/Caddyfile")).isNotEmptyFile();
		assertThat(home.resolve("sites")).isDirectory();
		assertThat(home.resolve("data")).isDirectory();
		Http api = Http.to(port, "localhost").as("admin", TestInstallation.PASSWORD);
		assertThat(api.json("POST", "/api/sites", "{\"key\":\"kept\",\"name\":\"Kept\",\"theme\":\"business\"}")
			.statusCode()).isEqualTo(201);
		assertThat(api
			.json("PUT", "/api/sites/kept/pages/about",
					"{\"title\":\"About\",\"markdown\":\"Still here\",\"state\":\"published\"}")
			.statusCode()).isEqualTo(201);
		for (int i = 0; i < 3; i++) {
			assertThat(Http.to(port, "kept.localhost").get("/about").statusCode()).isEqualTo(200);
		}
		first.process.destroy();
		assertThat(first.process.waitFor(30, TimeUnit.SECONDS)).isTrue();

		ready(launch(AS_IT_IS, home, port));
		// Of a process that is stopped not even the last minute is lost.
		assertThat(api.get("/api/sites/kept/traffic").body()).contains("\"requests\":3");
		assertThat(Http.to(port, "kept.localhost").get("/about").body()).contains("Still here");
	}

	@Test
	void withoutAPasswordAOneTimeLinkIsPrinted() throws Exception {
		Path home = this.folder.resolve("home");
		int port = Http.freePort();
		Running running = start(home, port, "--rowhouse.admin.password=");
		String link = running.log()
			.lines()
			.map(String::strip)
			.filter((line) -> line.contains("/setup?token="))
			.findFirst()
			.orElseThrow();
		HttpResponse<String> form = Http.to(port, "localhost").get(link.replaceFirst("^http://localhost:\\d+", ""));
		assertThat(form.statusCode()).isEqualTo(200);
		assertThat(form.body()).contains("name=\"passwordAgain\"");
	}

	@Test
	void aSecondProcessInTheSameFolderIsToldSo() throws Exception {
		Path home = this.folder.resolve("home");
		start(home, Http.freePort());
		Running second = launch(home, Http.freePort());
		assertThat(second.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(second.log()).contains("Rowhouse is running in this folder already")
			.doesNotContain("\tat org.springframework");
	}

	@Test
	void aSuperuserOfPostgresIsRefusedAtStart() throws Exception {
		Running refused = launch(this.folder.resolve("home"), Http.freePort(),
				"--spring.datasource.url=" + Postgres.newDatabase().url(), "--spring.datasource.username=postgres",
				"--spring.datasource.password=postgres");
		assertThat(refused.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(refused.log()).contains("is a superuser", "create role rowhouse")
			.doesNotContain("\tat org.springframework");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			--rowhouse.trusted-proxies=127.0.0.1,proxy.internal | has the entry 'proxy.internal' | 10.0.0.0/8
			--rowhouse.unknown-host.answer=redirect             | redirect-to is not set        | absolute URL
			--rowhouse.public-url.scheme=htps                   | scheme is 'htps'              | Write http
			--rowhouse.limits.render-time=soon                  | render-time is 'soon'         | such as 10s
			--rowhouse.limits.waiting-requests=1000             | waiting-requests is 1000      | from 0 to 200
			--rowhouse.admin.host=a..b                          | empty part                    | rowhouse.admin.host
			--management.server.port=${server.port}             | so is the port of the sites   | Choose another
			""")
	void aWrongSettingIsRefusedAtStart(String setting, String description, String action) throws Exception {
		Running refused = launch(this.folder.resolve("home"), Http.freePort(), setting);
		assertThat(refused.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(refused.log()).contains(description, action).doesNotContain("\tat org.springframework");
	}

	@Test
	void checkTellsMistakesByItsExitCodeWithoutStartingAnything() throws Exception {
		Path home = this.folder.resolve("checked");
		Files.createDirectories(home.resolve("sites/shop"));
		Files.writeString(home.resolve("sites/shop/site.yml"), "name: Käse\ntheme: business\n");
		assertThat(run("check", home.toString()))
			.isEqualTo(new Result(0, "1 site checked: no mistakes, no warnings.\n"));
		Files.writeString(home.resolve("sites/shop/site.yml"), "name: Käse\ntheme: Käse\n");
		Result broken = run("check", "--rowhouse.home=" + home);
		assertThat(broken.code()).isEqualTo(1);
		assertThat(broken.output()).startsWith("sites/shop/site.yml:2:8: There is no theme 'Käse'.")
			.endsWith("1 site checked: 1 mistake, no warnings.\n");
		assertThat(run("check", home.resolve("nowhere").toString()).code()).isEqualTo(2);
		try (Stream<Path> files = Files.list(home)) {
			assertThat(files).containsExactly(home.resolve("sites"));
		}
	}

	@Test
	void theDemoSitesPassTheCheck() throws Exception {
		Path project = Path.of("").toAbsolutePath();
		assertThat(run("check", "--strict", project.toString()))
			.isEqualTo(new Result(0, "2 sites checked: no mistakes, no warnings.\n"));
	}

	@Test
	void helpSaysHowToStartAndAnUnknownCommandStartsNothing() throws Exception {
		assertThat(run("--help")).satisfies((help) -> {
			assertThat(help.code()).isZero();
			assertThat(help.output()).contains("java -jar rowhouse.jar", "check [DIR]").hasLineCount(2);
		});
		Result unknown = run("chekc", this.folder.toString());
		assertThat(unknown.code()).isEqualTo(2);
		assertThat(unknown.output()).contains("There is no command 'chekc'.", "check [DIR]");
	}

	@Test
	void defaultsHoldFromTheStartAndAMistakeInThemStopsNothing() throws Exception {
		Path home = this.folder.resolve("home");
		Files.createDirectories(home.resolve("platform"));
		Files.createDirectories(home.resolve("sites/shop"));
		Files.writeString(home.resolve("sites/shop/site.yml"), "name: Shop\n");
		Path defaults = Files.writeString(home.resolve("platform/site-defaults.yml"), "tagline: Of us all\n");
		int port = Http.freePort();
		Running first = start(home, port);
		assertThat(Http.to(port, "shop.localhost").get("/").body()).contains("Of us all");
		first.process.destroy();
		assertThat(first.process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(first.log()).as("what was counted is written before what writes it is gone")
			.doesNotContain(" ERROR ");
		Files.writeString(defaults, "tagline: Of us all\nthem: x\n");
		Running second = start(home, port);
		assertThat(second.log()).contains("platform/site-defaults.yml:2:1: There is no key 'them' here.");
		assertThat(Http.to(port, "shop.localhost").get("/").body()).contains("Shop").doesNotContain("Of us all");
	}

	/**
	 * Preparing takes a minute or two, so it is done where it is asked for:
	 * {@code mvn verify -Drowhouse.prepare=true}. The pipeline has no time for it.
	 */
	@Test
	@EnabledIfSystemProperty(named = "rowhouse.prepare", matches = "true")
	void aPreparedStartIsTheSameRowhouseAndNoticesSettingsThatHaveChanged() throws Exception {
		List<String> program = prepare(this.folder.resolve("prepared"));
		Path home = this.folder.resolve("home");
		int port = Http.freePort();
		Running first = ready(launch(program, home, port, "--rowhouse.limits.requests-per-second=unlimited"));
		assertThat(first.log()).contains("AOT-processed").doesNotContain("slow way");
		saveAndRead(port);
		askUntilItIsCompiledThoroughly(port, first.process);
		first.process.destroy();
		assertThat(first.process.waitFor(30, TimeUnit.SECONDS)).isTrue();

		Running changed = ready(launch(program, home, port, "--spring.threads.virtual.enabled=false"));
		assertThat(changed.log()).contains("Starting the slow way", "spring.threads.virtual.enabled")
			.doesNotContain("AOT-processed");
		assertThat(Http.to(port, "kept.localhost").get("/about").body()).contains("Still here");
		changed.process.destroy();
		assertThat(changed.process.waitFor(30, TimeUnit.SECONDS)).isTrue();

		Running refused = launch(program, home, port, "--rowhouse.admin.host=a..b");
		assertThat(refused.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(refused.log()).contains("empty part", "rowhouse.admin.host");

		int postgres = Http.freePort();
		Running other = ready(launch(program, this.folder.resolve("other"), postgres,
				Postgres.newDatabase().properties().stream().map((p) -> "--" + p).toArray(String[]::new)));
		assertThat(other.log()).contains("AOT-processed").doesNotContain("slow way");
		saveAndRead(postgres);
	}

	/**
	 * What is compiled quickly for the start must not stay like that: it takes twice as
	 * long. Level 4 is the second compiler of Java.
	 */
	private static void askUntilItIsCompiledThoroughly(int port, Process process) throws Exception {
		Http visitor = Http.to(port, "kept.localhost");
		Pattern thorough = Pattern.compile("(?m)^\\s*\\d+\\s+4\\s+0\\s+java\\.util\\.HashMap\\.getNode");
		String compiled = "";
		for (int i = 0; i < 20 && !thorough.matcher(compiled).find(); i++) {
			for (int request = 0; request < 5_000; request++) {
				visitor.get("/about");
			}
			Process tool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
					Long.toString(process.pid()), "Compiler.codelist")
				.start();
			compiled = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		assertThat(thorough.matcher(compiled).find()).as("HashMap.getNode has been compiled thoroughly").isTrue();
	}

	private List<String> prepare(Path target) throws Exception {
		Path log = this.folder.resolve("prepare.log");
		ProcessBuilder builder = new ProcessBuilder("sh", "platform/deploy/prepare.sh", JAR.toString(),
				target.toString(), "--management.server.port=9091", "--logging.level.root=warn")
			.redirectErrorStream(true)
			.redirectOutput(log.toFile());
		builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
		Process process = builder.start();
		this.started.add(process);
		assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
		assertThat(process.exitValue()).as(Files.readString(log)).isZero();
		return List.of(AS_IT_IS.get(0), "@" + target.resolve("java.args"));
	}

	private static void saveAndRead(int port) {
		Http api = Http.to(port, "localhost").as("admin", TestInstallation.PASSWORD);
		assertThat(api.json("POST", "/api/sites", "{\"key\":\"kept\",\"name\":\"Kept\"}").statusCode()).isEqualTo(201);
		assertThat(api
			.json("PUT", "/api/sites/kept/pages/about",
					"{\"title\":\"About\",\"markdown\":\"Still here\",\"state\":\"published\"}")
			.statusCode()).isEqualTo(201);
		assertThat(Http.to(port, "kept.localhost").get("/about").body()).contains("Still here");
		assertThat(api.get("/api/sites/kept/pages").body()).contains("\"About\"");
	}

	/**
	 * Promise 7: what was acknowledged is not lost when the process is killed while it
	 * writes.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "h2", "postgresql" })
	void whatWasAcknowledgedSurvivesAKill(String database) throws Exception {
		Path home = this.folder.resolve("home");
		int port = Http.freePort();
		String[] settings = (database.equals("h2")) ? new String[0]
				: Postgres.newDatabase().properties().stream().map((p) -> "--" + p).toArray(String[]::new);
		Running first = start(home, port, settings);
		Http api = Http.to(port, "localhost").as("admin", TestInstallation.PASSWORD);
		assertThat(api.json("POST", "/api/sites", "{\"key\":\"k\",\"name\":\"K\"}").statusCode()).isEqualTo(201);
		Queue<Integer> acknowledged = new ConcurrentLinkedQueue<>();
		AtomicInteger next = new AtomicInteger();
		List<Thread> writers = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			Thread writer = new Thread(() -> writeUntilItFails(api, next, acknowledged));
			writer.start();
			writers.add(writer);
		}
		while (acknowledged.size() < 40 && first.process.isAlive()) {
			Thread.onSpinWait();
		}
		first.process.destroyForcibly().waitFor();
		for (Thread writer : writers) {
			writer.join();
		}
		assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(40);

		start(home, port, settings);
		for (int number : acknowledged) {
			HttpResponse<String> page = Http.to(port, "k.localhost").get("/p" + number);
			assertThat(page.statusCode()).as("page " + number).isEqualTo(200);
			assertThat(page.body()).contains("Text of " + number);
		}
	}

	private static void writeUntilItFails(Http api, AtomicInteger next, Queue<Integer> acknowledged) {
		try {
			while (true) {
				int number = next.incrementAndGet();
				HttpResponse<String> response = api.json("PUT", "/api/sites/k/pages/p" + number,
						"{\"title\":\"P\",\"markdown\":\"Text of " + number + "\",\"state\":\"published\"}");
				if (response.statusCode() != 201) {
					return;
				}
				acknowledged.add(number);
			}
		}
		catch (IllegalStateException ex) {
			// The process was killed, as it should be; what it acknowledged before
			// counts.
			assertThat(ex).hasCauseInstanceOf(IOException.class);
		}
	}

	/** Without settings, from another folder, in an environment without UTF-8. */
	private Result run(String... arguments) throws Exception {
		List<String> command = new ArrayList<>(AS_IT_IS);
		command.addAll(List.of(arguments));
		Files.createDirectories(this.folder.resolve("work"));
		Path log = Files.createTempFile(this.folder, "command", ".log");
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.folder.resolve("work").toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile());
		builder.environment().put("LC_ALL", "C");
		Process process = builder.start();
		this.started.add(process);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		return new Result(process.exitValue(), Files.readString(log).replace(System.lineSeparator(), "\n"));
	}

	private Running start(Path home, int port, String... settings) throws Exception {
		return ready(launch(home, port, settings));
	}

	private static Running ready(Running running) throws Exception {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
		while (!running.log().contains("Rowhouse is ready")) {
			assertThat(running.process.isAlive()).as(running.log()).isTrue();
			assertThat(System.nanoTime()).as("seconds to start").isLessThan(deadline);
			running.process.waitFor(200, TimeUnit.MILLISECONDS);
		}
		return running;
	}

	private Running launch(Path home, int port, String... settings) throws IOException {
		return launch(unpacked().command(), home, port, settings);
	}

	private static UnpackedJar unpacked() throws IOException {
		UnpackedJar present = unpacked;
		if (present == null) {
			present = UnpackedJar.of(JAR, unpackedFolder);
			unpacked = present;
		}
		return present;
	}

	private Running launch(List<String> program, Path home, int port, String... settings) throws IOException {
		Files.createDirectories(this.folder.resolve("work"));
		Path log = Files.createTempFile(this.folder, "run", ".log");
		List<String> command = new ArrayList<>(program);
		command.addAll(1, List.of("-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Pacific/Kiritimati"));
		command.addAll(List.of("--rowhouse.home=" + home, "--server.port=" + port));
		command.addAll(List.of(settings));
		if (command.stream().noneMatch((setting) -> setting.startsWith("--management.server.port"))) {
			command.add("--management.server.port=0");
		}
		if (command.stream().noneMatch((setting) -> setting.startsWith("--rowhouse.admin.password"))) {
			command.add("--rowhouse.admin.password=" + TestInstallation.PASSWORD);
		}
		Process process = new ProcessBuilder(command).directory(this.folder.resolve("work").toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		this.started.add(process);
		return new Running(process, log);
	}

	private record Result(int code, String output) {

	}

	private record Running(Process process, Path file) {

		String log() {
			try {
				return Files.readString(this.file);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
