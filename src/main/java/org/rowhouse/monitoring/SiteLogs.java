package org.rowhouse.monitoring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.sift.MDCBasedDiscriminator;
import ch.qos.logback.classic.sift.SiftingAppender;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Home;
import org.rowhouse.site.LogSite;
import org.rowhouse.site.SiteDeleted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Writes what is logged about a site to a file of its own, too: warnings and errors,
 * since the lines that tell what went well would make a file for each of ten thousand
 * folders at a start. Added to whatever Logback is set up to do, so that the log of the
 * platform stays as the operator wants it. Files are made when there is a first line; a
 * bounded number of them is open.
 */
@Component
class SiteLogs implements DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(SiteLogs.class);

	/** Not a key. */
	private static final String NO_SITE = "-";

	private static final int OPEN_FILES = 50;

	private static final Duration IDLE = Duration.buildByMinutes(5);

	private static final FileSize FILE_SIZE = FileSize.valueOf("1MB");

	private static final int OLD_FILES = 2;

	/** In UTC: the machine's time zone means nothing to a site. */
	private static final String PATTERN = "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSS'Z'\",UTC} %-5level %logger{36} : %msg%n%ex";

	private final Home home;

	private final @Nullable LoggerContext context;

	private @Nullable SiftingAppender appender;

	SiteLogs(Home home, SiteLogsProperties properties) {
		this.home = home;
		this.context = (properties.enabled() && LoggerFactory.getILoggerFactory() instanceof LoggerContext logback)
				? logback : null;
		open();
	}

	private synchronized void open() {
		if (this.context == null) {
			return;
		}
		MDCBasedDiscriminator site = new MDCBasedDiscriminator();
		site.setContext(this.context);
		site.setKey(LogSite.NAME);
		site.setDefaultValue(NO_SITE);
		site.start();
		WarningsOfSites warnings = new WarningsOfSites(this.home);
		warnings.start();
		SiftingAppender sifting = new SiftingAppender();
		sifting.setContext(this.context);
		sifting.setName("site-logs");
		sifting.setDiscriminator(site);
		sifting.addFilter(warnings);
		sifting.setMaxAppenderCount(OPEN_FILES);
		sifting.setTimeout(IDLE);
		sifting.setAppenderFactory(this::appenderFor);
		sifting.start();
		root(this.context).addAppender(sifting);
		this.appender = sifting;
	}

	private Appender<ILoggingEvent> appenderFor(Context logback, String key) {
		Path file = this.home.siteLog(key).orElseThrow();
		RollingFileAppender<ILoggingEvent> rolling = new RollingFileAppender<>();
		rolling.setContext(logback);
		rolling.setName("site-log-" + key);
		rolling.setFile(file.toString());
		FixedWindowRollingPolicy window = new FixedWindowRollingPolicy();
		window.setContext(logback);
		window.setParent(rolling);
		window.setMinIndex(1);
		window.setMaxIndex(OLD_FILES);
		window.setFileNamePattern(file + ".%i");
		window.start();
		SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
		size.setContext(logback);
		size.setMaxFileSize(FILE_SIZE);
		size.start();
		PatternLayoutEncoder encoder = new PatternLayoutEncoder();
		encoder.setContext(logback);
		encoder.setCharset(StandardCharsets.UTF_8);
		encoder.setPattern(PATTERN);
		encoder.start();
		rolling.setRollingPolicy(window);
		rolling.setTriggeringPolicy(size);
		rolling.setEncoder(encoder);
		rolling.start();
		return rolling;
	}

	/** Another site may get the key, and must not find what was logged about this one. */
	@EventListener
	void deleted(SiteDeleted site) {
		try {
			reopen();
			this.home.deleteSiteLogs(site.key());
		}
		catch (IOException ex) {
			logger.warn("The logs of the deleted site '{}' are still there: {}", site.key(), ex.getMessage());
		}
	}

	/**
	 * Closes all files; those that are still written to open again by themselves. The old
	 * ones are closed first, so that no file is written to by two at once; a line of that
	 * moment is in the log of the platform alone.
	 */
	private synchronized void reopen() {
		close(this.appender);
		open();
	}

	private void close(@Nullable SiftingAppender old) {
		if (this.context != null && old != null) {
			root(this.context).detachAppender(old);
			old.stop();
		}
	}

	private static ch.qos.logback.classic.Logger root(LoggerContext context) {
		return context.getLogger(Logger.ROOT_LOGGER_NAME);
	}

	@Override
	public synchronized void destroy() {
		close(this.appender);
	}

	/** Nothing else has a file, so that nothing else may get as far as asking for one. */
	private static final class WarningsOfSites extends Filter<ILoggingEvent> {

		private final Home home;

		WarningsOfSites(Home home) {
			this.home = home;
		}

		@Override
		public FilterReply decide(ILoggingEvent event) {
			String key = event.getMDCPropertyMap().get(LogSite.NAME);
			boolean wanted = key != null && event.getLevel().isGreaterOrEqual(Level.WARN)
					&& this.home.siteLog(key).isPresent();
			return (wanted) ? FilterReply.NEUTRAL : FilterReply.DENY;
		}

	}

}
