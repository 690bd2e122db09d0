package org.rowhouse.sitefolder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.rowhouse.content.MenuEntry;
import org.rowhouse.content.RedirectCsv;
import org.rowhouse.content.RedirectCsv.InvalidCsvException;
import org.rowhouse.content.RedirectDraft;
import org.rowhouse.site.FileTooLargeException;
import org.rowhouse.site.Folder;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.SiteProblem;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteSettings.TypedAddress;
import org.rowhouse.site.Sizes;
import org.rowhouse.sitefolder.Mistake.Position;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads what a site folder says, without a database.
 */
final class SiteFolderReader {

	/** Part of every digest: raised when the same files would be read differently. */
	private static final String FORMAT = "3";

	/** What {@code site.yml} may say. */
	static final Set<String> KEYS = Set.of("name", "addresses", "theme", "locale", "timeZone", "tagline", "urlScheme",
			"urlPort", "menu", "options");

	/** What an address may say that is not a text. */
	static final Set<String> ADDRESS_KEYS = Set.of("pattern", "role");

	/** What an entry of the menu may say. */
	static final Set<String> MENU_KEYS = Set.of("label", "path");

	/** The file that declares redirects. */
	static final String REDIRECTS = "redirects.csv";

	private static final int MAX_FILE = 2_000_000;

	private static final long MAX_TEXTS = 100L * 1024 * 1024;

	private final String key;

	private final Folder folder;

	SiteFolderReader(String key, Folder folder) {
		this.key = key;
		this.folder = folder;
	}

	/**
	 * Computes what stands for the whole folder. Only names, sizes and times are looked
	 * at, so that thousands of folders can be compared in seconds; whoever changes a file
	 * without either touches {@code site.yml}.
	 * @return 64 hexadecimal digits, which change with any file that is not hidden
	 * @throws FileProblemException if the folder cannot be read
	 */
	String stamp() throws FileProblemException {
		Sha256 digest = new Sha256().add(FORMAT);
		try {
			for (Folder.Entry file : this.folder.entries()) {
				digest.add(file.name()).add(file.size() + "/" + file.modified().to(TimeUnit.MICROSECONDS));
			}
		}
		catch (UncheckedIOException ex) {
			throw new FileProblemException("site.yml", "The folder cannot be read: " + ex.getMessage());
		}
		return digest.hex();
	}

	/**
	 * Computes what stands for a content file: while it is the same, nothing of the item
	 * changes.
	 * @param name the file's path in the folder
	 * @param zone the site's time zone, on which dates without one depend
	 * @return 64 hexadecimal digits
	 * @throws FileProblemException if the file cannot be read
	 */
	String digest(String name, ZoneId zone) throws FileProblemException {
		return new Sha256().add(FORMAT).add(zone.getId()).add(name).add(bytes(name)).hex();
	}

	/**
	 * Reads {@code site.yml}.
	 * @return its settings and menu
	 * @throws FileProblemException with everything in it that is wrong by itself
	 */
	Declaration declaration() throws FileProblemException {
		return declaration(this.key, text("site.yml"));
	}

	/** Reads a text as if it were that of {@code site.yml}. */
	static Declaration declaration(String key, String text) throws FileProblemException {
		Declaration declaration = readable(key, text);
		declaration.yaml().requireNoMistakes();
		return declaration;
	}

	/**
	 * Reads of {@code site.yml} what can be read, to find as many mistakes as possible at
	 * once.
	 * @return its settings and menu, and the mistakes found so far
	 * @throws FileProblemException if it cannot be read at all
	 */
	Declaration readable() throws FileProblemException {
		return readable(this.key, text("site.yml"));
	}

	private static Declaration readable(String key, String text) throws FileProblemException {
		YamlFile yaml = YamlFile.parse("site.yml", 0, text, KEYS);
		if (yaml.text("name").isBlank()) {
			yaml.wrong("name", "A site needs a name. Write a line such as 'name: Corner Shop'.");
		}
		SiteSettings settings = new SiteSettings(key, yaml.text("name"), yaml.text("tagline"), addresses(yaml),
				yaml.text("theme"), yaml.text("locale"), yaml.text("timeZone"), yaml.map("options"),
				yaml.text("urlScheme"), yaml.text("urlPort"));
		return new Declaration(settings, menu(yaml), yaml);
	}

	private static List<TypedAddress> addresses(YamlFile yaml) {
		List<TypedAddress> addresses = new ArrayList<>();
		for (Node element : yaml.elements("addresses")) {
			if (element instanceof MappingNode) {
				YamlFile address = yaml.nested(element, ADDRESS_KEYS, "");
				addresses.add(new TypedAddress(address.text("pattern"), address.text("role")));
			}
			else {
				addresses.add(new TypedAddress(yaml.text(element, "addresses"), ""));
			}
		}
		return addresses;
	}

