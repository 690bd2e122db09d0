package org.rowhouse.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.rowhouse.account.Permission.Level;

/**
 * {@code docs/permissions.md}: who may do what, and where that is done.
 */
final class PermissionTable {

	private static final Path FILE = Path.of("docs/permissions.md");

	private static final String INTRODUCTION = """
			# Who may do what

			Everybody who works with Rowhouse signs in with an account. **Administrators** may do everything on every
			site. Everybody else has a role on each site that they work on: **author**, **editor** or **owner**. One
			person can be an editor of one site and an owner of another; without a role on a site, that site is not
			there for them: its pages in the admin UI and in the API answer *404*, as if there were none. What the role
			does not permit answers *403* and says who can help.

			Authors write pages and posts, and change what they began themselves until it is published; they send it for
			review. Changes of a role hold from the next request on.

			Owners add hosts by their names that nobody else here serves, and paths on hosts that their site has. Where
			domains have to be proved, the proof decides in its place. Wildcards, regular expressions and hosts of others
			come from administrators.

			The tests are made from the two tables below: each line of the second one is asked for by somebody of each
			kind, on a site of theirs and on another.

			## Permissions

			""";

	private PermissionTable() {
	}

	/** The text as it has to be for these mappings. */
	static String of(Map<String, Permission> mappings) {
		StringBuilder text = new StringBuilder(INTRODUCTION);
		text.append("| | ")
			.append(Arrays.stream(Level.values()).map(PermissionTable::column).collect(Collectors.joining(" | ")))
			.append(" |\n|---|")
			.append("---|".repeat(Level.values().length))
			.append('\n');
		for (Permission permission : Permission.values()) {
			text.append("| ").append(permission.description()).append(" | ");
			text.append(Arrays.stream(Level.values())
				.map((level) -> (level.compareTo(permission.level()) >= 0) ? "yes" : "–")
				.collect(Collectors.joining(" | "))).append(" |\n");
		}
		text.append("\n## Where\n\n| | Method and path |\n|---|---|\n");
		Map<Permission, Set<String>> places = new EnumMap<>(Permission.class);
		mappings.forEach(
				(mapping, permission) -> places.computeIfAbsent(permission, (key) -> new TreeSet<>()).add(mapping));
		places.forEach((permission,
				all) -> all.forEach((mapping) -> text.append("| ")
					.append(permission.description())
					.append(" | `")
					.append(mapping)
					.append("` |\n")));
		return text.toString();
	}

	private static String column(Level level) {
		return switch (level) {
			case EVERYBODY -> "Everybody";
			case SIGNED_IN -> "Signed in";
			case AUTHOR -> "Author";
			case EDITOR -> "Editor";
			case OWNER -> "Owner";
			case ADMINISTRATOR -> "Administrator";
		};
	}

	/** For each mapping that the file names who may, by the name of the column. */
	static Map<String, Set<String>> read() {
		List<String> lines;
		try {
			lines = Files.readAllLines(FILE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		List<String> columns = List.of();
		Map<String, Set<String>> may = new LinkedHashMap<>();
		Map<String, Set<String>> byMapping = new TreeMap<>();
		for (String line : lines) {
			List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
			if (line.startsWith("| | Everybody")) {
				columns = cells.subList(2, cells.size() - 1);
			}
			else if (cells.size() == columns.size() + 3) {
				Set<String> who = new TreeSet<>();
				for (int i = 0; i < columns.size(); i++) {
					if (cells.get(i + 2).equals("yes")) {
						who.add(columns.get(i));
					}
				}
				may.put(cells.get(1), who);
			}
			else if (line.endsWith("` |") && cells.size() >= 4) {
				String mapping = line.substring(line.indexOf('`') + 1, line.lastIndexOf('`'));
				byMapping.put(mapping, may.getOrDefault(cells.get(1), Set.of()));
			}
		}
		return byMapping;
	}

	static String text() throws IOException {
		return Files.readString(FILE);
	}

	static void write(String text) throws IOException {
		Files.writeString(FILE, text);
	}

}
