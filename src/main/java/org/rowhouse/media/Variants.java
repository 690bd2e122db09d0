package org.rowhouse.media;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.rowhouse.media.OpenedPictures.Permit;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.PlatformThreads;
import org.rowhouse.site.PlatformThreads.NoThreadFreeException;
import org.rowhouse.site.Site;

import org.springframework.stereotype.Component;

/**
 * Makes smaller pictures when they are first asked for, and keeps them. Who asks for one
 * that is being made waits for it.
 */
@Component
class Variants {

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	/** How long a picture that cannot be opened is not opened again. */
	private static final Duration SHOWN_AS_IT_IS = Duration.ofHours(1);

	private static final int MAX_UNOPENED = 10_000;

	private final MediaStore store;

	private final PictureCodec codec;

	private final OpenedPictures opened;

	private final PlatformThreads threads;

	/** What is being made right now. */
	private final ConcurrentMap<Key, CompletableFuture<Boolean>> making = new ConcurrentHashMap<>();

	/** The digests of pictures that cannot be opened, whichever site has them. */
	private final Cache<String, Boolean> unopened = Caffeine.newBuilder()
		.maximumSize(MAX_UNOPENED)
		.expireAfterWrite(SHOWN_AS_IT_IS)
		.build();

	Variants(MediaStore store, PictureCodec codec, OpenedPictures opened, PlatformThreads threads) {
		this.threads = threads;
		this.store = store;
		this.codec = codec;
		this.opened = opened;
	}

	/** The type that a variant has: one that every browser shows and that is small. */
	static FileType type(MediaItem item) {
		boolean photograph = item.type() == FileType.JPEG || (item.type() == FileType.WEBP && !item.alpha());
		return (photograph) ? FileType.JPEG : FileType.PNG;
	}

	/**
	 * Opens a variant, which is made if it is not there.
	 * @param site the site
	 * @param item the picture
	 * @param variant which one
	 * @return its bytes; nothing if the picture itself is gone, if it cannot be opened,
	 * or if too many others are being made, of this site or of all
	 */
	Optional<SeekableByteChannel> open(Site site, MediaItem item, Variant variant) throws IOException {
		StoredName name = new StoredName(item.digest(), variant.storedAs(item));
		Optional<SeekableByteChannel> there = this.store.open(site.key(), name);
		if (there.isPresent() || this.unopened.getIfPresent(item.digest()) != null
				|| !makeOnce(new Key(site.id(), name), site, item, variant)) {
			return there;
		}
		return this.store.open(site.key(), name);
	}

	private boolean makeOnce(Key key, Site site, MediaItem item, Variant variant) throws IOException {
		CompletableFuture<Boolean> mine = new CompletableFuture<>();
		CompletableFuture<Boolean> others = this.making.putIfAbsent(key, mine);
		if (others != null) {
			return waitFor(others);
		}
		try (Permit permit = this.opened.acquire(site.id(), PATIENCE)) {
			boolean made = permit != null && this.threads.call(() -> make(site, item, variant, key.name()));
			mine.complete(made);
			return made;
		}
		catch (NoThreadFreeException ex) {
			mine.complete(false);
			return false;
		}
		catch (Throwable ex) {
			// Memory may have run out: those who wait must not wait for ever.
			mine.completeExceptionally(ex);
			throw ex;
		}
		finally {
			this.making.remove(key);
		}
	}

	private static boolean waitFor(CompletableFuture<Boolean> others) throws IOException {
		try {
			return others.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof IOException failure) ? failure : new IOException(ex.getCause());
		}
	}

	private boolean make(Site site, MediaItem item, Variant variant, StoredName name) throws IOException {
		SeekableByteChannel original = this.store.open(site.key(), StoredName.original(item.digest())).orElse(null);
		if (original == null) {
			return false;
		}
		try (original; MediaStore.Incoming target = this.store.receive()) {
			BufferedImage image = paint(item, variant, original);
			this.codec.write(image, type(item), target.channel());
			target.keep(site.key(), name);
			return true;
		}
		catch (InvalidInputException ex) {
			// What nobody here can open is shown as it is.
			this.unopened.put(item.digest(), true);
			return false;
		}
	}

	private BufferedImage paint(MediaItem item, Variant variant, SeekableByteChannel original) throws IOException {
		PictureFacts facts = PictureHead.read(item.type(), original);
		boolean alpha = type(item) == FileType.PNG && item.alpha();
		boolean square = variant.shape() == Variant.Shape.SQUARE;
		int edge = Math.min(item.width(), item.height());
		int wanted = (square) ? (int) Math.ceil((double) variant.size() * item.width() / edge) : variant.size();
		BufferedImage image = this.codec.open(item.type(), facts, original, Math.min(wanted, item.width()));
		if (square) {
			image = crop(image, item);
			int size = Math.min(variant.size(), image.getWidth());
			return this.codec.resize(image, size, size, alpha);
		}
		int height = Math.max(1, (int) Math.round((double) variant.size() * item.height() / item.width()));
		return this.codec.resize(image, variant.size(), height, alpha);
	}

	/** The largest square, as near to the focal point as the edges allow. */
	private static BufferedImage crop(BufferedImage image, MediaItem item) {
		int edge = Math.min(image.getWidth(), image.getHeight());
		int x = start(image.getWidth(), edge, item.focalX());
		int y = start(image.getHeight(), edge, item.focalY());
		return image.getSubimage(x, y, edge, edge);
	}

	private static int start(int length, int edge, int percent) {
		long wanted = Math.round(length * percent / 100.0 - edge / 2.0);
		return (int) Math.max(0, Math.min(wanted, length - edge));
	}

	/** Sites keep their own. */
	private record Key(long siteId, StoredName name) {

	}

}
