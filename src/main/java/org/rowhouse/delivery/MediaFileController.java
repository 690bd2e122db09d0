package org.rowhouse.delivery;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.rowhouse.media.MediaContent;
import org.rowhouse.media.MediaFiles;
import org.rowhouse.media.Variant;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The media of a site. {@code w} asks for a picture of a width, {@code square} for a
 * square; sizes that there are not are not made.
 */
@Controller
@OnHost(HostKind.SITE)
@WithoutRenderPermit
class MediaFileController {

	private final MediaFiles files;

	private final MediaAnswers answers;

	MediaFileController(MediaFiles files, MediaAnswers answers) {
		this.files = files;
		this.answers = answers;
	}

	@GetMapping("/media/{name}")
	void file(@PathVariable String name, @RequestParam @Nullable String w, @RequestParam @Nullable String square,
			Site site, HttpServletRequest request, HttpServletResponse response) throws IOException {
		Variant variant = null;
		if (w != null) {
			variant = Variant.ofWidth(w).orElseThrow(NotOnSiteException::new);
		}
		else if (square != null) {
			variant = Variant.ofSquare(square).orElseThrow(NotOnSiteException::new);
		}
		try (MediaContent content = this.files.open(site, name, variant).orElseThrow(NotOnSiteException::new)) {
			this.answers.send(content, site, request, response);
		}
	}

}
