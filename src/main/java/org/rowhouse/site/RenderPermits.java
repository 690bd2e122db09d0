package org.rowhouse.site;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.stereotype.Component;

/**
 * How many pages of each site are made at once. A request that finds no permit waits, in
 * the order of arrival, for a bounded time and among a bounded number. Only sites that
 * are at work right now have a gate, so an idle one costs nothing, and none is ever
 * forgotten while somebody holds a permit of it.
 */
@Component
public class RenderPermits {

	/** With platform threads each holds one; most must be left for other requests. */
	static final int MAX_WAITING_IN_ALL = 200;

	private final SiteLimits limits;

	private final Map<Long, Gate> gates = new ConcurrentHashMap<>();

	private final AtomicInteger waitingInAll = new AtomicInteger();

	RenderPermits(SiteLimits limits) {
		this.limits = limits;
	}

	/**
	 * Takes a permit, after waiting for it if need be.
	 * @param site the site for which something is to be made
	 * @return the permit, which must be closed; nothing if there is none for it
	 */
	public Optional<Permit> acquire(Site site) {
		return enter(site, true);
	}

	/**
	 * Takes a permit if there is one at once.
	 * @param site the site for which something is to be made
	 * @return the permit, which must be closed; nothing if there is none for it
	 */
	public Optional<Permit> tryAcquire(Site site) {
		return enter(site, false);
	}

	/**
	 * Returns what a site is doing right now.
	 * @param site the site
	 * @return how many pages are being made, and how many requests wait
	 */
	public Work of(Site site) {
		Gate gate = this.gates.get(site.id());
		return (gate != null) ? new Work(gate.running.get(), gate.waiting.get()) : new Work(0, 0);
	}

	private Optional<Permit> enter(Site site, boolean patient) {
		long limit = this.limits.of(site).of(Limit.CONCURRENT_RENDERS);
		int permits = (limit == 0) ? Integer.MAX_VALUE / 2 : (int) limit;
		Gate gate = this.gates.compute(site.id(), (id, present) -> ((present != null) ? present : new Gate()).used());
		gate.resize(permits);
		boolean entered = false;
		try {
			entered = gate.isFree() || (patient && await(gate));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			if (!entered) {
				leave(site.id());
			}
		}
		if (!entered) {
			return Optional.empty();
		}
		gate.running.incrementAndGet();
		return Optional.of(new Permit(site.id(), gate));
	}

	private boolean await(Gate gate) throws InterruptedException {
		boolean mayWait = gate.waiting.incrementAndGet() <= this.limits.waitingRequests();
		mayWait &= this.waitingInAll.incrementAndGet() <= MAX_WAITING_IN_ALL;
		try {
			return mayWait && gate.semaphore.tryAcquire(this.limits.waitingTime().toNanos(), TimeUnit.NANOSECONDS);
		}
		finally {
			this.waitingInAll.decrementAndGet();
			gate.waiting.decrementAndGet();
		}
	}

	private void leave(long siteId) {
		this.gates.computeIfPresent(siteId, (id, gate) -> gate.isLast() ? null : gate);
	}

	/**
	 * What a site is doing.
	 *
	 * @param running pages that are being made
	 * @param waiting requests that wait for a permit
	 */
	public record Work(int running, int waiting) {

	}

	/**
	 * The right to make one page.
	 */
	public final class Permit implements AutoCloseable {

		private final long siteId;

		private final Gate gate;

		private final AtomicBoolean closed = new AtomicBoolean();

		private Permit(long siteId, Gate gate) {
			this.siteId = siteId;
			this.gate = gate;
		}

		/** Gives it back; a second time changes nothing. */
		@Override
		public void close() {
			if (this.closed.compareAndSet(false, true)) {
				this.gate.running.decrementAndGet();
				this.gate.semaphore.release();
				leave(this.siteId);
			}
		}

	}

	/**
	 * The permits of one site, while somebody holds one or wants one.
	 */
	private static final class Gate {

		private final Permits semaphore = new Permits();

		private final AtomicInteger running = new AtomicInteger();

		private final AtomicInteger waiting = new AtomicInteger();

		/** Changed inside of the map's own lock of this entry alone. */
		private int users;

		private int size;

		Gate used() {
			this.users++;
			return this;
		}

		/** Not the plain method, which goes past those who wait. */
		boolean isFree() throws InterruptedException {
			return this.semaphore.tryAcquire(0, TimeUnit.SECONDS);
		}

		boolean isLast() {
			this.users--;
			return this.users == 0;
		}

		synchronized void resize(int permits) {
			int change = permits - this.size;
			this.size = permits;
			if (change > 0) {
				this.semaphore.release(change);
			}
			else if (change < 0) {
				this.semaphore.reducePermits(-change);
			}
		}

	}

	/**
	 * Fair, and can become smaller.
	 */
	private static final class Permits extends Semaphore {

		private static final long serialVersionUID = 1L;

		Permits() {
			super(0, true);
		}

		@Override
		public void reducePermits(int reduction) {
			super.reducePermits(reduction);
		}

	}

}
