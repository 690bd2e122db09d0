package org.rowhouse.site;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PlatformThreads}. The half about virtual threads needs a Java that has
 * them, as the pipeline's second part does.
 */
class PlatformThreadsTests {

	private static final boolean VIRTUAL = Runtime.version().feature() >= 21;

	private final PlatformThreads threads = new PlatformThreads();

	@AfterEach
	void stop() {
		this.threads.destroy();
	}

	@Test
	void whoIsOnAPlatformThreadStaysThere() throws Exception {
		assertThat(this.threads.call(Thread::currentThread)).isSameAs(Thread.currentThread());
	}

	@Test
	void whatAVirtualThreadHandsOverRunsOnAPlatformThread() throws Exception {
		Thread ran = onRequestThread(() -> this.threads.call(Thread::currentThread));
		assertThat(ran.getName().startsWith("request-")).isEqualTo(VIRTUAL);
		assertThat(ran.getContextClassLoader()).isEqualTo(PlatformThreads.class.getClassLoader());
	}

	@Test
	void moreThanThereAreThreadsWaitForTheirTurn() throws Exception {
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		List<CompletableFuture<Integer>> all = new ArrayList<>();
		for (int i = 0; i < 2000; i++) {
			int number = i;
			all.add(begin(() -> this.threads.call(() -> {
				most.accumulateAndGet(running.incrementAndGet(), Math::max);
				LockSupport.parkNanos(10_000);
				running.decrementAndGet();
				return number;
			})));
		}
		for (int i = 0; i < all.size(); i++) {
			assertThat(all.get(i).get(10, TimeUnit.SECONDS)).isEqualTo(i);
		}
		assertThat(most.get()).isBetween(1, 400);
	}

	@Test
	void whatItThrowsIsThrownAsItIs() {
		IOException failure = new IOException("gone");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.threads.call(() -> {
			throw failure;
		})).isSameAs(failure);
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> onRequestThread(() -> this.threads.call(() -> {
				throw failure;
			})))
			.withCause(failure);
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> onRequestThread(() -> this.threads.call(() -> {
				throw new StackOverflowError();
			})))
			.withCauseInstanceOf(StackOverflowError.class);
	}

	private static <T> T onRequestThread(Callable<T> work) throws Exception {
		return begin(work).get(10, TimeUnit.SECONDS);
	}

	private static <T> CompletableFuture<T> begin(Callable<T> work) throws Exception {
		CompletableFuture<T> result = new CompletableFuture<>();
		Runnable run = () -> {
			try {
				result.complete(work.call());
			}
			catch (Throwable ex) {
				result.completeExceptionally(ex);
			}
		};
		if (VIRTUAL) {
			Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, run);
		}
		else {
			run.run();
		}
		return result;
	}

}