	private static List<MenuEntry> menu(YamlFile yaml) {
		List<MenuEntry> menu = new ArrayList<>();
		for (Node element : yaml.elements("menu")) {
			YamlFile entry = yaml.nested(element, MENU_KEYS,
					"An entry of the menu is written as - { label: About, path: /about }.");
			if (!(element instanceof MappingNode)) {
				continue;
			}
			String label = entry.text("label").strip();
			String path = entry.text("path").strip();
			MenuEntry line = new MenuEntry(label, path);
			String badLabel = line.mistakeInLabel();
			if (badLabel != null) {
				yaml.mistakeIfNone((entry.has("label")) ? entry.position("label") : yaml.position(element), badLabel);
			}
			String badPath = line.mistakeInPath();
			if (badPath != null) {
				yaml.mistakeIfNone((entry.has("path")) ? entry.position("path") : yaml.position(element), badPath);
			}
			menu.add(line);
		}
		return menu;
	}

	/** What is wrong with a folder that has another name. */
	static SiteProblem badName(String name) {
		return new SiteProblem("sites/" + name, null,
				"The folder's name is the site's key: 1 to 63 lower case letters, digits and hyphens. Rename it.");
	}

	/** A wrong time zone is told with the other settings; until then any will do. */
	static ZoneId zone(String id) {
		try {
			return (id.isBlank()) ? ZoneId.of("UTC") : ZoneId.of(id.strip());
		}
		catch (DateTimeException ex) {
			return ZoneId.of("UTC");
		}
	}

	/**
	 * Refuses more texts than are good to hold in memory while they are read.
	 * @throws FileProblemException if there are
	 */
	void requireModestTexts() throws FileProblemException {
		long bytes = this.folder.entries()
			.stream()
			.filter((file) -> isContent(file.name()))
			.mapToLong(Folder.Entry::size)
			.sum();
		if (bytes > MAX_TEXTS) {
			throw new FileProblemException("content", "Its files have " + Sizes.readable(bytes)
					+ ". A site's texts have at most " + Sizes.readable(MAX_TEXTS) + "; make it two sites.");
		}
	}

	/**
	 * Reads {@value #REDIRECTS}, if there is one.
	 * @return the redirects that it declares
	 * @throws FileProblemException with everything in it that is wrong
	 */
	List<RedirectDraft> redirects() throws FileProblemException {
		if (this.folder.file(REDIRECTS).isEmpty()) {
			return List.of();
		}
		return redirects(text(REDIRECTS));
	}

	/** Reads a text as if it were that of {@code redirects.csv}. */
	static List<RedirectDraft> redirects(String text) throws FileProblemException {
		try {
			return List.copyOf(RedirectCsv.read(text).values());
		}
		catch (InvalidCsvException ex) {
			throw new FileProblemException(REDIRECTS,
					ex.lines()
						.entrySet()
						.stream()
						.map((line) -> new Mistake(Position.line(Math.toIntExact(line.getKey())), line.getValue()))
						.toList());
		}
	}

	/** Lists the Markdown files, in order. */
	List<String> contentFiles() {
		return this.folder.files().stream().filter(SiteFolderReader::isContent).toList();
	}

	private static boolean isContent(String name) {
		return name.startsWith("content/") && name.endsWith(".md");
	}

	/**
	 * Reads a text file.
	 * @param name its path in the folder
	 * @return its text
	 * @throws FileProblemException if it is not there, too large or not UTF-8
	 */
	String text(String name) throws FileProblemException {
		return plain(unchanged(name));
	}

	/**
	 * Reads a text file as it is, with all that {@link #plain} leaves out.
	 * @param name its path in the folder
	 * @return its text
	 * @throws FileProblemException if it is not there, too large or not UTF-8
	 */
	String unchanged(String name) throws FileProblemException {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(name))).toString();
		}
		catch (CharacterCodingException ex) {
			throw new FileProblemException(name, "The file is not UTF-8. Save it with that encoding.");
		}
	}

	/** Without what editors of Windows add. */
	static String plain(String text) {
		return ((text.startsWith("\uFEFF")) ? text.substring(1) : text).replace("\r\n", "\n");
	}

	private byte[] bytes(String name) throws FileProblemException {
		try {
			return this.folder.read(name, MAX_FILE).orElseThrow(() -> gone(name));
		}
		catch (FileTooLargeException ex) {
			throw new FileProblemException(name, "The file has more than " + MAX_FILE + " bytes.");
		}
		catch (IOException ex) {
			throw new FileProblemException(name, "The file cannot be read: " + ex.getMessage());
		}
	}

	private static FileProblemException gone(String name) {
		return new FileProblemException(name, "The file is not there, or is a link, which is not followed.");
	}

	/**
	 * What {@code site.yml} declares.
	 *
	 * @param settings the site's settings, unchecked
	 * @param menu its menu
	 * @param yaml knows where each of them stands
	 */
	record Declaration(SiteSettings settings, List<MenuEntry> menu, YamlFile yaml) {

		/**
		 * Adds what is wrong with the settings, and tells all mistakes with their place.
		 */
		List<SiteProblem> problems(InvalidInputException wrong) {
			wrong.exactErrors().forEach(this.yaml::wrong);
			return problems();
		}

		/** Tells the mistakes that have been found so far. */
		List<SiteProblem> problems() {
			return this.yaml.problems("sites/" + this.settings.key() + "/site.yml");
		}

	}

}
