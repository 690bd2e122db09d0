package org.rowhouse.startup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aot.AotDetector;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.Ordered;

/**
 * Starts the slow way where what was prepared for a fast one (decision 0026) was prepared
 * for other settings or another Java: Spring decided then which parts there are, and a
 * part that is missing must not go unnoticed. {@code platform/deploy/prepare.sh} keeps
 * what it was prepared for beside what it generated.
 */
public final class PreparedStart implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	/** Of the file that is written while a start is prepared, as a system property. */
	static final String TARGET = "rowhouse.prepared.settings";

	private static final String RESOURCE = "/rowhouse/prepared-settings";

	private static final Logger logger = LoggerFactory.getLogger(PreparedStart.class);

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		String target = System.getProperty(TARGET);
		if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING) && target != null) {
			write(Path.of(target), SettingsPrint.of(event.getEnvironment()));
		}
		else if (AotDetector.useGeneratedArtifacts()) {
			compare(SettingsPrint.of(event.getEnvironment()), read());
		}
	}

	private static void compare(SettingsPrint now, @Nullable SettingsPrint prepared) {
		if (prepared == null) {
			startSlowly("nobody knows which settings this start was prepared for");
			return;
		}
		SortedSet<String> differences = now.differences(prepared);
		if (!differences.isEmpty()) {
			startSlowly("this start was prepared with other values of " + String.join(", ", differences));
		}
	}

	private static void startSlowly(String reason) {
		System.setProperty(AotDetector.AOT_ENABLED, "false");
		logger.warn("Starting the slow way: {}. Run prepare.sh again with the settings of now.", reason);
	}

	private static void write(Path file, SettingsPrint settings) {
		try {
			Files.writeString(file, settings.text());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static @Nullable SettingsPrint read() {
		try (InputStream in = PreparedStart.class.getResourceAsStream(RESOURCE)) {
			return (in != null) ? SettingsPrint.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)) : null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** After the settings have been read and there is a log. */
	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

}
