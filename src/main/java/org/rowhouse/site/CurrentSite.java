package org.rowhouse.site;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The site that the current thread works for. Everything that reads or writes content of
 * a site asks here, and gets an exception where nothing is bound: a missing site never
 * means "all sites".
 */
@Component
public class CurrentSite {

	/** A {@code site_id} that no site ever has: sees the platform's tables alone. */
	static final long PLATFORM = 0;

	/** Not static: two application contexts in one process are two platforms. */
	@SuppressWarnings("ThreadLocalUsage")
	private final ThreadLocal<Scope> scope = new ThreadLocal<>();

	/** As above. */
	@SuppressWarnings("ThreadLocalUsage")
	private final ThreadLocal<String> behalf = new ThreadLocal<>();

	/**
	 * Works in the name of somebody who is not there any more, as when a job goes on that
	 * they started. It is for the audit log, and permits nothing.
	 * @param username the name they sign in with; empty for nobody
	 * @param action what to do
	 * @param <T> the result
	 * @return the action's result
	 */
	public <T extends @Nullable Object> T callFor(String username, Supplier<T> action) {
		String previous = this.behalf.get();
		this.behalf.set(username);
		try {
			return action.get();
		}
		finally {
			if (previous == null) {
				this.behalf.remove();
			}
			else {
				this.behalf.set(previous);
			}
		}
	}

	/**
	 * Returns the name in which the thread works, where nobody has signed in.
	 * @return the name; empty for the process itself
	 */
	public String behalf() {
		String username = this.behalf.get();
		return (username != null) ? username : "";
	}

	/**
	 * Returns the bound site.
	 * @return the site
	 * @throws NoCurrentSiteException if none is bound
	 */
	public Site get() {
		Scope current = this.scope.get();
		if (current == null || current.site() == null) {
			throw new NoCurrentSiteException();
		}
		return current.site();
	}

	/**
	 * Binds a site while an action runs, and whatever was bound before again afterwards.
	 * @param site the site to work for
	 * @param action what to do
	 * @param <T> the result
	 * @return the action's result
	 * @throws SiteRebindException if a transaction of another site is running
	 */
	public <T extends @Nullable Object> T call(Site site, Supplier<T> action) {
		return call(new Scope(site.id(), site), action);
	}

	/**
	 * Binds a site while an action runs.
	 * @param site the site to work for
	 * @param action what to do
	 * @throws SiteRebindException if a transaction of another site is running
	 */
	public void run(Site site, Runnable action) {
		call(site, () -> {
			action.run();
			return null;
		});
	}

	/**
	 * Binds a site until the returned binding is closed on the same thread. For filters,
	 * whose actions throw checked exceptions; everything else uses {@link #call}.
	 * @param site the site to work for
	 * @return what ends the binding
	 * @throws SiteRebindException if a transaction of another site is running
	 */
	public Binding open(Site site) {
		return open(new Scope(site.id(), site));
	}

	<T extends @Nullable Object> T callPlatform(Supplier<T> action) {
		return call(new Scope(PLATFORM, null), action);
	}

	/**
	 * Returns the {@code site_id} that database sessions opened now are limited to.
	 * @return the site's id, or {@link #PLATFORM}
	 * @throws NoCurrentSiteException if nothing is bound
	 */
	long siteId() {
		Scope current = this.scope.get();
		if (current == null) {
			throw new NoCurrentSiteException();
		}
		return current.siteId();
	}

	private <T extends @Nullable Object> T call(Scope next, Supplier<T> action) {
		try (Binding binding = open(next)) {
			return action.get();
		}
	}

	private Binding open(Scope next) {
		Scope previous = this.scope.get();
		if (TransactionSynchronizationManager.isActualTransactionActive()
				&& (previous == null || previous.siteId() != next.siteId())) {
			throw new SiteRebindException();
		}
		this.scope.set(next);
		Site site = next.site();
		return new Binding(previous, LogSite.open((site != null) ? site.key() : null));
	}

	private record Scope(long siteId, @Nullable Site site) {

	}

	/**
	 * A bound site; closing it restores what was bound before.
	 */
	public final class Binding implements AutoCloseable {

		private final @Nullable Scope previous;

		private final LogSite logSite;

		private Binding(@Nullable Scope previous, LogSite logSite) {
			this.previous = previous;
			this.logSite = logSite;
		}

		@Override
		public void close() {
			this.logSite.close();
			if (this.previous == null) {
				CurrentSite.this.scope.remove();
			}
			else {
				CurrentSite.this.scope.set(this.previous);
			}
		}

	}

}
