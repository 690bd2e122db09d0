package org.rowhouse.media;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.rowhouse.media.OpenedPictures.Permit;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OpenedPictures}.
 */
class OpenedPicturesTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private final OpenedPictures opened = new OpenedPictures(
			new MediaProperties(DataSize.ofMegabytes(1), 1_000_000, 4096, 1));

	@Test
	void onlySomePicturesOfOneSiteWaitAndTheOthersAreNotKept() throws Exception {
		int visitors = OpenedPictures.MAX_WAITING + 3;
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			List<Future<Boolean>> ofOne = new ArrayList<>();
			Future<Boolean> ofAnother;
			try (Permit busy = this.opened.acquire(1, LONG)) {
				assertThat(busy).isNotNull();
				for (int i = 0; i < visitors; i++) {
					ofOne.add(threads.submit(() -> open(1)));
				}
				while (ofOne.stream().filter(Future::isDone).count() < 3) {
					Thread.onSpinWait();
				}
				ofAnother = threads.submit(() -> open(2));
			}
			assertThat(ofAnother.get()).as("another site waits as ever").isTrue();
			int made = 0;
			for (Future<Boolean> one : ofOne) {
				made += (one.get()) ? 1 : 0;
			}
			assertThat(made).isEqualTo(OpenedPictures.MAX_WAITING);
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(open(1)).as("nobody waits any more").isTrue();
	}

	private boolean open(long siteId) {
		try (Permit permit = this.opened.acquire(siteId, LONG)) {
			return permit != null;
		}
	}

}
