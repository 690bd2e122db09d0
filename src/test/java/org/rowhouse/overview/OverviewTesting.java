package org.rowhouse.overview;

import org.springframework.context.ApplicationContext;

/**
 * Measures sites when a test says so.
 */
public final class OverviewTesting {

	private OverviewTesting() {
	}

	/** As the timer does every minute. */
	public static void measure(ApplicationContext context) {
		context.getBean(Measuring.class).measureChanged();
	}

}
