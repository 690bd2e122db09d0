package org.rowhouse.startup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code platform/deploy/prepare.sh} says what is wrong, and leaves behind what it
 * should, here with a JDK that does nothing. That it works with a real one is tried by
 * {@code JarIT}, where that is asked for.
 */
class PrepareScriptTests {

	private static final Path DEPLOY = Path.of("platform/deploy").toAbsolutePath();

	@TempDir
	private Path folder;

	@Test
	void withoutAJarItSaysHowToBuildOne() throws Exception {
		assertThat(prepare(jdk(), "rowhouse.jar", "target")).contains("There is no file rowhouse.jar", "mvn");
	}

	@Test
	void withoutAFolderItSaysHowItIsUsed() throws Exception {
		assertThat(prepare(jdk(), "rowhouse.jar")).contains("Usage: sh prepare.sh rowhouse.jar TARGET_FOLDER");
	}

	@Test
	void aSettingWithoutDashesIsNone() throws Exception {
		assertThat(prepare(jdk(), "rowhouse.jar", "target", "rowhouse.home=x"))
			.contains("'rowhouse.home=x' is no setting");
	}

	@Test
	void aJreIsNotEnough() throws Exception {
		Path jre = java("echo unused");
		Files.createFile(this.folder.resolve("some.jar"));
		assertThat(prepare(jre, "some.jar", "target")).contains("There is no javac", "this is a JRE");
	}

	@Test
	void anOldJavaIsNamed() throws Exception {
		Path old = java("echo '    java.specification.version = 11' >&2");
		tool(old, "javac", "true");
		tool(old, "jar", "true");
		Files.createFile(this.folder.resolve("some.jar"));
		assertThat(prepare(old, "some.jar", "target")).contains("is Java 11. Rowhouse needs 17 or newer.");
	}

	@Test
	void aFolderOfSomebodyElseIsLeftAlone() throws Exception {
		Files.createDirectories(this.folder.resolve("target"));
		Path other = Files.createFile(this.folder.resolve("target/letter.txt"));
		Files.createFile(this.folder.resolve("some.jar"));
		assertThat(prepare(jdk(), "some.jar", "target")).contains("letter.txt", "Choose an empty folder");
		assertThat(other).exists();
	}

	@Test
	void anotherJarIsRefusedAndLeavesNothingBehind() throws Exception {
		Files.createFile(this.folder.resolve("some.jar"));
		assertThat(prepare(jdk(), "some.jar", "target")).contains("some.jar cannot be extracted");
		assertThat(this.folder.resolve("target")).isEmptyDirectory();
	}

