package org.rowhouse.theme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Folder;
import org.rowhouse.site.Home;
import org.rowhouse.site.Site;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Finds the static files of sites and makes them ready to be sent: with a hash of their
 * content, compressed, and with fingerprints in the URLs of style sheets.
 * <p>
 * Small files are kept in memory under keys that say whose file it is and in which state
 * it was found. Each request looks at the file itself, so a change shows at once; files
 * that were written in the last two seconds are not kept, since their time may not tell
 * them from the next change.
 */
@Component
class StaticFiles {

	private static final Logger logger = LoggerFactory.getLogger(StaticFiles.class);

	/** What is bigger is streamed. */
	static final int MAX_SMALL = 1024 * 1024;

	/** What is bigger gets no fingerprint, since a page would have to wait for it. */
	static final int MAX_FINGERPRINTED = 32 * 1024 * 1024;

	private static final long MAX_KEPT_BYTES = Math.min(64L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 16);

	private static final int MAX_KEPT_NAMES = 20_000;

	/**
	 * How long a page or style sheet may name files as they were: pages that are made one
	 * right after the other look at them once.
	 */
	private static final Duration RECENT = Duration.ofMillis(250);

	private static final int TRIES = 3;

	private final Folder sites;

	private final Folder platformThemes;

	private final Themes themes;

	private final BuiltInFiles builtIn = new BuiltInFiles();

	private final Cache<StaticSource.Key, PreparedFile> prepared = Caffeine.newBuilder()
		.maximumWeight(MAX_KEPT_BYTES)
		.weigher((StaticSource.Key key, PreparedFile file) -> file.weight())
		.build();

	private final Cache<StyledKey, PreparedFile> styled = Caffeine.newBuilder()
		.maximumWeight(MAX_KEPT_BYTES / 4)
		.weigher((StyledKey key, PreparedFile file) -> file.weight() + 100 * key.urls().size())
		.build();

	private final Cache<ViewedKey, List<String>> recent = Caffeine.newBuilder()
		.expireAfterWrite(RECENT)
		.maximumSize(2000)
		.build();

	private final Cache<ViewedName, Optional<String>> recentLinks = Caffeine.newBuilder()
		.expireAfterWrite(RECENT)
		.maximumSize(2000)
		.build();

	private final Cache<ViewedName, Boolean> recentNames = Caffeine.newBuilder()
		.expireAfterWrite(RECENT)
		.maximumSize(2000)
		.build();

	private final Cache<StaticSource.Key, String> bigFingerprints = Caffeine.newBuilder()
		.maximumSize(MAX_KEPT_NAMES)
		.build();

	StaticFiles(Home home, Themes themes) {
		this.sites = home.sites();
		this.platformThemes = home.platform().folder("themes");
		this.themes = themes;
	}

	/**
	 * Finds a file and makes it ready to be sent.
	 * @param site the site that asks
	 * @param name its path below {@code static/}
	 * @return the file as it is now
	 * @throws UncheckedIOException if it is there and cannot be read
	 */
	Optional<StaticFile> find(Site site, StaticName name) {
		if (isPrecompressed(site, name)) {
			return Optional.empty();
		}
		return whileItChanges(() -> source(site, name).map((source) -> file(site, name, source)));
	}

	/**
	 * Tells whether a site has seen a file of this name just now, which may be one that
	 * is not served.
	 */
	boolean exists(Site site, StaticName name) {
		return this.recentNames.get(viewed(site, name), (key) -> source(site, name).isPresent());
	}

	/**
	 * Returns the hash that links in a page carry.
	 * @param site the site whose page it is
	 * @param name the file's path below {@code static/}
	 * @return as {@link #fingerprint(Site, StaticName)}, as it was just now
	 */
	Optional<String> linked(Site site, StaticName name) {
		ViewedName key = viewed(site, name);
		Optional<String> known = this.recentLinks.getIfPresent(key);
		if (known == null) {
			known = fingerprint(site, name);
			this.recentLinks.put(key, known);
		}
		return known;
	}

	private ViewedName viewed(Site site, StaticName name) {
		return new ViewedName(site.id(), site.version(), site.theme(), this.themes.generation(), name);
	}

	/**
	 * Returns the hash that links to a file carry.
	 * @param site the site whose link it is
	 * @param name its path below {@code static/}
	 * @return characters, or nothing if there is no such file or it is too big
	 */
	Optional<String> fingerprint(Site site, StaticName name) {
		return fingerprint(new FingerprintedStyles(site, this), name);
	}

	/** Part of what {@link FingerprintedStyles} does for one style sheet. */
	Optional<String> fingerprint(FingerprintedStyles styles, StaticName name) {
		try {
			return whileItChanges(() -> source(styles.site(), name).flatMap((source) -> {
				if (source.size() > MAX_SMALL) {
					return bigFingerprint(source);
				}
				return Optional.of(served(styles, name, source, prepared(name, source)).fingerprint());
			}));
		}
		catch (UncheckedIOException ex) {
			logger.warn("Site '{}': static file {} cannot be read: {}", styles.site().key(), name.value(),
					ex.getMessage());
			return Optional.empty();
		}
	}

	private Optional<String> bigFingerprint(StaticSource source) {
		if (source.size() > MAX_FINGERPRINTED || source.fresh()) {
			return Optional.empty();
		}
		return Optional
			.of(this.bigFingerprints.get(source.key(), (key) -> read(() -> StreamedFile.fingerprint(source))));
	}

