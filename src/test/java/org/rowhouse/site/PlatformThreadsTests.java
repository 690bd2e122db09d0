package org.rowhouse.site;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.rowhouse.site.PlatformThreads.NoThreadFreeException;

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
	void workThatSuchWorkAsksForStaysOnItsThread() throws Exception {
		boolean same = onRequestThread(() -> this.threads.call(() -> {
			Thread outer = Thread.currentThread();
			return this.threads.call(Thread::currentThread) == outer;
		}));
		assertThat(same).isTrue();
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void nobodyWaitsForEverAndNoTurnIsLost() throws Exception {
		PlatformThreads few = new PlatformThreads(Duration.ofSeconds(1));
		CountDownLatch end = new CountDownLatch(1);
		for (int round = 0; round < 2; round++) {
			CountDownLatch held = new CountDownLatch(400);
			CountDownLatch over = end;
			List<CompletableFuture<Boolean>> holders = new ArrayList<>();
			for (int i = 0; i < 400; i++) {
				holders.add(begin(() -> few.call(() -> {
					held.countDown();
					return over.await(30, TimeUnit.SECONDS);
				})));
			}
			assertThat(held.await(30, TimeUnit.SECONDS)).isTrue();
			assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> onRequestThread(() -> few.call(() -> true)))
				.withCauseInstanceOf(NoThreadFreeException.class);
			end.countDown();
			for (CompletableFuture<Boolean> holder : holders) {
				assertThat(holder.get(30, TimeUnit.SECONDS)).isTrue();
			}
			end = new CountDownLatch(1);
		}
		few.destroy();
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
