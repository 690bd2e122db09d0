package org.rowhouse.sitefolder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.rowhouse.content.MenuEntry;
import org.rowhouse.site.SiteSettings;
import org.rowhouse.site.SiteSettings.TypedAddress;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Writes {@code site.yml}.
 */
final class SiteYml {

	/** Tells editors which keys there are. */
	static final String SCHEMA = "# yaml-language-server: $schema=../../platform/schema/site.schema.json\n";

	private static final String OPTIONS = "options";

	private SiteYml() {
	}

	/**
	 * Writes a whole file.
	 * @param settings what is set for the site itself
	 * @param menu its menu
	 * @return the text of the file
	 */
	static String write(SiteSettings settings, List<MenuEntry> menu) {
		List<MappingNode> entries = menu.stream()
			.map((entry) -> new YamlText().text("label", entry.label()).text("path", entry.path()).node())
			.toList();
		return SCHEMA + settings(settings).list("menu", entries).map(OPTIONS, settings.options());
	}

	private static YamlText settings(SiteSettings settings) {
		return new YamlText().text("name", settings.name())
			.text("tagline", settings.tagline())
			.list("addresses", addresses(settings.addresses()))
			.text("theme", settings.theme())
			.text("locale", settings.locale())
			.text("timeZone", settings.timeZone())
			.text("urlScheme", settings.urlScheme())
			.plain("urlPort", settings.urlPort(), Tag.INT);
	}

	/** The first is the primary, and others are aliases, without being called so. */
	private static List<Node> addresses(List<TypedAddress> addresses) {
		List<Node> nodes = new ArrayList<>();
		for (TypedAddress address : addresses) {
			boolean redirects = address.role().equals("redirect");
			nodes
				.add((redirects) ? new YamlText().text("pattern", address.pattern()).text("role", address.role()).node()
						: YamlText.text(address.pattern()));
		}
		return nodes;
	}

	/**
	 * Adds lines to a file and leaves what is there as it is, comments too. Whoever calls
	 * this reads the result again, since a file can be written in ways that this does not
	 * know.
	 * @param text the text of the file
	 * @param settings what is to be added; what is empty is not
	 * @return the text with the lines
	 * @throws UnknownFormException if there are options in a form to which no line can be
	 * added
	 */
	static String add(String text, SiteSettings settings) throws UnknownFormException {
		String lineEnd = (text.contains("\r\n")) ? "\r\n" : "\n";
		YamlText added = settings(settings);
		String result = text;
		if (!settings.options().isEmpty()) {
			Node options = YamlNodes.value(text, OPTIONS).orElse(null);
			if (options == null) {
				added.map(OPTIONS, settings.options());
			}
			else if (options instanceof MappingNode block && block.getFlowStyle() == FlowStyle.BLOCK
					&& !block.getValue().isEmpty()) {
				result = insert(text, lineEnd, block, settings.options());
			}
			else {
				throw new UnknownFormException();
			}
		}
		if (added.isEmpty()) {
			return result;
		}
		String border = (result.isEmpty() || result.endsWith("\n")) ? "" : lineEnd;
		return result + border + added.toString().replace("\n", lineEnd);
	}

	/** Right below the line of the key, so that each comment stays with its option. */
	private static String insert(String text, String lineEnd, MappingNode block, Map<String, String> options) {
		Node first = block.getValue().get(0).getKeyNode();
		String indent = " ".repeat(first.getStartMark().getColumn());
		StringBuilder lines = new StringBuilder();
		new YamlText().map(OPTIONS, options).toString().lines().skip(1).forEach((line) -> {
			String bare = (line.isEmpty()) ? "" : indent + line.substring(2);
			lines.append(bare).append(lineEnd);
		});
		int line = YamlNodes.keyLine(text, OPTIONS) + 1;
		int at = 0;
		for (int i = 0; i < line; i++) {
			at = text.indexOf('\n', at) + 1;
		}
		return text.substring(0, at) + lines + text.substring(at);
	}

	/** What somebody adds by hand where {@link #add} cannot. */
	static String linesToAdd(SiteSettings settings) {
		return settings(settings).map(OPTIONS, settings.options()).toString();
	}

	/**
	 * There are options already, on one line or by reference.
	 */
	static final class UnknownFormException extends Exception {

		private static final long serialVersionUID = 1L;

	}

}
