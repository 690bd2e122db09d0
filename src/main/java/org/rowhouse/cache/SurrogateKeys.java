package org.rowhouse.cache;

import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.rowhouse.cache.CachedPage.Header;
import org.rowhouse.site.Site;

import org.springframework.stereotype.Component;

/**
 * The tags by which a CDN finds what it keeps of a site: {@link #ALL} on every answer,
 * the key of the site on every answer of it, and {@code key:item-7} on the page of the
 * item with the number 7. Keys have no colon, so no tag of one site is that of another.
 */
@Component
public class SurrogateKeys {

	/** On the answers of all sites. */
	static final String ALL = "rowhouse:all";

	private final @Nullable String header;

	private final String separator;

	SurrogateKeys(CdnProperties properties) {
		this.header = properties.tagHeader();
		this.separator = ("Cache-Tag".equalsIgnoreCase(properties.tagHeader())) ? "," : " ";
	}

	/**
	 * Names the tags of a site in an answer that others may keep.
	 * @param site whose answer it is
	 * @param response the answer, which has not been sent yet
	 */
	public void tag(Site site, HttpServletResponse response) {
		for (Header one : headers(site, null)) {
			response.setHeader(one.name(), one.value());
		}
	}

	/**
	 * Returns the header with the tags.
	 * @param site whose answer it is
	 * @param itemId the number of the item that it shows; {@code null} if it shows none,
	 * or several
	 * @return one header, or none if answers have no tags
	 */
	List<Header> headers(Site site, @Nullable Long itemId) {
		String name = this.header;
		if (name == null) {
			return List.of();
		}
		List<String> tags = new ArrayList<>(List.of(site.key()));
		if (itemId != null) {
			tags.add(site.key() + ":item-" + itemId);
		}
		tags.add(ALL);
		return List.of(new Header(name, String.join(this.separator, tags)));
	}

}