	/** As nginx's gzip_static has it: what belongs to another file has no URL. */
	private boolean isPrecompressed(Site site, StaticName name) {
		if (!name.ending().equals("gz") && !name.ending().equals("br")) {
			return false;
		}
		return name.withoutEnding()
			.filter((original) -> ContentTypes.isCompressible(ContentTypes.of(original)))
			.flatMap((original) -> source(site, original))
			.isPresent();
	}

	private StaticFile file(Site site, StaticName name, StaticSource source) {
		String type = ContentTypes.of(name);
		List<Representation> all = new ArrayList<>();
		boolean small = source.size() <= MAX_SMALL;
		PreparedFile raw = (small) ? prepared(name, source) : null;
		boolean asStored = raw == null || raw.references().isEmpty();
		PreparedFile file = (raw != null) ? served(new FingerprintedStyles(site, this), name, source, raw) : null;
		Representation gzip = (file != null) ? file.gzipped() : null;
		// What lies beside it is what is stored, which may not be what is served.
		if (asStored && ContentTypes.isCompressible(type)) {
			addPrecompressed(source, "br", ".br", all);
			addPrecompressed(source, "gzip", ".gz", all);
		}
		if (gzip != null && all.stream().noneMatch((one) -> one.coding().equals("gzip"))) {
			all.add(gzip);
		}
		all.add((file != null) ? file.identity() : new StreamedFile(source, "identity"));
		Instant modified = (asStored) ? source.modified() : null;
		return new StaticFile(type, modified, List.copyOf(all),
				() -> (file != null) ? Optional.of(file.fingerprint()) : bigFingerprint(source));
	}

	private void addPrecompressed(StaticSource original, String coding, String ending, List<Representation> all) {
		original.beside(ending).filter((file) -> !file.modified().isBefore(original.modified())).ifPresent((file) -> {
			boolean small = file.size() <= MAX_SMALL;
			all.add((small) ? prepared(file, false).as(coding) : new StreamedFile(file, coding));
		});
	}

	private PreparedFile prepared(StaticName name, StaticSource source) {
		if (!ContentTypes.isStyleSheet(name)) {
			return prepared(source, ContentTypes.isCompressible(ContentTypes.of(name)));
		}
		return kept(this.prepared, source.key(), source.fresh(), () -> PreparedFile.ofStyleSheet(read(source::read)));
	}

	private PreparedFile prepared(StaticSource source, boolean compressible) {
		return kept(this.prepared, source.key(), source.fresh(),
				() -> PreparedFile.of(read(source::read), compressible));
	}

	private PreparedFile served(FingerprintedStyles styles, StaticName name, StaticSource source, PreparedFile raw) {
		if (raw.references().isEmpty()) {
			return raw;
		}
		List<String> urls = urls(styles, name, source, raw);
		return kept(this.styled, new StyledKey(source.key().siteId(), source.key(), urls), source.fresh(),
				() -> PreparedFile.of(StyleSheet.rewritten(raw.content(), raw.references(), urls), true));
	}

	private List<String> urls(FingerprintedStyles styles, StaticName name, StaticSource source, PreparedFile raw) {
		ViewedKey key = new ViewedKey(viewed(styles.site(), name), source.key());
		List<String> known = (source.fresh()) ? null : this.recent.getIfPresent(key);
		if (known != null) {
			return known;
		}
		List<String> urls = styles.urls(name, raw);
		this.recent.put(key, urls);
		return urls;
	}

	/**
	 * The references of a style sheet; none if there is no such file or it is too big.
	 */
	@Nullable PreparedFile styleSheet(Site site, StaticName name) {
		return whileItChanges(() -> source(site, name).filter((source) -> source.size() <= MAX_SMALL)
			.map((source) -> prepared(name, source))).orElse(null);
	}

	private Optional<StaticSource> source(Site site, StaticName name) {
		Optional<StaticSource> own = (site.folder()) ? this.sites.folder(site.key())
			.folder("static")
			.find(name.value())
			.map((file) -> new StaticSource.OnDisk(site.id(), null, file)) : Optional.empty();
		return own.or(() -> shared(site.theme(), name)).or(() -> this.builtIn.find(name));
	}

	private Optional<StaticSource> shared(String theme, StaticName name) {
		for (String part : this.themes.chain(theme)) {
			Optional<StaticSource> found = this.platformThemes.folder(part)
				.folder("static")
				.find(name.value())
				.map((file) -> new StaticSource.OnDisk(null, part, file));
			if (found.isPresent()) {
				return found;
			}
		}
		return Optional.empty();
	}

	private static <K> PreparedFile kept(Cache<K, PreparedFile> cache, K key, boolean fresh,
			Supplier<PreparedFile> making) {
		return (fresh) ? making.get() : cache.get(key, (missing) -> making.get());
	}

	/**
	 * A file that is replaced between the look at it and its opening is looked at again.
	 */
	private static <T> Optional<T> whileItChanges(Supplier<Optional<T>> work) {
		for (int i = 1; true; i++) {
			try {
				return work.get();
			}
			catch (UncheckedIOException ex) {
				if (i >= TRIES || !(ex.getCause() instanceof NoSuchFileException)) {
					throw ex;
				}
			}
		}
	}

	private static <T> T read(Reading<T> reading) {
		try {
			return reading.read();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private interface Reading<T> {

		T read() throws IOException;

	}

	/**
	 * A style sheet with the URLs that it has for whoever looks: sites that see the same
	 * files share it.
	 */
	private record StyledKey(@Nullable Long siteId, StaticSource.Key file, List<String> urls) {

	}

	/** A style sheet as one site sees it. */
	private record ViewedKey(ViewedName site, StaticSource.Key file) {

	}

	/** A name as one site sees it, which any change of the site or of a theme ends. */
	private record ViewedName(long siteId, long version, String theme, long generation, StaticName name) {

	}

}
