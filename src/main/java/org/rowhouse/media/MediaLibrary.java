package org.rowhouse.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.SiteVersions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The media of the bound site, for those who look after them. What a method has returned
 * from is on the disk and in the database. Whoever changes something locks the site's row
 * by raising its version, so that nobody deletes bytes that somebody else is about to
 * need.
 */
@Service
public class MediaLibrary {

	private static final Logger logger = LoggerFactory.getLogger(MediaLibrary.class);

	private final MediaFileRepository files;

	private final MediaStore store;

	private final MediaReceiver receiver;

	private final FilePreparer preparer;

	private final MediaUsage usage;

	private final SiteVersions versions;

	private final CurrentSite currentSite;

	private final TransactionTemplate transaction;

	private final Clock clock = Clock.systemUTC();

	MediaLibrary(MediaFileRepository files, MediaStore store, MediaReceiver receiver, FilePreparer preparer,
			MediaUsage usage, SiteVersions versions, CurrentSite currentSite,
			PlatformTransactionManager transactionManager) {
		this.files = files;
		this.store = store;
		this.receiver = receiver;
		this.preparer = preparer;
		this.usage = usage;
		this.versions = versions;
		this.currentSite = currentSite;
		this.transaction = new TransactionTemplate(transactionManager);
	}

	/**
	 * Takes in a file. One that the site has already is not kept twice: the answer is the
	 * one that is there.
	 * @param in its bytes, which are read once and never held in memory as a whole
	 * @param filename the name that it had where it comes from, perhaps with folders
	 * @param details what is said about it
	 * @return what became of it
	 * @throws InvalidInputException if it cannot be kept; says why, and nothing of it is
	 * left
	 * @throws IOException if whoever sends it stops, or the store fails
	 */
	public Stored upload(InputStream in, String filename, MediaDetails details) throws IOException {
		MediaDetails valid = details.valid();
		this.usage.requireRoom(0);
		try (ReceivedFile received = this.receiver.receive(in, filename)) {
			Optional<MediaItem> same = inTransaction(() -> uploadedAs(received.digest()));
			if (same.isPresent()) {
				return new Stored(describedIfNot(same.get(), valid), true,
						"The site has this file already, as " + same.get().name() + ".");
			}
			try (PreparedFile prepared = MediaReceiver.storing(() -> this.preparer.prepare(received))) {
				String slug = MediaNames.slug(filename, prepared.type().kind().name().toLowerCase(Locale.ROOT));
				return inTransaction(() -> {
					this.versions.raise();
					MediaFile file = new MediaFile(free(slug, prepared.type().ending()), now());
					file.describe(valid, now());
					Stored stored = new Stored(keep(file, prepared, prepared.size()), false, prepared.note());
					this.versions.changed("media.uploaded", stored.item().name(), Map.of(),
							Map.of("size", String.valueOf(stored.item().size())));
					return stored;
				});
			}
		}
	}

	private Optional<MediaItem> uploadedAs(String digest) {
		return this.files.uploadedAs(digest, PageRequest.of(0, 1)).stream().map(MediaFile::toItem).findFirst();
	}

	private MediaItem describedIfNot(MediaItem item, MediaDetails typed) {
		boolean says = !typed.alt().isEmpty() && item.lacksAlt();
		return (says) ? describe(item.name(), MediaDetails.of(item).withAlt(typed.alt())) : item;
	}

	private String free(String slug, String ending) {
		String pattern = slug.replace("_", "!_") + "%." + ending;
		return MediaNames.free(slug, ending, Set.copyOf(this.files.namesLike(pattern)));
	}

