package org.rowhouse.site;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

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

	private final AtomicLong number = new AtomicLong();

	/** Who is done gives its turn back a moment before its thread is free again. */
	private final ThreadPoolExecutor threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS,
			TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);

	/** Whoever waits for a thread waits here, at the price of a virtual one. */
	private final Semaphore free = new Semaphore(MOST);

	private Thread thread(Runnable work) {
		Thread thread = new Thread(work, "request-" + this.number.incrementAndGet());
		thread.setDaemon(true);
		thread.setContextClassLoader(PlatformThreads.class.getClassLoader());
		return thread;
	}

	/**
	 * Runs work and waits for its end. What is bound to the calling thread is not bound
	 * to the other.
	 * @param <T> the type of what it returns
	 * @param work the work
	 * @return what it returns
	 * @throws Exception whatever it throws
	 */
	public <T> T call(Callable<T> work) throws Exception {
		if (!isVirtual(Thread.currentThread())) {
			return work.call();
		}
		this.free.acquire();
		Future<T> result;
		try {
			result = this.threads.submit(() -> {
				try {
					return work.call();
				}
				finally {
					this.free.release();
				}
			});
		}
		catch (RuntimeException ex) {
			this.free.release();
			throw ex;
		}
		return await(result);
	}

	private static <T> T await(Future<T> result) throws Exception {
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
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
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

}
