package org.rowhouse.api;

import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The description of the API (OpenAPI 3.1): the file {@code docs/openapi.json}, which the
 * tests make and compare.
 */
@RestController
@OnHost(HostKind.ADMIN)
@Needs(Permission.USE)
class OpenApiController {

	@GetMapping(path = "/api/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Resource> document() {
		return ResponseEntity.ok(new ClassPathResource("rowhouse/openapi.json"));
	}

}
