package org.rowhouse.site;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Lets what may keep a processor busy for long run on a thread of the operating system,
 * which gives others their turn (decision 0029). Virtual threads share as many carriers
 * as there are processors, and whoever is on one stays until it waits for something: two
 * templates that calculate would keep two processors from everybody else. On Java 17 all
 * threads are of the operating system, and nothing changes.
 */
@Component
public class PlatformThreads implements DisposableBean {

	/** As many as there are requests at once where there are no virtual threads. */
	private static final int MOST = 400;

	private static final long IDLE_SECONDS = 60;

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	/** New threads would be of the group of the virtual thread that makes them. */
	private final ThreadGroup group = Objects.requireNonNull(Thread.currentThread().getThreadGroup());

	private final AtomicLong number = new AtomicLong();

	/** Who is done gives its turn back a moment before its thread is free again. */
	private final ThreadPoolExecutor threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS,
			TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);

	/** Whoever waits for a thread waits here, at the price of a virtual one. */
	private final Semaphore free = new Semaphore(MOST, true);

	private final Duration patience;

	/**
	 * Makes no thread before one is needed.
	 */
	public PlatformThreads() {
		this(PATIENCE);
	}

	PlatformThreads(Duration patience) {
		this.patience = patience;
	}

	private Thread thread(Runnable work) {
		Thread thread = new Thread(this.group, work, "request-" + this.number.incrementAndGet());
		thread.setDaemon(true);
		thread.setContextClassLoader(PlatformThreads.class.getClassLoader());
		return thread;
	}

	/**
	 * Runs work and waits for its end. What is bound to the calling thread is not bound
	 * to the other. Work that such work asks for stays on its thread.
	 * @param <T> the type of what it returns
	 * @param <X> the type of what it throws
	 * @param work the work
	 * @return what it returns
	 * @throws NoThreadFreeException if none has become free for ten seconds, or the
	 * server stops meanwhile
	 * @throws X whatever it throws
	 */
	public <T extends @Nullable Object, X extends Exception> T call(Work<T, X> work) throws X {
		if (!isVirtual(Thread.currentThread())) {
			return work.call();
		}
		try {
			return await(begin(work));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new NoThreadFreeException();
		}
	}

	private <T extends @Nullable Object> Future<T> begin(Work<T, ?> work) throws InterruptedException {
		if (!this.free.tryAcquire(this.patience.toMillis(), TimeUnit.MILLISECONDS)) {
			throw new NoThreadFreeException();
		}
		FutureTask<T> task = new FutureTask<>(work::call);
		boolean begun = false;
		try {
			this.threads.execute(() -> {
				try {
					task.run();
				}
				finally {
					this.free.release();
				}
			});
			begun = true;
			return task;
		}
		finally {
			if (!begun) {
				this.free.release();
			}
		}
	}

	@SuppressWarnings("unchecked")
	private static <T extends @Nullable Object, X extends Exception> T await(Future<T> result)
			throws X, InterruptedException {
		try {
			return result.get();
		}
		catch (InterruptedException ex) {
			// It goes on: an interrupted thread that reads the file of H2 closes it for
			// all.
			result.cancel(false);
			throw ex;
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			// The work can throw nothing else that is checked.
			throw (X) ((ex.getCause() instanceof Exception cause) ? cause : ex);
		}
	}

	/** There is a question for it from Java 21 on only. */
	private static boolean isVirtual(Thread thread) {
		ThreadGroup group = thread.getThreadGroup();
		return group != null && group.getName().equals("VirtualThreads");
	}

	@Override
	public void destroy() {
		this.threads.shutdown();
	}

	/**
	 * What may take long.
	 *
	 * @param <T> the type of what it returns
	 * @param <X> the type of what it throws
	 */
	@FunctionalInterface
	public interface Work<T extends @Nullable Object, X extends Exception> {

		/**
		 * Does it.
		 * @return what comes of it
		 * @throws X if it fails
		 */
		T call() throws X;

	}

	/**
	 * That all threads have been held for too long.
	 */
	public static final class NoThreadFreeException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		NoThreadFreeException() {
			super("All threads for what has to be made are busy");
		}

	}

}
