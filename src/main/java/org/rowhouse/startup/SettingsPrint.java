package org.rowhouse.startup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.PropertySourcesPropertyResolver;

/**
 * What the make-up of the application depends on: Java, profiles, and the settings that
 * Spring Boot decides by which parts there are, with the values that placeholders stand
 * for. Settings of Rowhouse itself are not among them, nor is the database, nor are ports
 * and addresses: all these are read at every start. Of values there are only digests. Who
 * can read them can guess what is short, so there are none of secrets, and of what may
 * have a secret in it there is only whether it is set.
 *
 * @param values what there is, each by its name
 */
record SettingsPrint(SortedMap<String, String> values) {

	private static final Set<String> DECIDING = Set.of("spring", "server", "management", "db-scheduler");

	/** They are read at every start, and no part comes or goes with them. */
	private static final Set<String> READ_AT_START = Set.of("spring.datasource.url", "spring.datasource.username",
			"spring.datasource.password", "spring.flyway.url", "spring.flyway.user", "spring.aot.enabled",
			"spring.aot.processing", "server.port", "server.address", "management.server.port",
			"management.server.address");

	/**
	 * What Boot tells of the application itself (its name, its version, its process);
	 * where settings come from, which count themselves; and a log that is no part.
	 */
	private static final Set<String> READ_AT_START_BELOW = Set.of("spring.application.", "spring.config.",
			"server.jetty.accesslog.");

	/** "pass" is for passwords and passphrases. */
	private static final Set<String> SECRET = Set.of("pass", "secret", "token", "credential", "private");

	/** Parts of names of which only whether they are set counts. */
	private static final Set<String> SET_OR_NOT = Set.of("key", "url", "uri", "-sql");

	/** In the value of any name it may have a password before it. */
	private static final String URL = "://";

	private static final int DIGEST_BYTES = 8;

	static SettingsPrint of(ConfigurableEnvironment environment) {
		SortedMap<String, String> values = new TreeMap<>();
		PropertyResolver placeholders = placeholders(environment);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource settings) {
				settings.stream()
					.filter(SettingsPrint::decides)
					.forEach((name) -> values.computeIfAbsent(name.toString(),
							(key) -> described(settings, name, placeholders)));
			}
		}
		values.put("Java", Runtime.version().toString());
		values.put("profiles", Arrays.toString(environment.getActiveProfiles()));
		values.put("management port", ManagementPortType.get(environment).name().toLowerCase(Locale.ROOT));
		values.put("cloud platform", String.valueOf(CloudPlatform.getActive(environment)));
		return new SettingsPrint(values);
	}

	static SettingsPrint parse(String text) {
		return new SettingsPrint(text.lines()
			.map((line) -> line.split("=", 2))
			.collect(Collectors.toMap((line) -> line[0], (line) -> line[1], (first, second) -> second, TreeMap::new)));
	}

	/** One line for each, for {@link #parse}. */
	String text() {
		return this.values.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + "=" + entry.getValue() + "\n")
			.collect(Collectors.joining());
	}

	/** The names of what is not the same in both. */
	SortedSet<String> differences(SettingsPrint other) {
		SortedSet<String> names = new TreeSet<>(this.values.keySet());
		names.addAll(other.values.keySet());
		names.removeIf((name) -> Objects.equals(this.values.get(name), other.values.get(name)));
		return names;
	}

	private static boolean decides(ConfigurationPropertyName name) {
		String text = name.toString();
		return !name.isEmpty() && DECIDING.contains(name.getElement(0, ConfigurationPropertyName.Form.DASHED))
				&& !READ_AT_START.contains(text) && READ_AT_START_BELOW.stream().noneMatch(text::startsWith)
				&& SECRET.stream().noneMatch(text::contains);
	}

	private static @Nullable String described(IterableConfigurationPropertySource source,
			ConfigurationPropertyName name, PropertyResolver placeholders) {
		var property = source.getConfigurationProperty(name);
		if (property == null) {
			return null;
		}
		String value = placeholders.resolvePlaceholders(String.valueOf(property.getValue()));
		return (SET_OR_NOT.stream().anyMatch(name.toString()::contains) || value.contains(URL)) ? presence(value)
				: digest(value);
	}

	/** As conditions on properties see it: what is "false" is as good as not set. */
	private static String presence(String value) {
		if (value.isBlank()) {
			return "empty";
		}
		return value.equalsIgnoreCase("false") ? "false" : "set";
	}

	private static String digest(String value) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

	/** What cannot be resolved stays as it is. */
	private static PropertyResolver placeholders(ConfigurableEnvironment environment) {
		MutablePropertySources sources = new MutablePropertySources(environment.getPropertySources());
		sources.addFirst(new Unsteady());
		return new PropertySourcesPropertyResolver(sources);
	}

	/**
	 * What is another at the training or at each start, and decides nothing: a
	 * placeholder for it stands for its name.
	 */
	private static final class Unsteady extends PropertySource<Object> {

		private Unsteady() {
			super("unsteady");
		}

		@Override
		public @Nullable Object getProperty(String name) {
			return (name.equals("rowhouse.home") || name.startsWith("random.") || READ_AT_START.contains(name)) ? name
					: null;
		}

	}

}
