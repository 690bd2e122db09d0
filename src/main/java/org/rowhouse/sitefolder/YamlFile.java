package org.rowhouse.sitefolder;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.SiteProblem;
import org.rowhouse.site.Suggestion;
import org.rowhouse.sitefolder.Mistake.Position;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML mapping that knows where each of its values stands. Mistakes are collected while
 * values are asked for, so that all of a file are told at once; whoever has asked for all
 * calls {@link #requireNoMistakes}.
 */
final class YamlFile {

	private static final Pattern PART = Pattern.compile("([^.\\[]+)(?:\\[(\\d{1,6})])?(?:\\.(.+))?");

	private static final Set<Tag> TAGS = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.SEQ,
			Tag.MAP, Tag.MERGE, new Tag(Tag.PREFIX + "value"));

	private static final int MAX_MISTAKES = 50;

	private static final int MAX_CHARACTERS = 200_000;

	private static final int MAX_DEPTH = 20;

	private static final int MAX_ALIASES = 10;

	private final String file;

	private final int lineOffset;

	/** Shared with the mappings inside of this one. */
	private final List<Mistake> mistakes;

	private final Map<String, Node> values = new LinkedHashMap<>();

	private final Map<String, Node> keys = new LinkedHashMap<>();

	private YamlFile(String file, int lineOffset, List<Mistake> mistakes) {
		this.file = file;
		this.lineOffset = lineOffset;
		this.mistakes = mistakes;
	}

	/**
	 * Reads a mapping.
	 * @param file the file's name, for messages
	 * @param lineOffset how many lines of the file come before the text
	 * @param text the YAML
	 * @param knownKeys all keys that may occur
	 * @return the mapping, empty if the text is
	 * @throws FileProblemException if it is not YAML
	 */
	static YamlFile parse(String file, int lineOffset, String text, Set<String> knownKeys) throws FileProblemException {
		YamlFile yaml = new YamlFile(file, lineOffset, new ArrayList<>());
		try {
			Node root = new Yaml(new SafeConstructor(limits())).compose(new StringReader(text));
			if (root != null) {
				yaml.read(root, knownKeys, "Write this file as lines of the form 'key: value'.");
			}
			return yaml;
		}
		catch (YAMLException ex) {
			throw new FileProblemException(file, List.of(YamlSyntax.explain(ex, text, lineOffset)));
		}
	}

	/** What any file of a site may use, so that none takes the memory of all. */
	static LoaderOptions limits() {
		LoaderOptions options = new LoaderOptions();
		options.setMaxAliasesForCollections(MAX_ALIASES);
		options.setNestingDepthLimit(MAX_DEPTH);
		options.setCodePointLimit(MAX_CHARACTERS);
		return options;
	}

	private void read(Node node, Set<String> knownKeys, String form) {
		if (!(node instanceof MappingNode mapping)) {
			boolean joined = node instanceof ScalarNode scalar && scalar.getValue().matches("(?s)[A-Za-z]+:\\S.*");
			mistake(position(node), form + ((joined) ? " After the colon comes a space." : ""));
			return;
		}
		for (NodeTuple entry : mapping.getValue()) {
			Node keyNode = entry.getKeyNode();
			Position at = position(keyNode);
			if (!(keyNode instanceof ScalarNode scalar) || scalar.getValue().isEmpty()) {
				mistake(at, "A key is a word in front of a colon. Remove the brackets, or write one.");
				continue;
			}
			String key = scalar.getValue();
			if (!knownKeys.isEmpty() && !knownKeys.contains(key)) {
				mistake(at, "There is no key '" + shortened(key) + "' here. " + Suggestion.didYouMean(key, knownKeys,
						"The keys are " + String.join(", ", new TreeSet<>(knownKeys)) + "."));
			}
			else if (this.values.putIfAbsent(key, entry.getValueNode()) != null) {
				mistake(at, "The key '" + shortened(key) + "' stands there twice; the first is in line "
						+ position(this.keys.get(key)).line() + ". Remove one of them.");
			}
			this.keys.putIfAbsent(key, keyNode);
		}
	}

	/** Notes a mistake. Of very many the first are enough to begin with. */
	void mistake(Position at, String message) {
		if (this.mistakes.size() < MAX_MISTAKES) {
			this.mistakes.add(new Mistake(at, message));
		}
	}

	/** Notes a mistake unless one is noted at the same place already. */
	void mistakeIfNone(Position at, String message) {
		if (this.mistakes.stream().noneMatch((mistake) -> mistake.at().equals(at))) {
			mistake(at, message);
		}
	}

	/**
	 * Notes a mistake in what has been read, unless one in the same line says already why
	 * it could not be read well.
	 */
	void wrong(String path, String message) {
		Position at = position(path);
		if (this.mistakes.stream().noneMatch((mistake) -> Objects.equals(mistake.at().line(), at.line()))) {
			mistake(at, message);
		}
	}

	/** Returns what has been noted so far, with the name of the file as it is shown. */
	List<SiteProblem> problems(String shown) {
		return this.mistakes.stream().map((mistake) -> mistake.in(shown)).toList();
	}

	/**
	 * Makes sure that the file is as it should be.
	 * @throws FileProblemException with all mistakes that have been noted
	 */
	void requireNoMistakes() throws FileProblemException {
		if (!this.mistakes.isEmpty()) {
			throw new FileProblemException(this.file, this.mistakes);
		}
	}

	boolean has(String key) {
		return this.values.containsKey(key);
	}

	/**
	 * Finds where something stands.
	 * @param path a key, or a path such as {@code addresses[1]} or {@code options.accent}
	 * @return the place of its value; that of its key if the value is a list, a mapping
	 * or empty; the first line if it is not there
	 */
	Position position(String path) {
		Matcher part = PART.matcher(path);
		Node value = (part.matches()) ? this.values.get(part.group(1)) : null;
		if (value == null) {
			return Position.line(this.lineOffset + 1);
		}
		if (part.group(2) != null) {
			List<Node> elements = elements(part.group(1));
			int index = Integer.parseInt(part.group(2));
			if (index < elements.size()) {
				return position(elements.get(index), part.group(3));
			}
		}
		if (part.group(3) != null && value instanceof MappingNode) {
			return position(value, part.group(3));
		}
		boolean shown = value instanceof ScalarNode && !isNull(value);
		return position((shown) ? value : this.keys.get(part.group(1)));
	}

	private Position position(Node node, @Nullable String path) {
		if (path != null && node instanceof MappingNode mapping) {
			YamlFile inner = new YamlFile(this.file, this.lineOffset, new ArrayList<>());
			inner.read(mapping, Set.of(), "");
			if (inner.has(path)) {
				return inner.place(path);
			}
		}
		return position(node);
	}

	/** As {@link #position(String)}, of a key that may hold dots. */
	private Position place(String key) {
		Node value = this.values.get(key);
		boolean shown = value instanceof ScalarNode && !isNull(value);
		return position((shown) ? value : this.keys.get(key));
	}

	Position position(@Nullable Node node) {
		return (node != null)
				? new Position(node.getStartMark().getLine() + 1 + this.lineOffset, node.getStartMark().getColumn() + 1)
				: Position.FILE;
	}

	/** The text of a value; empty if the key is not there, or holds something else. */
	String text(String key) {
		Node value = this.values.get(key);
		return (value != null) ? text(value, key) : "";
	}

	/** Texts; one that is not in a list counts as a list of one. */
	List<String> texts(String key) {
		List<String> texts = new ArrayList<>();
		for (Node element : elements(key)) {
			texts.add(text(element, key));
		}
		return texts;
	}

	/** The elements of a list, as they are. */
	List<Node> elements(String key) {
		Node value = this.values.get(key);
		if (value == null || isNull(value)) {
			return List.of();
		}
		return (value instanceof SequenceNode sequence) ? sequence.getValue() : List.of(value);
	}

	/** A mapping of texts, with any keys. */
	Map<String, String> map(String key) {
		Node value = this.values.get(key);
		Map<String, String> map = new LinkedHashMap<>();
		if (value != null && !isNull(value)) {
			YamlFile nested = nested(value, Set.of(),
					"Under '" + key + "' write lines of the form 'name: value', each indented by two spaces.");
			for (String name : nested.values.keySet()) {
				map.put(name, nested.text(name));
			}
		}
		return map;
	}

	/**
	 * An element of a list that is a mapping itself.
	 * @param element the element
	 * @param knownKeys all keys that it may have; any if empty
	 * @param form what to say if it is no mapping
	 */
	YamlFile nested(Node element, Set<String> knownKeys, String form) {
		YamlFile nested = new YamlFile(this.file, this.lineOffset, this.mistakes);
		nested.read(element, knownKeys, form);
		return nested;
	}

	String text(Node value, String key) {
		if (!TAGS.contains(value.getTag())) {
			mistakeIfNone(position(value), "A value that begins with '!' is a tag in YAML. Put the text into quotes.");
			return "";
		}
		if (isNull(value)) {
			return "";
		}
		if (value instanceof ScalarNode scalar) {
			return scalar.getValue();
		}
		mistakeIfNone(position(value),
				"The value of '" + shortened(key) + "' is a text, not "
						+ ((value instanceof SequenceNode)
								? "a list. Write it behind the colon, in quotes if it begins with [ or -."
								: "further keys. Write it behind the colon, in quotes if it begins with {."));
		return "";
	}

	private static String shortened(String key) {
		return (key.length() <= 60) ? key : key.substring(0, 60) + "…";
	}

	private static boolean isNull(Node value) {
		return value.getTag().equals(Tag.NULL);
	}

}
