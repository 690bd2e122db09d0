package org.rowhouse;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.rowhouse.sitefolder.CheckCommand;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.micrometer.metrics.autoconfigure.logging.logback.LogbackMetricsAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration;

/**
 * Rowhouse: many web sites in one Java process. The engines of templates are its own: one
 * for each language of the admin UI, and those of sites. What requests took is counted
 * where they end, since most never come as far as Spring MVC, and lines of the log where
 * they are written.
 */
@SpringBootApplication(exclude = { ThymeleafAutoConfiguration.class, WebMvcObservationAutoConfiguration.class,
		LogbackMetricsAutoConfiguration.class })
@ConfigurationPropertiesScan
public class RowhouseApplication {

	private static final String USAGE = "java -jar rowhouse.jar [--rowhouse.home=DIR] [--name=value …]   start\n"
			+ CheckCommand.USAGE + "   check site folders without starting";

	/**
	 * Starts the process, or with the word {@code check} checks site folders.
	 * @param args settings in the form {@code --name=value}, for example
	 * {@code --rowhouse.home=/srv/rowhouse}; or a command with what it takes
	 */
	public static void main(String[] args) {
		Optional<String> command = Arrays.stream(args)
			.filter((argument) -> !argument.startsWith("-") || argument.equals("--help") || argument.equals("-h"))
			.findFirst();
		if (command.isPresent()) {
			System.exit(run(command.get(), Arrays.asList(args)));
		}
		SpringApplication.run(RowhouseApplication.class, args);
	}

	private static int run(String command, List<String> args) {
		PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
		PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
		switch (command) {
			case "check" -> {
				// Until it is initialised, which is never, nothing is logged.
				LoggingSystem.get(RowhouseApplication.class.getClassLoader()).beforeInitialize();
				int at = args.indexOf(command);
				List<String> rest = new ArrayList<>(args);
				rest.remove(at);
				return CheckCommand.run(rest, out, err);
			}
			case "help", "--help", "-h" -> {
				out.println(USAGE);
				return CheckCommand.FINE;
			}
			default -> {
				err.println("There is no command '" + command + "'.\n" + USAGE);
				return CheckCommand.WRONG_USAGE;
			}
		}
	}

}
