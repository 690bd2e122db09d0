package org.rowhouse.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Site;
import org.rowhouse.theme.Representation;
import org.rowhouse.theme.SiteFiles;
import org.rowhouse.theme.StaticFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.MediaType;
import org.springframework.web.util.HtmlUtils;

/**
 * Puts the styles, pictures and fonts that a page loads from its site into the page, as
 * {@code data:} URLs. What is too large or cannot be read stays a link.
 */
class EmbeddedFiles {

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedFiles.class);

	private static final Pattern TAG = Pattern.compile("<(?:link|img|source|image|input|video)\\s[^<>]*+>",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern ATTRIBUTE = Pattern.compile("\\b(href|src|poster)=\"([^\"]*)\"");

	private static final Pattern CSS_URL = Pattern.compile("url\\(\\s*(['\"]?)([^'\"()\\s]+)\\1\\s*\\)");

	private static final MediaType CSS = MediaType.valueOf("text/css");

	private static final int MAX_FILE = 512 * 1024;

	private static final int MAX_NESTING = 3;

	private final SiteFiles files;

	private final Site site;

	private final String base;

	private final String stylesheet;

	private int left;

	/**
	 * Prepares for one page.
	 * @param files where files are found
	 * @param site whose they are, with the design to show
	 * @param base what stands before links into the site
	 * @param stylesheet what {@code /options.css} would hold
	 * @param budget at most so many bytes of files, which are a third more in the page
	 */
	EmbeddedFiles(SiteFiles files, Site site, String base, String stylesheet, int budget) {
		this.left = budget;
		this.files = files;
		this.site = site;
		this.base = base;
		this.stylesheet = stylesheet;
	}

	String into(String html) {
		return TAG.matcher(html)
			.replaceAll((tag) -> Matcher
				.quoteReplacement(ATTRIBUTE.matcher(tag.group()).replaceAll(EmbeddedFiles.this::attribute)));
	}

	private String attribute(MatchResult attribute) {
		String url = HtmlUtils.htmlUnescape(attribute.group(2));
		String embedded = (url.startsWith(this.base + "/")) ? embedded(url.substring(this.base.length()), 0) : null;
		return Matcher
			.quoteReplacement((embedded != null) ? attribute.group(1) + "=\"" + embedded + "\"" : attribute.group());
	}

	private @Nullable String embedded(String url, int nesting) {
		String path = url.replaceFirst("\\?.*", "");
		if (path.equals("/options.css")) {
			byte[] bytes = this.stylesheet.getBytes(StandardCharsets.UTF_8);
			return (charged(bytes.length)) ? dataUrl("text/css", bytes) : null;
		}
		if (!path.startsWith("/static/") || path.contains("#") || nesting > MAX_NESTING) {
			return null;
		}
		try {
			StaticFile file = this.files.linkedFile(this.site, path.substring("/static/".length())).orElse(null);
			return (file != null) ? embedded(file, path, nesting) : null;
		}
		catch (NoSuchFileException ex) {
			// Replaced just now: the next preview has it.
			return null;
		}
		catch (IOException | UncheckedIOException ex) {
			logger.warn("Site '{}': {} cannot be read and stays a link in a preview: {}", this.site.key(), path,
					ex.getMessage());
			return null;
		}
	}

	private @Nullable String embedded(StaticFile file, String path, int nesting) throws IOException {
		MediaType type = MediaType.parseMediaType(file.contentType());
		boolean css = type.isCompatibleWith(CSS);
		if (!css && !type.getType().equals("image") && !type.getType().equals("font")) {
			return null;
		}
		Representation whole = file.representations().get(file.representations().size() - 1);
		long size = whole.length();
		if (!charged(size)) {
			return null;
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) size);
		try (Representation.Body body = whole.open()) {
			body.writeTo(bytes, 0, size);
			return dataUrl(type.getType() + "/" + type.getSubtype(),
					(css) ? styles(bytes.toByteArray(), path, nesting) : bytes.toByteArray());
		}
	}

	/** Takes bytes from what is left for this page, if they are not too many. */
	private boolean charged(long size) {
		if (size > MAX_FILE || size > this.left) {
			return false;
		}
		this.left -= (int) size;
		return true;
	}

	/** A {@code data:} URL has no folder that what it names could be looked for in. */
	private byte[] styles(byte[] bytes, String path, int nesting) {
		String css = new String(bytes, StandardCharsets.UTF_8);
		return CSS_URL.matcher(css).replaceAll((found) -> {
			String inSite = resolved(path, found.group(2));
			String embedded = (inSite != null) ? embedded(inSite, nesting + 1) : null;
			return Matcher.quoteReplacement((embedded != null) ? "url(\"" + embedded + "\")" : found.group());
		}).getBytes(StandardCharsets.UTF_8);
	}

	private static @Nullable String resolved(String path, String reference) {
		try {
			URI target = URI.create(path).resolve(reference);
			return (target.getScheme() == null && target.getAuthority() == null && target.getFragment() == null)
					? target.getRawPath() : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static String dataUrl(String type, byte[] bytes) {
		return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
	}

}
