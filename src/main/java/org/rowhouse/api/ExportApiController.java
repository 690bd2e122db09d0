package org.rowhouse.api;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;
import org.rowhouse.sitefolder.SiteExport;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Exports in the REST API.
 */
@RestController
@OnHost(HostKind.ADMIN)
@Needs(Permission.EXPORT)
@RequestMapping("/api/sites/{key}")
class ExportApiController {

	private final SiteExport export;

	ExportApiController(SiteExport export) {
		this.export = export;
	}

	/** No body is needed; what a form of another site can send is refused. */
	@PostMapping(path = "/export",
			consumes = { MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_OCTET_STREAM_VALUE })
	ExportBody export(@PathVariable String key) {
		return new ExportBody("sites/" + key, this.export.export(key));
	}

	@GetMapping("/export.zip")
	void archive(@PathVariable String key, HttpServletResponse response) throws IOException {
		SiteExport.Archive archive = this.export.archive(key);
		response.setContentType("application/zip");
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + key + ".zip\"");
		archive.writeTo(response.getOutputStream());
	}

	/** The files that were written, as seen from the folder. */
	record ExportBody(String folder, List<String> files) {

	}

}
