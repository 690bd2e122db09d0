package org.rowhouse.startup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedSet;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aot.AotDetector;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.SpringProperties;

/**
 * Starts the slow way where what was prepared for a fast one (decision 0026) was prepared
 * for other settings or another Java: Spring decided then which parts there are, and a
 * part that is missing must not go unnoticed.
 */
public final class PreparedStart implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	/** What {@link PreparedSettings} leaves among what is generated. */
	static final String RESOURCE = "rowhouse/prepared-settings";

	private static final Logger logger = LoggerFactory.getLogger(PreparedStart.class);

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		if (AotDetector.useGeneratedArtifacts()) {
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
		SpringProperties.setProperty(AotDetector.AOT_ENABLED, "false");
		logger.warn("Starting the slow way: {}. Run prepare.sh again with the settings of now.", reason);
	}

	private static @Nullable SettingsPrint read() {
		try (InputStream in = PreparedStart.class.getResourceAsStream("/" + RESOURCE)) {
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
