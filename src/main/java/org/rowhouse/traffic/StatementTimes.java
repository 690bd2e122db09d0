package org.rowhouse.traffic;

import java.time.Duration;

import org.hibernate.SessionEventListener;
import org.hibernate.cfg.SessionEventSettings;
import org.rowhouse.site.CompletedRequest;

import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Measures how long the database takes for the statements of a request. Hibernate makes a
 * listener for each session and tells it when a statement begins and ends; when the
 * session ends, the sum goes to the request that Spring MVC has bound to the thread, if
 * there is one. Waiting for a connection, commits and what rows take to be read after the
 * first ones is not in it.
 */
@Configuration(proxyBeanMethods = false)
class StatementTimes {

	@Bean
	HibernatePropertiesCustomizer statementTimesCustomizer() {
		return (properties) -> properties.put(SessionEventSettings.AUTO_SESSION_EVENTS_LISTENER,
				Listener.class.getName());
	}

	/**
	 * The statements of one session, which is of one thread. Made by Hibernate.
	 */
	public static final class Listener implements SessionEventListener {

		private static final long serialVersionUID = 1L;

		private long begun;

		private long nanos;

		@Override
		public void jdbcExecuteStatementStart() {
			this.begun = System.nanoTime();
		}

		@Override
		public void jdbcExecuteStatementEnd() {
			this.nanos += System.nanoTime() - this.begun;
		}

		@Override
		public void jdbcExecuteBatchStart() {
			this.begun = System.nanoTime();
		}

		@Override
		public void jdbcExecuteBatchEnd() {
			this.nanos += System.nanoTime() - this.begun;
		}

		@Override
		public void end() {
			if (this.nanos > 0
					&& RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
				Object before = attributes.getRequest().getAttribute(CompletedRequest.DATABASE_ATTRIBUTE);
				Duration sum = ((before instanceof Duration known) ? known : Duration.ZERO).plusNanos(this.nanos);
				attributes.getRequest().setAttribute(CompletedRequest.DATABASE_ATTRIBUTE, sum);
				this.nanos = 0;
			}
		}

	}

}
