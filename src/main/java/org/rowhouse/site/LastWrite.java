package org.rowhouse.site;

import org.springframework.context.SmartLifecycle;

/**
 * Writes into the database what it holds in memory, for the last time when the process
 * stops: after the server has taken its last request, and before beans are destroyed,
 * from when on none is made that was not needed before. It has to stop with a write and
 * must not interrupt one, since who interrupts a thread that reads the file of H2 closes
 * it for all.
 */
public interface LastWrite extends SmartLifecycle {

	/** The server has a higher one, and what is higher is stopped first. */
	@Override
	default int getPhase() {
		return 0;
	}

	@Override
	default boolean isPauseable() {
		return false;
	}

}
