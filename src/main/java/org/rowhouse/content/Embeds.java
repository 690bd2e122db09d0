package org.rowhouse.content;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;

import org.springframework.web.util.HtmlUtils;

/**
 * Videos, maps and music of others in a text: a paragraph that is nothing but the address
 * of one of a few services. Everything else stays a link.
 * <p>
 * What visitors get is closed: a frame that is loaded when they open it, without any
 * script of ours, so that nobody else learns of a visit before. The frame is sandboxed,
 * and comes only from an address that is put together here out of numbers and ids. The
 * hosts of the frames stand in the content security policy of sites as well.
 */
final class Embeds {

	private static final String ID = "(?<id>[A-Za-z0-9_-]{11})";

	private static final List<Service> SERVICES = List.of(new Service("YouTube",
			Pattern.compile("https://(?:(?:www\\.|m\\.)?youtube\\.com/(?:watch\\?(?:[^\\s#]*&)?v=|shorts/|live/)"
					+ "|youtu\\.be/)" + ID + "(?:[?&#]\\S*)?"),
			Embeds::youTube, 360),
			new Service("Vimeo", Pattern
				.compile("https://(?:www\\.)?vimeo\\.com/(?<id>\\d{5,12})(?:/(?<key>[0-9a-f]{8,12}))?(?:[?#/]\\S*)?"),
					Embeds::vimeo, 360),
			new Service("OpenStreetMap", Pattern.compile(
					"https://www\\.openstreetmap\\.org/\\S*#map=(?<zoom>\\d{1,2})/(?<lat>-?\\d{1,2}(?:\\.\\d{1,8})?)"
							+ "/(?<lon>-?\\d{1,3}(?:\\.\\d{1,8})?)(?:&\\S*)?"),
					Embeds::map, 400),
			new Service("Spotify",
					Pattern.compile("https://open\\.spotify\\.com/(?:intl-[a-z]{2}/)?"
							+ "(?<kind>track|album|playlist|episode|show|artist)/(?<id>[A-Za-z0-9]{22})(?:\\?\\S*)?"),
					(found) -> "https://open.spotify.com/embed/" + found.group("kind") + "/" + found.group("id"), 352));

	private static final Pattern START = Pattern.compile("[?&](?:t|start)=(\\d{1,6})");

	private static final Pattern MARKER = Pattern
		.compile("[?&]mlat=(-?\\d{1,2}(?:\\.\\d{1,8})?)&mlon=(-?\\d{1,3}(?:\\.\\d{1,8})?)");

	/** Pixels of a tile of the map, and of the frame it is shown in. */
	private static final double TILE = 256;

	private static final double WIDTH = 700;

	private static final double HEIGHT = 400;

	private static final int MAX_ZOOM = 19;

	private static final int MAX_ADDRESS = 500;

	private Embeds() {
	}

	/**
	 * Makes an embed of a paragraph that is nothing but an address.
	 * @param block a block of a text
	 * @return markup that needs no cleaning, or nothing if it is no embed
	 */
	static Optional<String> html(Node block) {
		if (block instanceof Paragraph && block.getFirstChild() instanceof Link link && link.getNext() == null
				&& link.getFirstChild() instanceof Text text && text.getNext() == null
				&& text.getLiteral().equals(link.getDestination())) {
			return html(link.getDestination());
		}
		return Optional.empty();
	}

	/**
	 * Makes an embed of an address.
	 * @param address an address of a page for people
	 * @return markup that needs no cleaning, or nothing if the address is of no service
	 * that is known here
	 */
	static Optional<String> html(String address) {
		if (address.length() > MAX_ADDRESS) {
			return Optional.empty();
		}
		for (Service service : SERVICES) {
			Matcher found = service.address().matcher(address);
			if (found.matches()) {
				return Optional.of(service.html(address, service.frame().apply(found)));
			}
		}
		return Optional.empty();
	}

	private static String youTube(Matcher found) {
		Matcher start = START.matcher(found.group());
		return "https://www.youtube-nocookie.com/embed/" + found.group("id")
				+ ((start.find()) ? "?start=" + start.group(1) : "");
	}

	private static String vimeo(Matcher found) {
		return "https://player.vimeo.com/video/" + found.group("id") + "?dnt=1"
				+ ((found.group("key") != null) ? "&h=" + found.group("key") : "");
	}

	/**
	 * The service wants the corners of the map, an address has its middle and its zoom.
	 */
	private static String map(Matcher found) {
		double latitude = Math.max(-85, Math.min(85, Double.parseDouble(found.group("lat"))));
		double longitude = Double.parseDouble(found.group("lon"));
		double degrees = 360 / (TILE * Math.pow(2, Math.min(MAX_ZOOM, Integer.parseInt(found.group("zoom")))));
		double across = Math.min(180, degrees * WIDTH / 2);
		double down = Math.min(60, degrees * HEIGHT / 2 * Math.cos(Math.toRadians(latitude)));
		Matcher marker = MARKER.matcher(found.group());
		return String.format(Locale.ROOT,
				"https://www.openstreetmap.org/export/embed.html?bbox=%.5f,%.5f,%.5f,%.5f&layer=mapnik",
				longitude - across, latitude - down, longitude + across, latitude + down)
				+ ((marker.find()) ? "&marker=" + marker.group(1) + "," + marker.group(2) : "");
	}

	/**
	 * Somebody who shows things of others inside of pages.
	 *
	 * @param name what it is called in every language
	 * @param address addresses of its pages
	 * @param frame makes the address of the frame
	 * @param height of the frame in pixels
	 */
	private record Service(String name, Pattern address, Function<Matcher, String> frame, int height) {

		/** In a closed element a lazy frame is not loaded. */
		String html(String address, String frame) {
			String link = HtmlUtils.htmlEscape(address);
			String shown = HtmlUtils.htmlEscape(address.replaceFirst("https://(?:www\\.)?", ""));
			return "<details class=\"embed\"><summary>" + this.name + ": " + shown + "</summary>\n<iframe src=\""
					+ HtmlUtils.htmlEscape(frame) + "\" title=\"" + this.name + "\" width=\"100%\" height=\""
					+ this.height
					+ "\" loading=\"lazy\" referrerpolicy=\"strict-origin-when-cross-origin\" sandbox=\"allow-scripts"
					+ " allow-same-origin allow-presentation allow-popups allow-popups-to-escape-sandbox\""
					+ " allow=\"fullscreen; encrypted-media; picture-in-picture\"></iframe>\n<p><a href=\"" + link
					+ "\" rel=\"nofollow\">" + shown + "</a></p></details>";
		}

	}

}
