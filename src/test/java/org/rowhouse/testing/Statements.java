package org.rowhouse.testing;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.hibernate.cfg.AvailableSettings;
import org.hibernate.resource.jdbc.spi.StatementInspector;

import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;

/**
 * Counts what is asked of the database for somebody who waits. Hibernate's own statistics
 * count as well what the process does by itself meanwhile, such as keeping the index.
 */
public class Statements implements StatementInspector, HibernatePropertiesCustomizer {

	private final AtomicLong count = new AtomicLong();

	@SuppressWarnings("ThreadLocalUsage")
	private final ThreadLocal<Boolean> counting = ThreadLocal.withInitial(() -> false);

	/**
	 * Counts while an action runs, one action at a time.
	 * @param action what to do
	 * @param <E> what it throws
	 * @return how many statements the thread that calls this and those that answer
	 * requests have prepared
	 * @throws E from the action
	 */
	public <E extends Exception> long during(Action<E> action) throws E {
		long before = this.count.get();
		this.counting.set(true);
		try {
			action.run();
		}
		finally {
			this.counting.remove();
		}
		return this.count.get() - before;
	}

	@Override
	public String inspect(String sql) {
		if (this.counting.get() || answersRequests(Thread.currentThread().getName())) {
			this.count.incrementAndGet();
		}
		return sql;
	}

	/** Pages are made on threads of Rowhouse, the rest on those of the connector. */
	private static boolean answersRequests(String thread) {
		return thread.startsWith("request-") || thread.startsWith("jetty-") || thread.startsWith("qtp");
	}

	@Override
	public void customize(Map<String, Object> properties) {
		properties.put(AvailableSettings.STATEMENT_INSPECTOR, this);
	}

	/**
	 * What is counted.
	 *
	 * @param <E> what it throws
	 */
	@FunctionalInterface
	public interface Action<E extends Exception> {

		/**
		 * Does it.
		 * @throws E if it cannot
		 */
		void run() throws E;

	}

}
