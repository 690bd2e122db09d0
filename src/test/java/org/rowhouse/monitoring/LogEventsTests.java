package org.rowhouse.monitoring;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogEvents}.
 */
class LogEventsTests {

	private final LoggerContext loggers = new LoggerContext();

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final Logger logger = this.loggers.getLogger("some.name");

	@Test
	void linesThatAreWrittenAreCountedByLevel() {
		LogEvents events = new LogEvents(this.registry, this.loggers);
		this.logger.setLevel(Level.INFO);
		this.logger.warn("One");
		this.logger.warn("Another");
		this.logger.info("A third");
		this.logger.debug("One that nobody writes");
		assertThat(count("warn")).isEqualTo(2);
		assertThat(count("info")).isEqualTo(1);
		assertThat(count("debug")).isZero();
		events.destroy();
		this.logger.warn("One after the end");
		assertThat(count("warn")).isEqualTo(2);
	}

	private double count(String level) {
		return this.registry.get("logback.events").tag("level", level).counter().count();
	}

}
