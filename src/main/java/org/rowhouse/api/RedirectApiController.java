package org.rowhouse.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.content.NoSuchRedirectException;
import org.rowhouse.content.PathRedirect;
import org.rowhouse.content.PathRedirects;
import org.rowhouse.content.RedirectCsv;
import org.rowhouse.content.RedirectImport;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;

import org.springframework.data.domain.PageRequest;
import org.springframework.data.web.PagedModel;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Redirects in the REST API, one by one as JSON, all of them as CSV. Each method binds
 * the site that its path names.
 */
@RestController
@OnHost(HostKind.ADMIN)
@Needs(Permission.ARRANGE)
@RequestMapping("/api/sites/{key}/redirects")
class RedirectApiController {

	private static final String CSV = "text/csv";

	private static final int MAX_SIZE = 1000;

	private static final int MAX_BYTES = 4 * RedirectCsv.MAX_LENGTH;

	private final Sites sites;

	private final PathRedirects redirects;

	private final RedirectImport imports;

	private final CurrentSite currentSite;

	RedirectApiController(Sites sites, PathRedirects redirects, RedirectImport imports, CurrentSite currentSite) {
		this.sites = sites;
		this.redirects = redirects;
		this.imports = imports;
		this.currentSite = currentSite;
	}

	/** Pages are counted from 0. */
	@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	PagedModel<RedirectBody> list(@PathVariable String key, @RequestParam(defaultValue = "0") int page,
			@RequestParam(defaultValue = "20") int size, @RequestParam(defaultValue = "") String q) {
		PageRequest part = ListPart.of(page, size, MAX_SIZE);
		return on(key, () -> new PagedModel<>(this.redirects.search(q, part).map(RedirectBody::of)));
	}

	/** The same list, for those who read all of it. */
	@GetMapping(params = "cursor", produces = MediaType.APPLICATION_JSON_VALUE)
	Following<RedirectBody> following(@PathVariable String key, @RequestParam(defaultValue = "") String cursor,
			@RequestParam(defaultValue = "20") int size, @RequestParam(defaultValue = "") String q) {
		int limit = ListPart.of(0, size, MAX_SIZE).getPageSize();
		Cursor.Place place = Cursor.read(cursor);
		String from = (place != null) ? place.text() : "";
		long id = (place != null) ? place.number() : 0;
		return Following.of(on(key, () -> this.redirects.searchAfter(q, from, id, limit + 1)), limit, RedirectBody::of,
				(redirect) -> Cursor.of(redirect.from(), String.valueOf(redirect.id())));
	}

	@GetMapping(produces = CSV)
	String csv(@PathVariable String key) {
		List<PathRedirect> all = on(key, this.redirects::all);
		return RedirectCsv.write(all.stream().map(PathRedirect::toDraft).toList());
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.CREATED)
	RedirectBody add(@PathVariable String key, @RequestBody RedirectBody body) {
		return RedirectBody.of(on(key, () -> this.redirects.add(body.toDraft())));
	}

	@DeleteMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable String key, @RequestParam(defaultValue = "") String from,
			@RequestParam(defaultValue = "") String match) {
		on(key, () -> {
			PathRedirect redirect = this.redirects.find(from, RedirectBody.coverage(match))
				.orElseThrow(NoSuchRedirectException::new);
			this.redirects.delete(redirect.id());
			return null;
		});
	}

	/** All or nothing; what is not in the table goes, but for the redirects of files. */
	@PutMapping(consumes = CSV)
	RedirectImport.Summary replace(@PathVariable String key, @RequestParam(defaultValue = "false") boolean dryRun,
			InputStream body) throws IOException {
		byte[] bytes = body.readNBytes(MAX_BYTES + 1);
		String csv;
		try {
			csv = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new InvalidInputException("", "The table is not UTF-8, or has more than " + MAX_BYTES + " bytes.");
		}
		return on(key, () -> (dryRun) ? this.imports.check(csv, true) : this.imports.run(csv, true));
	}

	private <T extends @Nullable Object> T on(String key, Supplier<T> action) {
		Site site = this.sites.find(key).orElseThrow(() -> new NoSuchSiteException(key));
		return this.currentSite.call(site, action);
	}

}