	@Test
	void theTrainingCompiles() throws Exception {
		assertThat(ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, "-Xlint:all", "-Werror", "-proc:none", "-d", this.folder.toString(),
					DEPLOY.resolve("Training.java").toString()))
			.isZero();
	}

	@Test
	void theTrainingHasValuesOfItsOwn() throws Exception {
		Result result = prepareWith(pretended("different", ""), "--management.server.port=9091", "--server.port=80",
				"--spring.datasource.password=hidden", "--logging.file.name=/var/log/rowhouse.log",
				"--rowhouse.mail.host=smtp.example.com", "--spring.threads.virtual.enabled=false");
		assertThat(result.code()).as(result.said()).isZero();
		assertThat(decision())
			.contains("--management.server.port=9091", "--server.port=80", "--spring.threads.virtual.enabled=false",
					"--logging.file.name=")
			.doesNotContain("--logging.file.name=/var/log/rowhouse.log");
		assertThat(training())
			.contains("--management.server.port=0", "--logging.file.name=", "--rowhouse.mail.host=",
					"--spring.datasource.url=none", "--spring.threads.virtual.enabled=false")
			.doesNotContain("--management.server.port=9091", "--server.port=80",
					"--logging.file.name=/var/log/rowhouse.log", "--rowhouse.mail.host=smtp.example.com",
					"--spring.datasource.password=hidden");
	}

	@Test
	void whereThereIsNoManagementPortTheTrainingHasNone() throws Exception {
		Result result = prepareWith(pretended("disabled", ""));
		assertThat(result.code()).as(result.said()).isZero();
		assertThat(training()).contains("--management.server.port=-1")
			.noneMatch((argument) -> argument.startsWith("--management.server.address"));
	}

	/** Rowhouse would refuse it at the start: it is said before a minute of training. */
	@Test
	void onePortForActuatorAndSitesIsRefusedBeforeTheTraining() throws Exception {
		Result result = prepareWith(pretended("same", ""));
		assertThat(result.code()).as(result.said()).isEqualTo(1);
		assertThat(result.said()).contains("management.server.port is the port of the sites", "-1 for none");
		assertThat(this.folder.resolve("training")).doesNotExist();
		assertThat(this.folder.resolve("target")).isEmptyDirectory();
	}

	/**
	 * Methods that are trained may stay as they are compiled first, however often pages
	 * call them.
	 */
	@Test
	void whatPagesNeedAndAStartHardlyCallsIsNotTrained() throws Exception {
		Result result = prepareWith(pretended("different", ""));
		assertThat(result.code()).as(result.said()).isZero();
		assertThat(training()).contains("-XX:TieredStopAtLevel=2", "-XX:CompileCommand=exclude,org/rowhouse/*.*",
				"-XX:CompileCommand=exclude,org/thymeleaf/*.*");
		assertThat(Files.readString(this.folder.resolve("target/java.args"))).doesNotContain("CompileCommand");
	}

	@Test
	void thePasswordOfTheTrainingIsAnotherEachTimeAndNoArgument() throws Exception {
		Path passwords = this.folder.resolve("passwords");
		Path jdk = pretended("different", "echo \"$TRAINING_PASSWORD\" >>" + passwords);
		prepareWith(jdk);
		assertThat(training()).contains("--rowhouse.admin.password=${TRAINING_PASSWORD}");
		run(jdk, List.of("some.jar", "another"));
		assertThat(Files.readAllLines(passwords)).hasSize(2)
			.doesNotHaveDuplicates()
			.allMatch((password) -> password.matches("[0-9a-f]{32}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "exit 1", "kill -TERM $PPID", "kill -INT $PPID" })
	void whatIsPreparedStaysWhateverHappensToOlderOnes(String deletion) throws Exception {
		Path jdk = pretended("different", "");
		tool(jdk, "rm", "case \"$*\" in *prepared-0*) " + deletion + " ;; *) exec /bin/rm \"$@\" ;; esac");
		for (String old : List.of("prepared-01", "prepared-02", "prepared-03")) {
			Files.createDirectories(this.folder.resolve("target").resolve(old));
		}
		Result result = prepareWith(jdk);
		List<String> options = Files.readAllLines(this.folder.resolve("target/java.args"));
		assertThat(options.get(0)).as(result.said()).startsWith("-XX:AOTCache=");
		assertThat(Path.of(options.get(0).substring("-XX:AOTCache=".length()))).as(result.said()).exists();
		assertThat(result.code()).isEqualTo((deletion.startsWith("exit")) ? 0 : 1);
	}

	/** As on Java 17.0.8, and where the system has another library. */
	@ParameterizedTest
	@CsvSource({ "true, true", "echo [warning] Native heap trim is not supported on this platform, false",
			"exit 1, false" })
	void memoryIsGivenBackWhereJavaCan(String answer, boolean expected) throws Exception {
		Path jdk = pretended("different", "");
		Path java = jdk.resolve("bin/java");
		Files.writeString(java, Files.readString(java)
			.replaceFirst("\n", "\ncase \"\\$*\" in *TrimNativeHeapInterval*-version) " + answer + "; exit ;; esac\n"));
		Result result = prepareWith(jdk);
		assertThat(result.code()).as(result.said()).isZero();
		assertThat(
				Files.readAllLines(this.folder.resolve("target/java.args")).contains("-XX:TrimNativeHeapInterval=5000"))
			.isEqualTo(expected);
	}

	@Test
	void theOneBeforeIsKeptAndOlderOnesAreDeleted() throws Exception {
		for (String old : List.of("prepared-01", "prepared-02", "prepared-9")) {
			Files.createDirectories(this.folder.resolve("target").resolve(old));
		}
		Result result = prepareWith(pretended("different", ""));
		assertThat(result.code()).as(result.said()).isZero();
		try (Stream<Path> left = Files.list(this.folder.resolve("target"))) {
			assertThat(left.map((path) -> path.getFileName().toString())).hasSize(3)
				.contains("java.args", "prepared-9")
				.doesNotContain("prepared-01", "prepared-02");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "HUP", "INT", "PIPE", "TERM" })
	void ofSettingsThatWereCopiedNothingStaysWhenItIsInterrupted(String signal) throws Exception {
		Files.writeString(this.folder.resolve("application.yml"), "rowhouse.mail.password: secret");
		Result result = prepareWith(pretended("different", "kill -" + signal + " $PPID"));
		assertThat(training()).as(result.said()).isNotEmpty();
		assertThat(this.folder.resolve("temporary")).isEmptyDirectory();
	}

	@Test
	void whoeverStartsRowhouseMayReadWhatAnotherPrepared() throws Exception {
		Result result = prepareWith(pretended("different", ""));
		assertThat(result.code()).as(result.said()).isZero();
		try (Stream<Path> all = Files.walk(this.folder.resolve("target"))) {
			for (Path path : all.toList()) {
				assertThat(Files.getPosixFilePermissions(path)).as(path.toString())
					.contains(PosixFilePermission.OTHERS_READ)
					.doesNotContain(PosixFilePermission.OTHERS_WRITE);
			}
		}
	}

	@Test
	void ofAFailedTrainingItTellsWhatRowhouseSaidAndNotWhatJavaSaidOfClasses() throws Exception {
		Result result = prepareWith(pretended("different", """
				{
					echo '  rowhouse.admin.host has an empty part'
					echo '[2.512s][warning][cds] Skipping org/example/Some: Failed verification'
					echo '[2.512s][info   ][aot] Skipping org/example/Other: old class'
					echo '[2.513s][error][aot] No space left'
				} >"$4"
				exit 1"""));
		assertThat(result.code()).isEqualTo(1);
		assertThat(result.said()).contains("empty part", "No space left", "The training failed")
			.doesNotContain("Skipping");
	}

	/**
	 * A JDK that writes the files which a real one would.
	 * @param type of the management port, as Rowhouse writes it down
	 * @param training what happens in place of the training
	 */
	private Path pretended(String type, String training) throws IOException {
		Path home = java("""
				case "$*" in
					*-XshowSettings*) echo '    java.specification.version = 25' >&2 ;;
					*-Djarmode=tools*) for last; do :; done; mkdir "$last/lib"; : >"$last/rowhouse.jar" ;;
					*AotProcessor*)
						printf '%s\\n' "$@" >FOLDER/decision
						for argument; do case "$argument" in */resources)
							mkdir "$argument/rowhouse"
							printf 'management port=TYPE\\n' >"$argument/rowhouse/prepared-settings" ;;
						esac; done ;;
					*Training.java*)
						printf '%s\\n' "$@" >FOLDER/training
						for argument; do case "$argument" in
							-XX:AOTCacheOutput=*) echo x >"${argument#*=}" ;;
							@*/compiling) cat "${argument#@}" >>FOLDER/training ;; esac; done
						TRAINING ;;
				esac""".replace("FOLDER", this.folder.toString())
			.replace("TYPE", type)
			.replace("TRAINING", (training.isEmpty()) ? ":" : training));
		tool(home, "javac", "true");
		tool(home, "jar", "true");
		Files.createFile(this.folder.resolve("some.jar"));
		return home;
	}

	private List<String> decision() throws IOException {
		return Files.readAllLines(this.folder.resolve("decision"));
	}

	private List<String> training() throws IOException {
		return Files.readAllLines(this.folder.resolve("training"));
	}

	private static Path jdk() {
		return Path.of(System.getProperty("java.home"));
	}

	private Path java(String script) throws IOException {
		Path home = this.folder.resolve("jdk");
		Files.createDirectories(home.resolve("bin"));
		tool(home, "java", script);
		return home;
	}

	private static void tool(Path home, String name, String script) throws IOException {
		Path tool = Files.writeString(home.resolve("bin").resolve(name), "#!/bin/sh\n" + script + "\n");
		Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
	}

	private Result prepareWith(Path javaHome, String... settings) throws Exception {
		List<String> arguments = new ArrayList<>(List.of("some.jar", "target"));
		arguments.addAll(List.of(settings));
		return run(javaHome, arguments);
	}

	/** What it says when it fails, as it must. */
	private String prepare(Path javaHome, String... arguments) throws Exception {
		Result result = run(javaHome, List.of(arguments));
		assertThat(result.code()).as(result.said()).isEqualTo(1);
		return result.said();
	}

	/**
	 * Runs it for a careful user, whose files nobody else may read. Who runs these tests
	 * in the background may have told all below to ignore signals.
	 */
	private Result run(Path javaHome, List<String> arguments) throws Exception {
		List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,TERM", "sh", "-c",
				"umask 077; exec sh \"$@\"", "sh", DEPLOY.resolve("prepare.sh").toString()));
		command.addAll(arguments);
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.folder.toFile()).redirectErrorStream(true);
		builder.environment().put("JAVA_HOME", javaHome.toString());
		builder.environment().put("PATH", javaHome.resolve("bin") + ":" + System.getenv("PATH"));
		builder.environment().put("TMPDIR", Files.createDirectories(this.folder.resolve("temporary")).toString());
		Process process = builder.start();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		return new Result(process.exitValue(), said);
	}

	private record Result(int code, String said) {

	}

}
