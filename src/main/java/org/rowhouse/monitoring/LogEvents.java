package org.rowhouse.monitoring;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The metric {@code logback.events}: the lines that are logged, by their level.
 * Micrometer has it too, but finds out in a filter that every question whether a level is
 * on has to pass, of which the connector asks fifty for each request.
 */
@Component
class LogEvents implements DisposableBean {

	private static final String NAME = "logback.events";

	private final Counting counting;

	@Autowired
	LogEvents(MeterRegistry registry) {
		this(registry, LoggerFactory.getILoggerFactory());
	}

	LogEvents(MeterRegistry registry, ILoggerFactory loggers) {
		this.counting = new Counting(Stream.of(Level.ERROR, Level.WARN, Level.INFO, Level.DEBUG, Level.TRACE)
			.collect(Collectors.toUnmodifiableMap(Function.identity(), (level) -> counter(registry, level))));
		if (loggers instanceof LoggerContext logback) {
			this.counting.setContext(logback);
			this.counting.setName(NAME);
			this.counting.start();
			logback.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(this.counting);
		}
	}

	private static Counter counter(MeterRegistry registry, Level level) {
		return Counter.builder(NAME)
			.tag("level", level.toString().toLowerCase(Locale.ROOT))
			.description("Number of log events that were written")
			.baseUnit("events")
			.register(registry);
	}

	@Override
	public void destroy() {
		if (this.counting.getContext() instanceof LoggerContext logback) {
			Logger root = logback.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
			root.detachAppender(this.counting);
			this.counting.stop();
		}
	}

	private static final class Counting extends UnsynchronizedAppenderBase<ILoggingEvent> {

		private final Map<Level, Counter> counters;

		Counting(Map<Level, Counter> counters) {
			this.counters = counters;
		}

		@Override
		protected void append(ILoggingEvent event) {
			Counter counter = this.counters.get(event.getLevel());
			if (counter != null) {
				counter.increment();
			}
		}

	}

}
