package org.rowhouse.theme;

import java.util.List;
import java.util.regex.Pattern;

import org.rowhouse.site.Home;
import org.rowhouse.site.Site;

import org.springframework.stereotype.Component;

/**
 * The pictures in the folders of sites, to choose from.
 */
@Component
public class SitePictures {

	private static final Pattern PICTURE = Pattern.compile("(?i)[^\\s\\\\?#\"'<>]+\\.(svg|png|jpe?g|webp|avif|gif)");

	private static final int MAX = 200;

	private final Home home;

	SitePictures(Home home) {
		this.home = home;
	}

	/**
	 * Lists the pictures in a site's folder.
	 * @param site a site
	 * @return the first 200 of them by name, as paths such as {@code /static/logo.svg};
	 * none if the site has no folder
	 */
	public List<String> of(Site site) {
		if (!site.folder()) {
			return List.of();
		}
		return this.home.sites()
			.folder(site.key())
			.folder("static")
			.files()
			.stream()
			.filter((name) -> PICTURE.matcher(name).matches())
			.limit(MAX)
			.map((name) -> "/static/" + name)
			.toList();
	}

}
