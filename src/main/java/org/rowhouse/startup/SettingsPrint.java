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

/**
 * What the make-up of the application depends on: Java, profiles, and the settings that
 * Spring Boot decides by which parts there are. Settings of Rowhouse itself are not among
 * them, nor is the database, nor are ports and addresses: all these are read at every
 * start. Of values there are only digests, and none of secrets.
 *
 * @param values what there is, each by its name
 */
record SettingsPrint(SortedMap<String, String> values) {

	private static final Set<String> DECIDING = Set.of("spring", "server", "management", "db-scheduler");

	/** They are read at every start, and no part comes or goes with them. */
	private static final Set<String> READ_AT_START = Set.of("spring.datasource.url", "spring.datasource.username",
			"spring.datasource.password", "spring.aot.enabled", "spring.aot.processing", "server.port",
			"server.address", "management.server.port", "management.server.address");

	/** What Boot tells of the application itself: its name, its version, its process. */
	private static final String APPLICATION = "spring.application.";

	private static final Set<String> SECRET = Set.of("password", "secret", "token", "credential");

	private static final int DIGEST_BYTES = 8;

	static SettingsPrint of(ConfigurableEnvironment environment) {
		SortedMap<String, String> values = new TreeMap<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource settings) {
				settings.stream()
					.filter(SettingsPrint::decides)
					.forEach((name) -> values.computeIfAbsent(name.toString(), (key) -> digest(settings, name)));
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
				&& !READ_AT_START.contains(text) && !text.startsWith(APPLICATION)
				&& SECRET.stream().noneMatch(text::contains);
	}

	private static @Nullable String digest(IterableConfigurationPropertySource source, ConfigurationPropertyName name) {
		var property = source.getConfigurationProperty(name);
		if (property == null) {
			return null;
		}
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256")
				.digest(String.valueOf(property.getValue()).getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}
