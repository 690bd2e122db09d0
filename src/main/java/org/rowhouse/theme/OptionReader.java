package org.rowhouse.theme;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.theme.ThemeOption.Choice;

/**
 * Reads the options that a {@code theme.yml} declares. One that a parent has as well
 * takes over from there what it does not say itself.
 */
final class OptionReader {

	private static final Set<String> KEYS = Set.of("type", "label", "hint", "group", "default", "variable", "choices");

	private static final Set<String> CHOICE_KEYS = Set.of("label", "css");

	private static final Pattern NAME = Pattern.compile("[a-zA-Z][A-Za-z0-9]{0,49}");

	private static final Pattern CHOICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,49}");

	private static final Pattern VARIABLE = Pattern.compile("--[a-z0-9-]{1,50}");

	private static final int MAX_OPTIONS = 100;

	private OptionReader() {
	}

	/**
	 * Reads options.
	 * @param yaml the mapping of them
	 * @param inherited those of the parent
	 * @return the parent's, in their places, then those that it does not have. One with a
	 * mistake is left out, or stays as the parent has it.
	 */
	static List<ThemeOption> read(ThemeYaml yaml, List<ThemeOption> inherited) {
		Map<String, ThemeOption> options = new LinkedHashMap<>();
		inherited.forEach((option) -> options.put(option.name(), option));
		Map<String, String> names = new LinkedHashMap<>();
		for (String name : yaml.keys()) {
			if (!NAME.matcher(name).matches()) {
				yaml.problemWithKey(name,
						"An option's name has 1 to 50 letters and digits and begins with a letter, such "
								+ "as heroTitle; '" + name + "' does not.");
			}
			else if (options.size() >= MAX_OPTIONS && !options.containsKey(name)) {
				yaml.problemWithKey(name, "A theme has at most " + MAX_OPTIONS + " options.");
			}
			else {
				ThemeOption option = option(yaml, name, options.get(name));
				if (option != null && isFirstWith(names, option, yaml)) {
					options.put(name, option);
				}
			}
		}
		return List.copyOf(options.values());
	}

	private static boolean isFirstWith(Map<String, String> names, ThemeOption option, ThemeYaml yaml) {
		String other = (option.variable() != null) ? names.putIfAbsent(option.variable(), option.name()) : null;
		if (other != null) {
			yaml.problemWithKey(option.name(),
					"The options '" + other + "' and '" + option.name() + "' have the same variable. Rename one.");
		}
		return other == null;
	}

	private static @Nullable ThemeOption option(ThemeYaml options, String name, @Nullable ThemeOption parent) {
		ThemeYaml yaml = options.mapping(name, KEYS);
		OptionType type = type(options, yaml, name, parent);
		if (type == null) {
			return null;
		}
		// Of another type, what the parent says about values means nothing.
		ThemeOption base = (parent != null && parent.type() == type) ? parent : null;
		List<Choice> choices = choices(options, yaml, name, type, base);
		if (type == OptionType.CHOICE && choices.isEmpty()) {
			return null;
		}
		String variable = variable(yaml, type, base);
		ThemeOption option = new ThemeOption(name, type, yaml.text("label", (parent != null) ? parent.label() : name),
				yaml.text("hint", (parent != null) ? parent.hint() : ""),
				yaml.text("group", (parent != null) ? parent.group() : ""), null, variable, choices);
		return option.withValue(value(yaml, option, base));
	}

	private static @Nullable OptionType type(ThemeYaml options, ThemeYaml yaml, String name,
			@Nullable ThemeOption parent) {
		if (!yaml.has("type")) {
			if (parent == null) {
				options.problemWithKey(name,
						"The option '" + name + "' has no type. Write 'type: text', or one of " + words() + ".");
			}
			return (parent != null) ? parent.type() : null;
		}
		String word = yaml.text("type", "");
		OptionType type = OptionType.of(word).orElse(null);
		if (type == null) {
			yaml.problem("type", "There is no type '" + word + "'. The types are " + words() + ".");
		}
		return type;
	}

	private static String words() {
		return String.join(", ", Arrays.stream(OptionType.values()).map(OptionType::word).toList());
	}

	private static List<Choice> choices(ThemeYaml options, ThemeYaml yaml, String name, OptionType type,
			@Nullable ThemeOption base) {
		if (type != OptionType.CHOICE) {
			if (yaml.has("choices")) {
				yaml.problem("choices", "Only an option of the type choice has choices.");
			}
			return List.of();
		}
		if (!yaml.has("choices")) {
			if (base == null) {
				options.problemWithKey(name, "The option '" + name
						+ "' has no choices. Write them as 'choices: { warm: Warm, cool: Cool }'.");
			}
			return (base != null) ? base.choices() : List.of();
		}
		ThemeYaml declared = yaml.mapping("choices", Set.of());
		List<Choice> choices = new ArrayList<>();
		for (String value : new LinkedHashSet<>(declared.keys())) {
			if (!CHOICE.matcher(value).matches()) {
				declared.problemWithKey(value,
						"A choice is called by letters, digits and hyphens; '" + value + "' is not.");
				continue;
			}
			choices.add(choice(declared, value));
		}
		return List.copyOf(choices);
	}

	private static Choice choice(ThemeYaml declared, String value) {
		if (!declared.isMapping(value)) {
			return new Choice(value, declared.text(value, value), value);
		}
		ThemeYaml yaml = declared.mapping(value, CHOICE_KEYS);
		String css = yaml.text("css", value);
		if (!SafeCss.isValue(css)) {
			yaml.problem("css", "This cannot be the value of a variable. Write a size, a colour, names of fonts or the "
					+ "like, without url(), semicolons, braces and comments, at most 300 characters.");
			css = value;
		}
		return new Choice(value, yaml.text("label", value), css);
	}

	private static @Nullable String variable(ThemeYaml yaml, OptionType type, @Nullable ThemeOption base) {
		if (!yaml.has("variable")) {
			return (base != null) ? base.variable() : null;
		}
		String variable = yaml.text("variable", "");
		if (!VARIABLE.matcher(variable).matches()) {
			yaml.problem("variable",
					"A variable begins with two hyphens and has lower case letters, digits and hyphens, "
							+ "such as \"--accent\".");
			return null;
		}
		if (!type.hasVariable()) {
			yaml.problem("variable",
					"Only options of the types color, choice and toggle have a variable; texts have no "
							+ "place in a stylesheet.");
			return null;
		}
		return variable;
	}

	private static @Nullable String value(ThemeYaml yaml, ThemeOption option, @Nullable ThemeOption base) {
		String inherited = (base != null) ? base.value() : null;
		String typed = (yaml.has("default")) ? yaml.text("default", "") : (inherited != null) ? inherited : "";
		if (typed.isEmpty()) {
			return null;
		}
		try {
			return option.read(typed);
		}
		catch (InvalidInputException ex) {
			yaml.problem((yaml.has("default")) ? "default" : "choices", "The default does not fit. " + ex.getMessage());
			return null;
		}
	}

}
