package org.rowhouse.sitefolder;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML mapping that knows the line of each of its values, so that a mistake is told
 * where it stands.
 */
final class YamlFile {

	private final String file;

	private final int lineOffset;

	private final Map<String, Node> values = new LinkedHashMap<>();

	private final Map<String, Integer> lines = new LinkedHashMap<>();

	private YamlFile(String file, int lineOffset, @Nullable Node root, Set<String> knownKeys)
			throws FileProblemException {
		this.file = file;
		this.lineOffset = lineOffset;
		if (root == null) {
			return;
		}
		if (!(root instanceof MappingNode mapping)) {
			throw problem(line(root), "Write it as lines of the form 'key: value'.");
		}
		for (NodeTuple entry : mapping.getValue()) {
			String key = (entry.getKeyNode() instanceof ScalarNode scalar) ? scalar.getValue() : "";
			int line = line(entry.getKeyNode());
			if (!knownKeys.isEmpty() && !knownKeys.contains(key)) {
				throw problem(line, "There is no key '" + key + "' here. The keys are "
						+ String.join(", ", new TreeSet<>(knownKeys)) + ".");
			}
			if (this.values.putIfAbsent(key, entry.getValueNode()) != null) {
				throw problem(line, "The key '" + key + "' stands there twice. Remove one of them.");
			}
			this.lines.put(key, line);
		}
	}

	/**
	 * Reads a mapping.
	 * @param file the file's name, for messages
	 * @param lineOffset how many lines of the file come before the text
	 * @param text the YAML
	 * @param knownKeys all keys that may occur
	 * @return the mapping, empty if the text is
	 * @throws FileProblemException if it is not YAML, or has other keys
	 */
	static YamlFile parse(String file, int lineOffset, String text, Set<String> knownKeys) throws FileProblemException {
		LoaderOptions options = new LoaderOptions();
		options.setMaxAliasesForCollections(10);
		options.setNestingDepthLimit(20);
		options.setCodePointLimit(200_000);
		try {
			Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
			return new YamlFile(file, lineOffset, root, knownKeys);
		}
		catch (MarkedYAMLException ex) {
			Integer line = (ex.getProblemMark() != null) ? ex.getProblemMark().getLine() + 1 + lineOffset : null;
			throw new FileProblemException(file, line, "This is not valid YAML: " + ex.getProblem() + ".");
		}
		catch (YAMLException ex) {
			throw new FileProblemException(file, null, "This is not valid YAML: " + ex.getMessage());
		}
	}

	boolean has(String key) {
		return this.values.containsKey(key);
	}

	/** The line of a key; of a key that is not there, the first line. */
	int lineOf(String key) {
		return this.lines.getOrDefault(key, this.lineOffset + 1);
	}

	/** The text of a value; empty if the key is not there. */
	String text(String key) throws FileProblemException {
		Node value = this.values.get(key);
		return (value != null) ? text(value, key) : "";
	}

	/** Texts; one that is not in a list counts as a list of one. */
	List<String> texts(String key) throws FileProblemException {
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
	Map<String, String> map(String key) throws FileProblemException {
		Node value = this.values.get(key);
		Map<String, String> map = new LinkedHashMap<>();
		if (value != null && !isNull(value)) {
			YamlFile nested = new YamlFile(this.file, this.lineOffset, value, Set.of());
			for (String name : nested.values.keySet()) {
				map.put(name, nested.text(name));
			}
		}
		return map;
	}

	/** An element of a list that is a mapping itself. */
	YamlFile nested(Node element, Set<String> knownKeys) throws FileProblemException {
		return new YamlFile(this.file, this.lineOffset, element, knownKeys);
	}

	String text(Node value, String key) throws FileProblemException {
		if (isNull(value)) {
			return "";
		}
		if (value instanceof ScalarNode scalar) {
			return scalar.getValue();
		}
		throw problem(line(value), "The value of '" + key + "' must be a text.");
	}

	FileProblemException problem(int line, String message) {
		return new FileProblemException(this.file, line, message);
	}

	int line(Node node) {
		return node.getStartMark().getLine() + 1 + this.lineOffset;
	}

	private static boolean isNull(Node value) {
		return value.getTag().equals(Tag.NULL);
	}

}
