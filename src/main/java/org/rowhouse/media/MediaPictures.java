package org.rowhouse.media;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.rowhouse.site.Site;

import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * Lets pages show pictures in the size that a screen needs.
 */
@Component
public class MediaPictures {

	/** What fits texts: as wide as a narrow window, and not much wider than a column. */
	private static final String SIZES = "auto, (max-width: 48em) 100vw, 48em";

	/** In clean HTML attributes have double quotes, and no value has an angle bracket. */
	private static final Pattern IMG = Pattern.compile("<img ([^<>]*?)\\s*/?>");

	private static final String NAME = "/media/([a-z0-9-]+\\.[a-z0-9]+)";

	private static final Pattern PATH = Pattern.compile(NAME);

	private final MediaCatalog catalog;

	MediaPictures(MediaCatalog catalog) {
		this.catalog = catalog;
	}

	/**
	 * Finds a picture.
	 * @param site the bound site
	 * @param pathPrefix what stands in front of the paths of the site, such as
	 * {@code /shop}; empty at the root of a host
	 * @param path where it is on the site, such as {@code /media/red-door.jpg}
	 * @return the picture; nothing if the path is of no picture of the media
	 */
	public Optional<Picture> find(Site site, String pathPrefix, String path) {
		Matcher matcher = PATH.matcher(path);
		return (matcher.matches()) ? this.catalog.find(site, matcher.group(1))
			.filter(MediaItem::isPicture)
			.map((item) -> picture(item, pathPrefix)) : Optional.empty();
	}

	private static Picture picture(MediaItem item, String pathPrefix) {
		String at = pathPrefix + item.path();
		String version = "v=" + item.fingerprint();
		String srcset = Stream
			.concat(item.widths().stream().map((width) -> at + "?w=" + width + "&" + version + " " + width + "w"),
					Stream.of(at + "?" + version + " " + item.width() + "w"))
			.collect(Collectors.joining(", "));
		return new Picture(at + "?" + version, (item.widths().isEmpty()) ? "" : srcset,
				(item.hasVariants()) ? at + "?square=640&" + version : at + "?" + version, item.width(), item.height(),
				item.alt(), item.focalX(), item.focalY());
	}

	/**
	 * Adds to the pictures of a text what lets browsers choose a size and keep the space:
	 * {@code srcset}, {@code sizes}, {@code width}, {@code height}, {@code loading} and
	 * {@code decoding}; and where the text has no alternative text, the one of the
	 * library. A film or recording that is placed like a picture gets a player.
	 * @param site the bound site
	 * @param pathPrefix what stands in front of the paths in it already
	 * @param cleanHtml the text of an item
	 * @return the text
	 */
	public String enrich(Site site, String pathPrefix, String cleanHtml) {
		if (!cleanHtml.contains(pathPrefix + "/media/")) {
			return cleanHtml;
		}
		Pattern src = Pattern.compile("(?<![a-z-])src=\"" + Pattern.quote(pathPrefix) + NAME + "\"");
		Set<String> names = new LinkedHashSet<>();
		Matcher images = IMG.matcher(cleanHtml);
		while (images.find()) {
			Matcher of = src.matcher(images.group(1));
			if (of.find()) {
				names.add(of.group(1));
			}
		}
		Map<String, MediaItem> found = this.catalog.find(site, names);
		return (found.isEmpty()) ? cleanHtml : IMG.matcher(cleanHtml).replaceAll((image) -> {
			Matcher of = src.matcher(image.group(1));
			MediaItem item = (of.find()) ? found.get(of.group(1)) : null;
			return Matcher.quoteReplacement(
					(item != null) ? element(item, pathPrefix, image.group(1), of.group()) : image.group());
		});
	}

	private static String element(MediaItem item, String pathPrefix, String attributes, String src) {
		return switch (item.type().kind()) {
			case PICTURE -> img(item, pathPrefix, attributes, src);
			case AUDIO, VIDEO -> player(item, pathPrefix, attributes);
			case DOCUMENT -> "<img " + attributes + " />";
		};
	}

	private static String img(MediaItem item, String pathPrefix, String attributes, String src) {
		Picture picture = picture(item, pathPrefix);
		StringBuilder img = new StringBuilder("<img ")
			.append(attributes.replace(src, "src=\"" + HtmlUtils.htmlEscape(picture.src()) + "\""));
		if (attributes.contains("alt=\"\"") && !picture.alt().isEmpty()) {
			String alt = "alt=\"" + HtmlUtils.htmlEscape(picture.alt()) + "\"";
			img.replace(img.indexOf("alt=\"\""), img.indexOf("alt=\"\"") + "alt=\"\"".length(), alt);
		}
		if (!picture.srcset().isEmpty()) {
			img.append(" srcset=\"").append(HtmlUtils.htmlEscape(picture.srcset())).append("\" sizes=\"");
			img.append(SIZES).append('"');
		}
		if (picture.width() > 0 && !attributes.contains("width=\"") && !attributes.contains("height=\"")) {
			img.append(" width=\"").append(picture.width()).append("\" height=\"").append(picture.height()).append('"');
		}
		return img.append(" loading=\"lazy\" decoding=\"async\" />").toString();
	}

	private static String player(MediaItem item, String pathPrefix, String attributes) {
		String element = (item.type().kind() == MediaKind.VIDEO) ? "video" : "audio";
		Matcher alt = Pattern.compile("alt=\"([^\"]*)\"").matcher(attributes);
		String label = (alt.find()) ? " aria-label=\"" + alt.group(1) + "\"" : "";
		return "<" + element + " src=\"" + pathPrefix + item.path() + "?v=" + item.fingerprint()
				+ "\" controls preload=\"metadata\"" + label + "></" + element + ">";
	}

}
