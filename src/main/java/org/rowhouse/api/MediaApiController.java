package org.rowhouse.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.media.MediaDetails;
import org.rowhouse.media.MediaItem;
import org.rowhouse.media.MediaLibrary;
import org.rowhouse.media.MediaLibrary.Stored;
import org.rowhouse.media.MediaUploads;
import org.rowhouse.media.NoRoomException;
import org.rowhouse.media.NoSuchMediaException;
import org.rowhouse.media.TooLargeException;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The media of a site in the REST API. A file is the body of a request, or the part
 * {@code file} of a form. A form could be sent by any web page that an administrator
 * looks at, so one with an {@code Origin}, which browsers add, is refused.
 */
@RestController
@OnHost(HostKind.ADMIN)
@Needs(Permission.ADD_MEDIA)
@RequestMapping("/api/sites/{key}/media")
class MediaApiController {

	/**
	 * What a form can send (HTML, form-submission) besides {@code multipart/form-data},
	 * which programs may send and browsers may not.
	 */
	private static final List<MediaType> FORMS = List.of(MediaType.APPLICATION_FORM_URLENCODED, MediaType.TEXT_PLAIN);

	private static final int MAX_SIZE = 200;

	/** No file comes after it, and databases know it. */
	private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

	private final Sites sites;

	private final CurrentSite currentSite;

	private final MediaLibrary library;

	private final MediaUploads uploads;

	MediaApiController(Sites sites, CurrentSite currentSite, MediaLibrary library, MediaUploads uploads) {
		this.sites = sites;
		this.currentSite = currentSite;
		this.library = library;
		this.uploads = uploads;
	}

	@GetMapping
	MediaPage list(@PathVariable String key, @RequestParam(defaultValue = "") String q,
			@RequestParam @Nullable String folder, @RequestParam(defaultValue = "0") int page,
			@RequestParam(defaultValue = "50") int size) {
		PageRequest part = ListPart.near(page, size, MAX_SIZE);
		Page<MediaItem> found = on(key,
				() -> this.library.search(new MediaLibrary.Search(q, null, folder, false), part));
		return new MediaPage(found.map((item) -> MediaBody.of(item, null)).getContent(), found.getTotalElements());
	}

	/** For those who read all of it: the newest first. */
	@GetMapping(params = "cursor")
	Following<MediaBody> following(@PathVariable String key, @RequestParam(defaultValue = "") String cursor,
			@RequestParam(defaultValue = "") String q, @RequestParam @Nullable String folder,
			@RequestParam(defaultValue = "50") int size) {
		int limit = ListPart.of(0, size, MAX_SIZE).getPageSize();
		Cursor.Place place = Cursor.read(cursor);
		Instant before = (place != null) ? place.time() : END_OF_TIME;
		long id = (place != null) ? place.number() : 0;
		return Following.of(on(key, () -> this.library.searchBefore(q, folder, before, id, limit + 1)), limit,
				(item) -> MediaBody.of(item, null),
				(item) -> Cursor.of(item.createdAt().toString(), String.valueOf(item.id())));
	}

	/**
	 * The body is the file, of any type but those that a form of another site can send.
	 */
	@PostMapping
	ResponseEntity<MediaBody> upload(@PathVariable String key, @RequestParam(defaultValue = "") String name,
			@RequestParam(defaultValue = "") String alt, @RequestParam(defaultValue = "") String folder,
			HttpServletRequest request) throws IOException, HttpMediaTypeNotSupportedException {
		requireNoForm(request);
		MediaDetails details = MediaDetails.NONE.in(folder).withAlt(alt);
		Stored stored = receive(key, request, name,
				(in, filename, given) -> this.library.upload(in, filename, (given != null) ? given : details));
		ResponseEntity.BodyBuilder response = (stored.duplicate()) ? ResponseEntity.ok()
				: ResponseEntity.created(URI.create("/api/sites/" + key + "/media/" + stored.item().name()));
		return response.body(MediaBody.of(stored.item(), stored.note()));
	}

	/** Of several negated types in a mapping one is enough for it to match. */
	private static void requireNoForm(HttpServletRequest request) throws HttpMediaTypeNotSupportedException {
		String type = request.getContentType();
		for (MediaType form : FORMS) {
			if (type != null && type.strip().toLowerCase(Locale.ROOT).startsWith(form.toString())) {
				throw new HttpMediaTypeNotSupportedException(form, List.of(MediaType.APPLICATION_OCTET_STREAM));
			}
		}
	}

