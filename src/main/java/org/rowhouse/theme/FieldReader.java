package org.rowhouse.theme;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.rowhouse.theme.ThemeOption.Choice;

/**
 * Reads the fields that a {@code theme.yml} declares for pages, posts and templates. A
 * field that a parent has as well takes the parent's place.
 */
final class FieldReader {

	private static final Set<String> KEYS = Set.of("type", "label", "hint", "choices");

	private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,49}");

	private static final Pattern OWNER = Pattern.compile("[a-z0-9-]+(/[a-z0-9-]+)*");

	private static final Pattern CHOICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,49}");

	private static final int MAX_OWNERS = 30;

	private static final int MAX_FIELDS = 40;

	private FieldReader() {
	}

	/**
	 * Reads fields.
	 * @param yaml the mapping of them: {@code page}, {@code post} or the name of a
	 * template, then the fields
	 * @param inherited those of the parent
	 * @return fields by whose they are; one with a mistake is left out, or stays as the
	 * parent has it
	 */
	static Map<String, List<ThemeField>> read(ThemeYaml yaml, Map<String, List<ThemeField>> inherited) {
		Map<String, List<ThemeField>> fields = new LinkedHashMap<>(inherited);
		for (String owner : yaml.keys()) {
			if (!OWNER.matcher(owner).matches()) {
				yaml.problemWithKey(owner, "Fields belong to page, to post or to a template such as landing; '" + owner
						+ "' is none of them.");
			}
			else if (fields.size() >= MAX_OWNERS && !fields.containsKey(owner)) {
				yaml.problemWithKey(owner, "A theme has fields for at most " + MAX_OWNERS + " templates.");
			}
			else {
				fields.put(owner,
						List.copyOf(fields(yaml.mapping(owner, Set.of()), inherited.getOrDefault(owner, List.of()))));
			}
		}
		return fields;
	}

	private static Collection<ThemeField> fields(ThemeYaml yaml, List<ThemeField> inherited) {
		Map<String, ThemeField> fields = new LinkedHashMap<>();
		inherited.forEach((field) -> fields.put(field.name(), field));
		for (String name : yaml.keys()) {
			if (!NAME.matcher(name).matches()) {
				yaml.problemWithKey(name, "A field's name has 1 to 50 letters and digits and begins with a small "
						+ "letter, such as priceFrom; '" + name + "' does not.");
			}
			else if (fields.size() >= MAX_FIELDS && !fields.containsKey(name)) {
				yaml.problemWithKey(name, "At most " + MAX_FIELDS + " fields belong together.");
			}
			else {
				ThemeField field = field(yaml, name);
				if (field != null) {
					fields.put(name, field);
				}
			}
		}
		return fields.values();
	}

	private static @Nullable ThemeField field(ThemeYaml fields, String name) {
		ThemeYaml yaml = fields.mapping(name, KEYS);
		String word = yaml.text("type", "");
		FieldType type = FieldType.of(word).orElse(null);
		if (type == null) {
			String words = String.join(", ", Arrays.stream(FieldType.values()).map(FieldType::word).toList());
			if (yaml.has("type")) {
				yaml.problem("type", "There is no type '" + word + "'. The types are " + words + ".");
			}
			else {
				fields.problemWithKey(name,
						"The field '" + name + "' has no type. Write 'type: text', or one of " + words + ".");
			}
			return null;
		}
		List<Choice> choices = choices(yaml);
		if ((type == FieldType.CHOICE) == choices.isEmpty()) {
			fields.problemWithKey(name,
					(choices.isEmpty())
							? "The field '" + name
									+ "' has no choices. Write them as 'choices: { vegan: Vegan, meat: With meat }'."
							: "Only a field of the type choice has choices.");
			return null;
		}
		return new ThemeField(name, type, yaml.text("label", name), yaml.text("hint", ""), choices);
	}

	private static List<Choice> choices(ThemeYaml yaml) {
		ThemeYaml declared = yaml.mapping("choices", Set.of());
		List<Choice> choices = new ArrayList<>();
		for (String value : declared.keys()) {
			if (CHOICE.matcher(value).matches()) {
				choices.add(new Choice(value, declared.text(value, value), value));
			}
			else {
				declared.problemWithKey(value,
						"A choice is called by letters, digits and hyphens; '" + value + "' is not.");
			}
		}
		return List.copyOf(choices);
	}

}
