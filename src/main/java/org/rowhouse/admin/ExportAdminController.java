package org.rowhouse.admin;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;
import org.rowhouse.sitefolder.SiteExport;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Exports of a site, from its page.
 */
@Controller
@OnHost(HostKind.ADMIN)
@Needs(Permission.EXPORT)
@RequestMapping("/sites/{key}")
class ExportAdminController {

	private final SiteExport export;

	ExportAdminController(SiteExport export) {
		this.export = export;
	}

	@PostMapping("/export")
	String export(@PathVariable String key, RedirectAttributes redirect) {
		try {
			List<String> files = this.export.export(key);
			redirect.addFlashAttribute("flash", (files.isEmpty())
					? "Nothing to export: everything of this site is in sites/" + key + "/ already."
					: files.size() + ((files.size() == 1) ? " file" : " files") + " written to sites/" + key + "/.");
		}
		catch (ConflictException ex) {
			redirect.addFlashAttribute("flashError", ex.getMessage());
		}
		return "redirect:/sites/" + key;
	}

	@GetMapping("/export.zip")
	void archive(@PathVariable String key, HttpServletResponse response) throws IOException {
		SiteExport.Archive archive = this.export.archive(key);
		response.setContentType("application/zip");
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + key + ".zip\"");
		archive.writeTo(response.getOutputStream());
	}

}
