package org.rowhouse.startup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code platform/deploy/prepare.sh} says what is wrong. That it works is tried by
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

	/** What it says when it fails, as it must. */
	private String prepare(Path javaHome, String... arguments) throws Exception {
		List<String> command = new ArrayList<>(List.of("sh", DEPLOY.resolve("prepare.sh").toString()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.folder.toFile()).redirectErrorStream(true);
		builder.environment().put("JAVA_HOME", javaHome.toString());
		Process process = builder.start();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(said).isEqualTo(1);
		return said;
	}

}
