package org.rowhouse.delivery;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.Item;
import org.rowhouse.content.PublishedContent.GoneException;
import org.rowhouse.site.PictureOrigins;
import org.rowhouse.site.PublicUrls;
import org.rowhouse.site.Site;
import org.rowhouse.theme.SiteFiles;
import org.rowhouse.theme.TemplateFailedException;
import org.rowhouse.theme.ThemeOptions;

import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * Shows pages of a site as they would look with a design that nobody has saved. What they
 * load is put into the page itself: the site's host has the files of the saved theme, and
 * may not be reachable yet.
 */
@Component
public class SitePreviews {

	private static final Pattern HEAD = Pattern.compile("<head(\\s[^>]*)?>", Pattern.CASE_INSENSITIVE);

	private static final int EMBEDDED_BYTES = 4 * 1024 * 1024;

	private final SitePages pages;

	private final SiteFiles files;

	private final ThemeOptions options;

	private final PublicUrls urls;

	SitePreviews(SitePages pages, SiteFiles files, ThemeOptions options, PublicUrls urls) {
		this.pages = pages;
		this.files = files;
		this.options = options;
		this.urls = urls;
	}

	/**
	 * Renders a page.
	 * @param site the site with the unsaved design, which must be bound
	 * @param path the page's path inside the site; where there is nothing, the home page
	 * is shown
	 * @return the page, or what is wrong with a template of it
	 */
	public SitePreview render(Site site, String path) {
		String url = this.urls.of(site);
		String base = (url != null) ? url : "";
		return render(site, url, () -> page(site, base, path));
	}

	/**
	 * Renders the home page of a site that is not there.
	 * @param site the site, which must be bound
	 * @param items what it would have
	 * @return the page, or what is wrong with a template of its theme
	 */
	public SitePreview renderSample(Site site, List<Item> items) {
		return render(site, null, () -> this.pages.sample(site, items));
	}

	private SitePreview render(Site site, @Nullable String url, Supplier<RenderedPage> made) {
		String base = (url != null) ? url : "";
		RenderedPage page;
		try {
			page = made.get();
		}
		catch (TemplateFailedException ex) {
			String failure = "<!DOCTYPE html><html lang=\"en\"><head><title>Error</title></head><body><p>"
					+ HtmlUtils.htmlEscape(String.valueOf(ex.getMessage())) + "</p></body></html>";
			page = new RenderedPage(failure.getBytes(StandardCharsets.UTF_8), Set.of(), null);
		}
		String whole = new EmbeddedFiles(this.files, site, base, this.options.stylesheet(site).css(), EMBEDDED_BYTES)
			.into(page.html());
		return new SitePreview(withoutLinks(whole), policy(url, page.origins()));
	}

	private RenderedPage page(Site site, String base, String path) {
		try {
			if (path.startsWith("/posts/")) {
				return this.pages.post(site, base, path.substring("/posts/".length()));
			}
			if (path.equals("/posts")) {
				return this.pages.posts(site, base, 1);
			}
			return (path.length() > 1) ? this.pages.page(site, base, path.substring(1)) : this.pages.home(site, base);
		}
		catch (NotOnSiteException | GoneException ex) {
			return this.pages.home(site, base);
		}
	}

	/** In a sandbox a link that opens a new window opens none. */
	private static String withoutLinks(String html) {
		Matcher head = HEAD.matcher(html);
		return (head.find()) ? head.replaceFirst("$0<base target=\"_blank\">") : html;
	}

	private static String policy(@Nullable String url, Set<String> others) {
		String origin = (url != null) ? PictureOrigins.sources(Set.of(url)) : "";
		return "sandbox; default-src 'none'; style-src data:" + origin + "; img-src data:" + origin
				+ PictureOrigins.sources(others) + "; font-src data:" + origin
				+ "; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
	}

}
