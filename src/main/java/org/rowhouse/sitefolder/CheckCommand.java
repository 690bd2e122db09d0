package org.rowhouse.sitefolder;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.rowhouse.site.Home;
import org.rowhouse.site.InvalidHostnameException;
import org.rowhouse.site.InvalidSettingException;
import org.rowhouse.site.RowhouseProperties;
import org.rowhouse.site.SiteProblem;
import org.rowhouse.sitefolder.HomeCheck.Findings;

import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * {@code java -jar rowhouse.jar check [DIR] [--strict]}: checks site folders and what
 * they share without starting anything, for people and for continuous integration.
 */
public final class CheckCommand {

	/** All is well. */
	public static final int FINE = 0;

	/** There are mistakes, or with {@code --strict} warnings. */
	public static final int MISTAKES = 1;

	/** Nothing could be checked. */
	public static final int WRONG_USAGE = 2;

	/** How it is called. */
	public static final String USAGE = "java -jar rowhouse.jar check [DIR] [--strict]";

	private static final Comparator<SiteProblem> ORDER = Comparator.comparing(SiteProblem::file)
		.thenComparing(SiteProblem::line, Comparator.nullsFirst(Comparator.naturalOrder()))
		.thenComparing(SiteProblem::column, Comparator.nullsFirst(Comparator.naturalOrder()))
		.thenComparing(SiteProblem::message);

	private CheckCommand() {
	}

	/**
	 * Checks a home, or one site folder in it, and prints a line for each mistake:
	 * {@code file:line:column: message}, the file as seen from the home, without line and
	 * column where they say nothing. Those of warnings go on with {@code warning:}.
	 * @param arguments {@code DIR}, by default {@code rowhouse.home} or the working
	 * directory; {@code --strict} counts warnings as mistakes; every other
	 * {@code --name=value} is a setting, as at a start
	 * @param out where the result goes
	 * @param err where it goes why nothing could be checked
	 * @return the exit code
	 */
	public static int run(List<String> arguments, PrintStream out, PrintStream err) {
		boolean strict = false;
		List<String> folders = new ArrayList<>();
		Map<String, Object> settings = new HashMap<>();
		for (String argument : arguments) {
			int equals = argument.indexOf('=');
			if (argument.equals("--strict")) {
				strict = true;
			}
			else if (argument.startsWith("--") && equals > 0) {
				settings.put(argument.substring(2, equals), argument.substring(equals + 1));
			}
			else if (argument.startsWith("-")) {
				err.println("There is no option '" + argument + "'. Usage: " + USAGE);
				return WRONG_USAGE;
			}
			else {
				folders.add(argument);
			}
		}
		if (folders.size() > 1) {
			err.println("One folder at a time. Usage: " + USAGE);
			return WRONG_USAGE;
		}
		return run(folders, settings, strict, out, err);
	}

	private static int run(List<String> folders, Map<String, Object> settings, boolean strict, PrintStream out,
			PrintStream err) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("arguments", settings));
		String folder = (folders.isEmpty()) ? environment.getProperty("rowhouse.home", ".") : folders.get(0);
		try (Home.Selection selection = Home.select(folder).orElse(null)) {
			if (selection == null) {
				err.println(
						"'" + folder + "' is neither a home, which has a folder sites/ or platform/, nor a site folder"
								+ " sites/<key>. Usage: " + USAGE);
				return WRONG_USAGE;
			}
			settings.put("rowhouse.home", selection.home().root().toString());
			Findings findings = new HomeCheck(selection.home(), properties(environment)).check(selection.site());
			print(findings, out);
			boolean fine = findings.mistakes().isEmpty() && (!strict || findings.warnings().isEmpty());
			return (fine) ? FINE : MISTAKES;
		}
		catch (InvalidSettingException | InvalidHostnameException ex) {
			err.println("A setting of this installation is wrong: " + ex.getMessage());
			return WRONG_USAGE;
		}
	}

	/** Those that a start in this home would have. */
	private static RowhouseProperties properties(StandardEnvironment environment) {
		try {
			ConfigDataEnvironmentPostProcessor.applyTo(environment);
			return Binder.get(environment).bindOrCreate("rowhouse", RowhouseProperties.class);
		}
		catch (RuntimeException ex) {
			// Whatever it is, it comes from application.yml, arguments or the
			// environment.
			throw new InvalidSettingException(
					String.valueOf(NestedExceptionUtils.getMostSpecificCause(ex).getMessage()),
					"Mend application.yml.");
		}
	}

	private static void print(Findings findings, PrintStream out) {
		Stream<Line> mistakes = findings.mistakes().stream().map((problem) -> new Line(problem, ""));
		Stream<Line> warnings = findings.warnings().stream().map((problem) -> new Line(problem, "warning: "));
		Stream.concat(mistakes, warnings)
			.sorted(Comparator.comparing(Line::problem, ORDER))
			.forEach((line) -> out.println(line.text()));
		out.println(counted(findings.sites(), "site") + " checked: " + counted(findings.mistakes().size(), "mistake")
				+ ", " + counted(findings.warnings().size(), "warning") + ".");
	}

	private static String counted(int count, String noun) {
		return ((count == 0) ? "no" : count) + " " + noun + ((count == 1) ? "" : "s");
	}

	private record Line(SiteProblem problem, String kind) {

		/** On one line, whatever a name or a value holds. */
		String text() {
			SiteProblem told = new SiteProblem(this.problem.file(), this.problem.line(), this.problem.column(),
					this.kind + this.problem.message());
			return told.toString().replaceAll("[\\p{Cntrl}]+", " ");
		}

	}

}