	@GetMapping("/{name}")
	MediaBody get(@PathVariable String key, @PathVariable String name) {
		return MediaBody.of(on(key, () -> require(name)), null);
	}

	@Needs(Permission.CHANGE_MEDIA)
	@PatchMapping(path = "/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
	MediaBody change(@PathVariable String key, @PathVariable String name, @RequestBody MediaBody body) {
		return MediaBody.of(on(key, () -> this.library.describe(name, body.over(require(name)))), null);
	}

	@Needs(Permission.CHANGE_MEDIA)
	@PutMapping("/{name}")
	MediaBody replace(@PathVariable String key, @PathVariable String name, HttpServletRequest request)
			throws IOException {
		Stored stored = receive(key, request, name, (in, filename, given) -> this.library.replace(name, in, filename));
		return MediaBody.of(stored.item(), stored.note());
	}

	@Needs(Permission.CHANGE_MEDIA)
	@DeleteMapping("/{name}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable String key, @PathVariable String name) {
		on(key, () -> {
			this.library.delete(name);
			return null;
		});
	}

	@ExceptionHandler
	ProblemDetail tooLarge(TooLargeException failure, HttpServletRequest request) throws IOException {
		return refused(HttpStatus.CONTENT_TOO_LARGE, failure, request);
	}

	@ExceptionHandler
	ProblemDetail noRoom(NoRoomException failure, HttpServletRequest request) throws IOException {
		return refused(HttpStatus.INSUFFICIENT_STORAGE, failure, request);
	}

	@ExceptionHandler
	ProblemDetail invalid(InvalidInputException failure, HttpServletRequest request) throws IOException {
		return refused(HttpStatus.UNPROCESSABLE_CONTENT, failure, request);
	}

	/** What is left of the request is read, so that the answer arrives. */
	private ProblemDetail refused(HttpStatus status, InvalidInputException failure, HttpServletRequest request)
			throws IOException {
		if (request.getHeader("Expect") == null) {
			this.uploads.drain(request);
		}
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, failure.getMessage());
		problem.setProperty("errors", failure.errors());
		return problem;
	}

	private Stored receive(String key, HttpServletRequest request, String name, Storing storing) throws IOException {
		Site site = this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
		String type = String.valueOf(request.getContentType());
		try (CurrentSite.Binding binding = this.currentSite.open(site)) {
			if (!type.startsWith("multipart/")) {
				requireName(name);
				this.uploads.requireLength(request, false);
				return storing.store(request.getInputStream(), name, null);
			}
			requireNoBrowser(request);
			List<Stored> stored = new ArrayList<>();
			this.uploads.read(request, (in, filename, fields) -> {
				if (stored.isEmpty()) {
					stored.add(storing.store(in, filename, MediaDetails.NONE.in(fields.getOrDefault("folder", ""))
						.withAlt(fields.getOrDefault("alt", ""))));
				}
			});
			if (stored.isEmpty()) {
				throw new InvalidInputException("file", "The form has no file: name the part 'file'.");
			}
			return stored.get(0);
		}
	}

	private static void requireName(String name) {
		if (name.isBlank()) {
			throw new InvalidInputException("name", "Say what the file is called: …/media?name=red-door.jpg");
		}
	}

	private static void requireNoBrowser(HttpServletRequest request) {
		if (request.getHeader("Origin") != null) {
			throw new InvalidInputException("file",
					"Forms of web pages are not taken here. Send the file as the body, with its own Content-Type.");
		}
	}

	private MediaItem require(String name) {
		return this.library.find(name).orElseThrow(NoSuchMediaException::new);
	}

	private <T extends @Nullable Object> T on(String key, Supplier<T> action) {
		Site site = this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
		return this.currentSite.call(site, action);
	}

	/**
	 * A part of the media.
	 *
	 * @param items files, the newest first
	 * @param total how many there are in all parts
	 */
	record MediaPage(List<MediaBody> items, long total) {

	}

	private interface Storing {

		Stored store(InputStream in, String filename, @Nullable MediaDetails details) throws IOException;

	}

}
