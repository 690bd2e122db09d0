package org.rowhouse.theme;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.SiteProblem;
import org.rowhouse.site.Suggestion;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping in a {@code theme.yml}. Every mistake is noted where it stands, and reading
 * goes on, so that all mistakes of a file are told at once.
 */
final class ThemeYaml {

	private static final int MAX_CHARACTERS = 200_000;

	private final String file;

	private final List<SiteProblem> problems;

	private final Map<String, NodeTuple> entries = new LinkedHashMap<>();

	private ThemeYaml(String file, List<SiteProblem> problems) {
		this.file = file;
		this.problems = problems;
	}

	/**
	 * Reads a file.
	 * @param file its name, for messages
	 * @param text what it holds
	 * @param keys the keys that may stand in it
	 * @param problems where mistakes are noted
	 * @return the mapping, empty where the file is not readable
	 */
	static ThemeYaml parse(String file, String text, Set<String> keys, List<SiteProblem> problems) {
		LoaderOptions options = new LoaderOptions();
		options.setMaxAliasesForCollections(10);
		options.setNestingDepthLimit(20);
		options.setCodePointLimit(MAX_CHARACTERS);
		ThemeYaml yaml = new ThemeYaml(file, problems);
		try {
			Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
			if (root != null) {
				yaml.fill(root, keys);
			}
		}
		catch (MarkedYAMLException ex) {
			yaml.note(ex.getProblemMark(), "This is not valid YAML: " + ex.getProblem() + ".");
		}
		catch (YAMLException ex) {
			yaml.note(null, "This is not valid YAML: " + ex.getMessage() + ".");
		}
		return yaml;
	}

	private void fill(Node node, Set<String> keys) {
		if (!(node instanceof MappingNode mapping)) {
			note(node.getStartMark(), "Write it as lines of the form 'key: value'.");
			return;
		}
		for (NodeTuple entry : mapping.getValue()) {
			String key = (entry.getKeyNode() instanceof ScalarNode scalar) ? scalar.getValue() : "";
			Mark at = entry.getKeyNode().getStartMark();
			if (!keys.isEmpty() && !keys.contains(key)) {
				note(at, "There is no key '" + key + "' here. " + Suggestion.didYouMean(key, keys,
						"The keys are " + String.join(", ", new TreeSet<>(keys)) + "."));
			}
			else if (this.entries.putIfAbsent(key, entry) != null) {
				note(at, "The key '" + key + "' stands there twice. Remove one of them.");
			}
		}
	}

	boolean has(String key) {
		return value(key) != null;
	}

	private @Nullable Node value(String key) {
		NodeTuple entry = this.entries.get(key);
		return (entry != null && !entry.getValueNode().getTag().equals(Tag.NULL)) ? entry.getValueNode() : null;
	}

	/** All keys, in the order of the file. */
	Set<String> keys() {
		return this.entries.keySet();
	}

	/** Whether a value is a mapping and no text. */
	boolean isMapping(String key) {
		return value(key) instanceof MappingNode;
	}

	/** The text of a value; the fallback where there is none, or where it is no text. */
	String text(String key, String fallback) {
		Node value = value(key);
		if (value == null) {
			return fallback;
		}
		if (value instanceof ScalarNode scalar) {
			return scalar.getValue().strip();
		}
		problem(key, "The value of '" + key + "' must be a text.");
		return fallback;
	}

	/** A mapping inside of this one; empty where there is none, or where it is none. */
	ThemeYaml mapping(String key, Set<String> keys) {
		ThemeYaml inner = new ThemeYaml(this.file, this.problems);
		Node value = value(key);
		if (value != null) {
			inner.fill(value, keys);
		}
		return inner;
	}

	/** Notes a mistake in the value of a key, or at the key where there is no value. */
	void problem(String key, String message) {
		Node value = value(key);
		if (value != null) {
			note(value.getStartMark(), message);
		}
		else {
			problemWithKey(key, message);
		}
	}

	/** Notes a mistake in a key itself. */
	void problemWithKey(String key, String message) {
		NodeTuple entry = this.entries.get(key);
		note((entry != null) ? entry.getKeyNode().getStartMark() : null, message);
	}

	/** The same, where mistakes have been told already. */
	ThemeYaml silently() {
		ThemeYaml same = new ThemeYaml(this.file, new ArrayList<>());
		same.entries.putAll(this.entries);
		return same;
	}

	private void note(@Nullable Mark at, String message) {
		SiteProblem problem = (at != null) ? new SiteProblem(this.file, at.getLine() + 1, at.getColumn() + 1, message)
				: new SiteProblem(this.file, null, message);
		if (!this.problems.contains(problem)) {
			this.problems.add(problem);
		}
	}

}
