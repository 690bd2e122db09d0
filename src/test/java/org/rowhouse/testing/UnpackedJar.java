package org.rowhouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged jar as {@code -Djarmode=tools extract} unpacks it, with an archive of the
 * classes that a start loads: the same program, started in less than half of the time.
 */
public final class UnpackedJar {

	/**
	 * Whoever starts a process a few seconds long gains nothing from the second compiler.
	 */
	private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto");

	private static final long PATIENCE_SECONDS = 120;

	private final Path folder;

	private UnpackedJar(Path folder) {
		this.folder = folder;
	}

	/**
	 * Unpacks a jar and starts it once to make the archive.
	 * @param jar the packaged jar
	 * @param folder an empty folder for what is made
	 * @return the unpacked jar
	 * @throws IOException if a file cannot be written
	 */
	public static UnpackedJar of(Path jar, Path folder) throws IOException {
		run(folder, List.of(java(), "-Djarmode=tools", "-jar", jar.toAbsolutePath().toString(), "extract",
				"--destination", folder.resolve("app").toString()));
		UnpackedJar unpacked = new UnpackedJar(folder);
		unpacked.train();
		return unpacked;
	}

	/**
	 * The beginning of a command that starts it.
	 * @return the program and its options, to be followed by settings
	 */
	public List<String> command() {
		return Stream.of(List.of(java()), QUICK, List.of("-XX:SharedArchiveFile=" + archive(), "-jar", jar()))
			.flatMap(List::stream)
			.toList();
	}

	private void train() throws IOException {
		Path log = this.folder.resolve("train.log");
		List<String> command = Stream
			.of(List.of(java()), QUICK,
					List.of("-XX:ArchiveClassesAtExit=" + archive(), "-jar", jar(),
							"--rowhouse.home=" + this.folder.resolve("home"), "--server.port=0",
							"--management.server.port=0", "--rowhouse.admin.password=" + TestInstallation.PASSWORD))
			.flatMap(List::stream)
			.toList();
		Process process = new ProcessBuilder(command).directory(this.folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		try {
			long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
			while (!Files.readString(log).contains("Rowhouse is ready")) {
				assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
				assertThat(System.nanoTime()).as("seconds to start").isLessThan(deadline);
				process.waitFor(200, TimeUnit.MILLISECONDS);
			}
			process.destroy();
			assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			process.destroyForcibly();
		}
		assertThat(Path.of(archive())).isNotEmptyFile();
	}

	private String jar() {
		try (Stream<Path> files = Files.list(this.folder.resolve("app"))) {
			return files.filter((file) -> file.toString().endsWith(".jar")).findFirst().orElseThrow().toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private String archive() {
		return this.folder.resolve("classes.jsa").toString();
	}

	private static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	private static void run(Path folder, List<String> command) throws IOException {
		Path log = folder.resolve("extract.log");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		try {
			assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		assertThat(process.exitValue()).as(Files.readString(log)).isZero();
	}

}
