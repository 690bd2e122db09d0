package org.rowhouse.admin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

import jakarta.servlet.http.HttpServletRequest;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.cache.AcceptEncoding;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Styles, scripts and drawings of the admin UI, out of the jar.
 */
@RestController
@OnHost(HostKind.ADMIN)
@Needs(Permission.ENTER)
class AdminAssetController {

	private static final Pattern NAME = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9]+)+");

	private static final Pattern COMPRESSED = Pattern.compile("\\.(css|js|svg)$");

	private final AdminLibraries libraries;

	private final ScriptWords words;

	AdminAssetController(AdminLibraries libraries, ScriptWords words) {
		this.words = words;
		this.libraries = libraries;
	}

	@GetMapping("/assets/{name}")
	ResponseEntity<Resource> asset(@PathVariable String name, HttpServletRequest request) throws IOException {
		Resource asset = this.libraries.find(name)
			.or(() -> this.words.find(name))
			.orElseGet(() -> new ClassPathResource("admin-assets/" + name));
		if (!NAME.matcher(name).matches() || !asset.isReadable()) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		boolean gzip = COMPRESSED.matcher(name).find()
				&& AcceptEncoding.takesGzip(request.getHeaders(HttpHeaders.ACCEPT_ENCODING));
		ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
			.contentType(MediaTypeFactory.getMediaType(asset).orElse(MediaType.APPLICATION_OCTET_STREAM))
			.cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
			.varyBy(HttpHeaders.ACCEPT_ENCODING)
			.eTag("\"" + Long.toHexString(asset.lastModified()) + "-" + asset.contentLength()
					+ ((gzip) ? "-gzip\"" : "\""));
		return (gzip) ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(compress(asset)) : answer.body(asset);
	}

	/** Each time: a browser asks once an hour. */
	private static Resource compress(Resource asset) throws IOException {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (OutputStream out = new GZIPOutputStream(compressed); InputStream in = asset.getInputStream()) {
			in.transferTo(out);
		}
		return new ByteArrayResource(compressed.toByteArray());
	}

}
