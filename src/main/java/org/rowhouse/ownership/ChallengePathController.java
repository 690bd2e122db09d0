package org.rowhouse.ownership;

import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Keeps the place of the file free. A host that leads here already is no proof: with a
 * wildcard or a default one site could else publish the file for a host of another.
 */
@Controller
@OnHost(HostKind.SITE)
class ChallengePathController {

	@RequestMapping(PendingProof.FILE_PATH + "**")
	ResponseEntity<Void> nothing() {
		return ResponseEntity.notFound().build();
	}

}
