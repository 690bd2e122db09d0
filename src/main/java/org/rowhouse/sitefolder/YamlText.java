package org.rowhouse.sitefolder;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Writes a YAML mapping as a person would: one line for each key, quotes only where they
 * are needed, blocks for texts of several lines. What is empty is left out.
 */
final class YamlText {

	private final List<NodeTuple> entries = new ArrayList<>();

	/** A text, which is read as a text even if it looks like something else. */
	YamlText text(String key, String value) {
		return (value.isEmpty()) ? this : put(key, text(value));
	}

	/** A number, a date or a word that needs no quotes. */
	YamlText plain(String key, String value, Tag tag) {
		return (value.isEmpty()) ? this : put(key, new ScalarNode(tag, value, null, null, ScalarStyle.PLAIN));
	}

	/** A list of texts. */
	YamlText texts(String key, List<String> values) {
		return list(key, values.stream().map(YamlText::text).toList());
	}

	/** A list of texts and mappings. */
	YamlText list(String key, List<? extends Node> values) {
		return (values.isEmpty()) ? this : put(key, new SequenceNode(Tag.SEQ, List.copyOf(values), FlowStyle.BLOCK));
	}

	/** Texts by name, in the order of the names. */
	YamlText map(String key, Map<String, String> texts) {
		YamlText nested = new YamlText();
		new TreeMap<>(texts).forEach((name, value) -> nested.put(name, text(value)));
		return (texts.isEmpty()) ? this : put(key, nested.node());
	}

	/** The mapping as a part of another one. */
	MappingNode node() {
		return new MappingNode(Tag.MAP, this.entries, FlowStyle.BLOCK);
	}

	static Node text(String value) {
		ScalarStyle style = (value.contains("\n")) ? ScalarStyle.LITERAL : ScalarStyle.PLAIN;
		if (value.chars().anyMatch(YamlText::needsEscape)) {
			style = ScalarStyle.DOUBLE_QUOTED;
		}
		return new ScalarNode(Tag.STR, value, null, null, style);
	}

	/**
	 * YAML takes some of these for line ends, and others cannot be in a file as they are.
	 */
	private static boolean needsEscape(int c) {
		return c == '\r' || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029 || c == 0xFEFF;
	}

	private YamlText put(String key, Node value) {
		this.entries.add(new NodeTuple(text(key), value));
		return this;
	}

	boolean isEmpty() {
		return this.entries.isEmpty();
	}

	/** The text of the mapping, with a line end behind it. */
	@Override
	public String toString() {
		DumperOptions options = new DumperOptions();
		options.setIndicatorIndent(2);
		options.setIndentWithIndicator(true);
		options.setSplitLines(false);
		options.setWidth(Integer.MAX_VALUE);
		StringWriter text = new StringWriter();
		new Yaml(options).serialize(node(), text);
		return text.toString();
	}

}
