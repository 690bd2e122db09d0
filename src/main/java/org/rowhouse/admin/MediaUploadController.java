package org.rowhouse.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.media.MediaDetails;
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

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Takes uploads: one file each from scripts, which get JSON, and any number from a plain
 * form, which get the library again.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.ADD_MEDIA)
@RequestMapping("/sites/{key}/media")
class MediaUploadController {

	private final Sites sites;

	private final CurrentSite currentSite;

	private final MediaLibrary library;

	private final MediaUploads uploads;

	private final MediaModels models;

	private final AdminWords words;

	MediaUploadController(Sites sites, CurrentSite currentSite, MediaLibrary library, MediaUploads uploads,
			MediaModels models, AdminWords words) {
		this.words = words;
		this.sites = sites;
		this.currentSite = currentSite;
		this.library = library;
		this.uploads = uploads;
		this.models = models;
	}

	@PostMapping
	Object upload(@PathVariable String key, @RequestHeader(defaultValue = "") String accept, HttpServletRequest request,
			RedirectAttributes redirect) throws IOException {
		Site site = require(key);
		if (isScript(accept)) {
			return answer(site, request, (part) -> this.library.upload(part.in(), part.filename(), part.details()));
		}
		Told told = new Told();
		collect(site, request, told, (part) -> this.library.upload(part.in(), part.filename(), part.details()));
		told.flash(redirect);
		return "redirect:/sites/" + key + "/media";
	}

	@Needs(Permission.CHANGE_MEDIA)
	@PostMapping("/{name}/replace")
	Object replace(@PathVariable String key, @PathVariable String name, @RequestHeader(defaultValue = "") String accept,
			HttpServletRequest request, RedirectAttributes redirect) throws IOException {
		Site site = require(key);
		if (this.currentSite.call(site, () -> this.library.find(name)).isEmpty()) {
			throw new NoSuchMediaException();
		}
		if (isScript(accept)) {
			return answer(site, request, (part) -> this.library.replace(name, part.in(), part.filename()));
		}
		Told told = new Told();
		collect(site, request, told, (part) -> this.library.replace(name, part.in(), part.filename()));
		told.flash(redirect);
		return "redirect:/sites/" + key + "/media/" + name;
	}

	private static boolean isScript(String accept) {
		return accept.contains(MediaType.APPLICATION_JSON_VALUE);
	}

	/** One file, one answer. What is left of the request is read, so that it arrives. */
	private ResponseEntity<?> answer(Site site, HttpServletRequest request, Storing storing) throws IOException {
		List<Stored> stored = new ArrayList<>();
		try {
			read(site, request, (part) -> {
				if (stored.isEmpty()) {
					stored.add(storing.store(part));
				}
			});
			if (stored.isEmpty()) {
				throw noFile();
			}
			String note = stored.get(0).note();
			MediaModels.MediaBody body = this.models.body(site, stored.get(0).item(),
					(note != null) ? this.words.text(note) : null);
			return ResponseEntity.status(HttpStatus.CREATED).contentType(MediaType.APPLICATION_JSON).body(body);
		}
		catch (InvalidInputException ex) {
			this.uploads.drain(request);
			HttpStatus status = (ex instanceof TooLargeException) ? HttpStatus.CONTENT_TOO_LARGE
					: (ex instanceof NoRoomException) ? HttpStatus.INSUFFICIENT_STORAGE
							: HttpStatus.UNPROCESSABLE_CONTENT;
			ProblemDetail problem = ProblemDetail.forStatusAndDetail(status,
					this.words.text(String.valueOf(ex.getMessage())));
			problem.setProperty("errors", ex.errors());
			return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
		}
	}

	/** One that is refused leaves the others going. */
	private void collect(Site site, HttpServletRequest request, Told told, Storing storing) throws IOException {
		try {
			read(site, request, (part) -> {
				try {
					told.stored(storing.store(part));
				}
				catch (InvalidInputException ex) {
					told.refused(part.filename(), ex);
				}
			});
			told.requireSome();
		}
		catch (InvalidInputException ex) {
			this.uploads.drain(request);
			told.refused("", ex);
		}
	}

	private void read(Site site, HttpServletRequest request, Taking taking) throws IOException {
		try {
			this.currentSite.run(site, () -> {
				try {
					this.uploads.read(request, (in, filename, fields) -> taking.take(new Part(in, filename, fields)));
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	private Site require(String key) {
		return this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
	}

	private static InvalidInputException noFile() {
		return new InvalidInputException("file", "Choose a file first.");
	}

	/** A file of a form, with the fields in front of it. */
	private record Part(InputStream in, String filename, Map<String, String> fields) {

		MediaDetails details() {
			return MediaDetails.NONE.in(this.fields.getOrDefault("folder", ""))
				.withAlt(this.fields.getOrDefault("alt", ""));
		}

	}

	/** What became of the files of a form. */
	private static final class Told {

		private final List<Stored> stored = new ArrayList<>();

		private final List<String> refused = new ArrayList<>();

		void stored(Stored file) {
			this.stored.add(file);
		}

		void refused(String filename, InvalidInputException failure) {
			this.refused.add(((filename.isEmpty()) ? "" : filename + ": ") + failure.getMessage());
		}

		void requireSome() {
			if (this.stored.isEmpty() && this.refused.isEmpty()) {
				throw noFile();
			}
		}

		void flash(RedirectAttributes redirect) {
			if (!this.stored.isEmpty()) {
				String names = String.join(", ",
						this.stored.stream().limit(5).map((file) -> file.item().name()).toList());
				redirect.addFlashAttribute("flash", "Uploaded " + names
						+ ((this.stored.size() > 5) ? " and " + (this.stored.size() - 5) + " more." : "."));
			}
			if (!this.refused.isEmpty()) {
				redirect.addFlashAttribute("flashError", String.join("\n", this.refused));
			}
		}

	}

	private interface Storing {

		Stored store(Part part) throws IOException;

	}

	private interface Taking {

		void take(Part part) throws IOException;

	}

}
