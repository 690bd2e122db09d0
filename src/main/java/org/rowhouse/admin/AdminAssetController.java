package org.rowhouse.admin;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;

import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
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

	private final AdminLibraries libraries;

	AdminAssetController(AdminLibraries libraries) {
		this.libraries = libraries;
	}

	@GetMapping("/assets/{name}")
	ResponseEntity<Resource> asset(@PathVariable String name) throws IOException {
		Resource asset = this.libraries.find(name).orElseGet(() -> new ClassPathResource("admin-assets/" + name));
		if (!NAME.matcher(name).matches() || !asset.isReadable()) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return ResponseEntity.ok()
			.contentType(MediaTypeFactory.getMediaType(asset).orElse(MediaType.APPLICATION_OCTET_STREAM))
			.cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
			.eTag("\"" + Long.toHexString(asset.lastModified()) + "-" + asset.contentLength() + "\"")
			.body(asset);
	}

}
