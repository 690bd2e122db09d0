package org.rowhouse.sitefolder;

import java.io.StringReader;
import java.util.Optional;

import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Finds the place of a key in a YAML mapping that has been read without a mistake before.
 */
final class YamlNodes {

	private YamlNodes() {
	}

	/** The value of a key at the top. */
	static Optional<Node> value(String text, String key) {
		return entry(text, key).map(NodeTuple::getValueNode);
	}

	/** The line of a key at the top, from 0. */
	static int keyLine(String text, String key) {
		return entry(text, key).map((entry) -> entry.getKeyNode().getStartMark().getLine()).orElseThrow();
	}

	private static Optional<NodeTuple> entry(String text, String key) {
		Node root = new Yaml(new SafeConstructor(YamlFile.limits())).compose(new StringReader(text));
		return (root instanceof MappingNode mapping) ? mapping.getValue()
			.stream()
			.filter((entry) -> entry.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key))
			.findFirst() : Optional.empty();
	}

}
