package org.rowhouse.media;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowhouse.site.PlatformThreads;
import org.rowhouse.site.SettingOrigins;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteState;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Variants}, with a store that does what disks do on bad days.
 */
class VariantsTests {

	private static final Variant SMALL = Variant.ofWidth("320").orElseThrow();

	private static final MediaItem PICTURE = new MediaItem(1, "door.png", "", FileType.PNG, 57, "ab".repeat(32), 900,
			900, true, false, "", false, "", "", 50, 50, Instant.EPOCH, Instant.EPOCH);

	private final AtomicInteger openings = new AtomicInteger();

	private final Store store = new Store();

	private final MediaProperties properties = new MediaProperties(DataSize.ofMegabytes(1), 1_000_000, 4096, 1);

	private final Variants variants = new Variants(this.store, new PictureCodec(this.properties),
			new OpenedPictures(this.properties), new PlatformThreads());

	private final Site site = new Site(1, "site", "site", "", "plain", Locale.ENGLISH, ZoneId.of("UTC"),
			SiteState.ACTIVE, 1, List.of(), Map.of(), false, null, null, SettingOrigins.NONE);

	@TempDir
	private Path folder;

	@Test
	void aPictureThatCannotBeOpenedIsTriedOnce() throws IOException {
		Files.write(this.folder.resolve("original"), TestPictures.pngHead(900, 900));
		for (int visitor = 0; visitor < 3; visitor++) {
			assertThat(this.variants.open(this.site, PICTURE, SMALL)).isEmpty();
		}
		assertThat(this.openings).hasValue(1);
	}

	@Test
	void whoWaitsForAPictureIsToldOfAnErrorToo() throws Exception {
		Files.write(this.folder.resolve("original"), TestPictures.pngHead(900, 900));
		this.store.failing = new CountDownLatch(1);
		CompletableFuture<Boolean> first = new CompletableFuture<>();
		CompletableFuture<Boolean> second = new CompletableFuture<>();
		Thread maker = start(first);
		awaitWaiting(maker);
		Thread waiter = start(second);
		awaitWaiting(waiter);
		this.store.failing.countDown();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> first.get(10, TimeUnit.SECONDS))
			.withCauseInstanceOf(StackOverflowError.class);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> second.get(10, TimeUnit.SECONDS))
			.withCauseInstanceOf(IOException.class);
	}

	private Thread start(CompletableFuture<Boolean> result) {
		Thread thread = new Thread(() -> {
			try {
				result.complete(this.variants.open(this.site, PICTURE, SMALL).isPresent());
			}
			catch (Throwable ex) {
				result.completeExceptionally(ex);
			}
		});
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	private static void awaitWaiting(Thread thread) {
		while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
			Thread.onSpinWait();
		}
	}

	/** Has one original and keeps nothing. */
	private final class Store implements MediaStore {

		private volatile CountDownLatch failing = new CountDownLatch(0);

		@Override
		public Incoming receive() {
			VariantsTests.this.openings.incrementAndGet();
			if (this.failing.getCount() > 0) {
				try {
					this.failing.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
				throw new StackOverflowError("as a bad picture may cause");
			}
			return new Incoming() {

				@Override
				public SeekableByteChannel channel() {
					throw new IllegalStateException("Nothing is written");
				}

				@Override
				public void keep(String key, StoredName name) {
					throw new IllegalStateException("Nothing is kept");
				}

				@Override
				public void close() {
					// Nothing is open.
				}

			};
		}

		@Override
		public Optional<SeekableByteChannel> open(String key, StoredName name) throws IOException {
			return (name.variant().isEmpty())
					? Optional.of(Files.newByteChannel(VariantsTests.this.folder.resolve("original")))
					: Optional.empty();
		}

		@Override
		public boolean copy(String from, String to, StoredName name) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void delete(String key, String digest) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void deleteVariants(String key, String digest) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void deleteAll(String key) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void deleteOldIncoming() {
			throw new UnsupportedOperationException();
		}

	}

}