	/** First the row, which the database may refuse, then the bytes, then the commit. */
	private MediaItem keep(MediaFile file, PreparedFile prepared, long more) {
		this.usage.requireRoom(more);
		file.hold(prepared, now());
		MediaFile saved = this.files.save(file);
		this.files.flush();
		String site = this.currentSite.get().key();
		try {
			MediaReceiver.storing(() -> {
				prepared.content().keep(site, StoredName.original(prepared.digest()));
				return site;
			});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return saved.toItem();
	}

	/**
	 * Puts another file in the place of one, under the same URL.
	 * @param name the name of the one that is there
	 * @param in the bytes of the other
	 * @param filename the name that the other had where it comes from
	 * @return what became of it
	 * @throws InvalidInputException if it cannot be kept, or is of another type, since
	 * the URL says the type
	 * @throws NoSuchMediaException if the site has no such file
	 * @throws IOException if whoever sends it stops, or the store fails
	 */
	public Stored replace(String name, InputStream in, String filename) throws IOException {
		MediaItem before = require(name);
		try (ReceivedFile received = this.receiver.receive(in, filename);
				PreparedFile prepared = MediaReceiver.storing(() -> this.preparer.prepare(received))) {
			if (prepared.type() != before.type()) {
				throw new InvalidInputException("file", name + " can be replaced by another " + before.type()
						+ " file, and this is " + prepared.type() + ". Upload it as a file of its own.");
			}
			Stored stored = inTransaction(() -> {
				this.versions.raise();
				MediaFile file = this.files.findByName(name).orElseThrow(NoSuchMediaException::new);
				this.versions.changed("media.replaced", name, Map.of("digest", before.digest()),
						Map.of("digest", prepared.digest()));
				return new Stored(keep(file, prepared, prepared.size() - file.toItem().size()), false, prepared.note());
			});
			if (!before.digest().equals(stored.item().digest())) {
				dropUnused(before.digest());
			}
			return stored;
		}
	}

	/**
	 * Changes what is said about a file.
	 * @param name its name
	 * @param details what is said
	 * @return the file as it is now
	 * @throws InvalidInputException if something is wrong, by field
	 * @throws NoSuchMediaException if the site has no such file
	 */
	public MediaItem describe(String name, MediaDetails details) {
		MediaDetails valid = details.valid();
		MediaItem before = require(name);
		MediaItem after = inTransaction(() -> {
			this.versions.raise();
			MediaFile file = this.files.findByName(name).orElseThrow(NoSuchMediaException::new);
			file.describe(valid, now());
			this.files.flush();
			this.versions.changed("media.described", name, Map.of("alt", before.alt()), Map.of("alt", valid.alt()));
			return file.toItem();
		});
		if (before.focalX() != after.focalX() || before.focalY() != after.focalY()) {
			dropVariants(after.digest());
		}
		return after;
	}

	/**
	 * Moves files to a folder of the library. Their URLs stay.
	 * @param names their names; those that the site does not have are left out
	 * @param folder the folder; empty for the top
	 * @return how many were moved
	 * @throws InvalidInputException if it cannot be the name of a folder
	 */
	public int move(List<String> names, String folder) {
		String valid = MediaDetails.NONE.in(folder).valid().folder();
		return inTransaction(() -> {
			this.versions.raise();
			List<MediaFile> moved = (names.isEmpty()) ? List.of() : this.files.named(names);
			moved.forEach((file) -> file.describe(MediaDetails.of(file.toItem()).in(valid), now()));
			this.files.flush();
			moved.forEach((file) -> this.versions.changed("media.moved", file.toItem().name(), Map.of(),
					Map.of("folder", valid)));
			return moved.size();
		});
	}

	/**
	 * Deletes a file for good, and its smaller ones.
	 * @param name its name
	 * @throws NoSuchMediaException if the site has no such file
	 */
	public void delete(String name) {
		String digest = inTransaction(() -> {
			this.versions.raise();
			MediaFile file = this.files.findByName(name).orElseThrow(NoSuchMediaException::new);
			this.files.deleteNamed(name);
			this.versions.changed("media.deleted", name, Map.of("digest", file.digest()), Map.of());
			return file.digest();
		});
		dropUnused(digest);
	}

	/** Under the lock of the site's row, so that nobody takes it up meanwhile. */
	private void dropUnused(String digest) {
		inTransaction(() -> {
			this.versions.raise();
			if (this.files.countHolding(digest) == 0) {
				dropping(() -> this.store.delete(this.currentSite.get().key(), digest));
			}
			return digest;
		});
	}

	private void dropVariants(String digest) {
		dropping(() -> this.store.deleteVariants(this.currentSite.get().key(), digest));
	}

	/** What stays takes room and is never shown. */
	private static void dropping(Dropping action) {
		try {
			action.run();
		}
		catch (IOException ex) {
			logger.warn("A file of the media that nobody needs any more is still there: {}", ex.getMessage());
		}
	}

	/**
	 * Finds a file.
	 * @param name its name
	 * @return the file, if the bound site has it
	 */
	public Optional<MediaItem> find(String name) {
		return (MediaNames.isName(name)) ? inTransaction(() -> this.files.findByName(name).map(MediaFile::toItem))
				: Optional.empty();
	}

	private MediaItem require(String name) {
		return find(name).orElseThrow(NoSuchMediaException::new);
	}

	/**
	 * Lists files, the newest first.
	 * @param search what is looked for
	 * @param pageable which part of the list; its sort is not used
	 * @return one page of the list
	 */
	public Page<MediaItem> search(Search search, Pageable pageable) {
		List<MediaKind> kinds = (search.kind() != null) ? List.of(search.kind()) : Arrays.asList(MediaKind.values());
		String folder = search.folder();
		return inTransaction(() -> this.files
			.search(pattern(search.text()), kinds, folder == null, (folder != null) ? folder : "", search.lacking(),
					PageRequest.of(pageable.getPageNumber(), pageable.getPageSize()))
			.map(MediaFile::toItem));
	}

	/**
	 * Lists files that came before one, the newest first.
	 * @param text what name, title or alternative text contains
	 * @param folder the folder that they are in, or {@code null} for any
	 * @param before when that one came
	 * @param id its number
	 * @param size how many at most
	 * @return files
	 */
	public List<MediaItem> searchBefore(String text, @Nullable String folder, Instant before, long id, int size) {
		return inTransaction(() -> this.files
			.searchBefore(pattern(text), folder == null, (folder != null) ? folder : "", before, id,
					PageRequest.of(0, size))
			.stream()
			.map(MediaFile::toItem)
			.toList());
	}

	private static String pattern(String text) {
		return "%" + text.strip().toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_")
				+ "%";
	}

	/**
	 * Lists the folders that have files in them.
	 * @return folders in the order of their names, the top first
	 */
	public List<FolderCount> folders() {
		return inTransaction(this.files::folders);
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	private <T> T inTransaction(Supplier<T> action) {
		T result = this.transaction.execute((status) -> action.get());
		if (result == null) {
			throw new IllegalStateException("Each of them has a result");
		}
		return result;
	}

	/**
	 * What is looked for in the library.
	 *
	 * @param text what name, title or alternative text must contain, in any case; empty
	 * for all
	 * @param kind of which kind it is, or {@code null} for any
	 * @param folder in which folder it is, or {@code null} for any
	 * @param lacking whether only pictures are wanted that somebody ought to describe
	 */
	public record Search(String text, @Nullable MediaKind kind, @Nullable String folder, boolean lacking) {

	}

	/**
	 * A folder of the library.
	 *
	 * @param name its path; empty for the top
	 * @param count how many files are right in it
	 */
	public record FolderCount(String name, long count) {

	}

	/**
	 * What became of an upload.
	 *
	 * @param item the file
	 * @param duplicate whether the site had it already
	 * @param note what was changed and why, or {@code null}
	 */
	public record Stored(MediaItem item, boolean duplicate, @Nullable String note) {

	}

	private interface Dropping {

		void run() throws IOException;

	}

}
