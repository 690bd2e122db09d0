package org.rowhouse.delivery;

import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import org.rowhouse.content.FeedContent.FeedPost;
import org.rowhouse.content.Tag;
import tools.jackson.databind.json.JsonMapper;

/**
 * The formats of feeds.
 */
enum FeedFormat {

	/** RFC 4287. */
	ATOM("feed.xml", "application/atom+xml;charset=UTF-8") {

		@Override
		String write(Feed feed) {
			return xml((xml) -> {
				xml.writeStartElement("feed");
				xml.writeDefaultNamespace("http://www.w3.org/2005/Atom");
				xml.writeAttribute("xml:lang", feed.site().locale().toLanguageTag());
				element(xml, "id", feed.page());
				element(xml, "title", feed.title());
				if (!feed.site().tagline().isEmpty()) {
					element(xml, "subtitle", feed.site().tagline());
				}
				link(xml, "alternate", "text/html", feed.page());
				link(xml, "self", "application/atom+xml", feed.self());
				element(xml, "updated", iso(feed.updated()));
				author(xml, feed.site().name());
				for (FeedPost post : feed.posts()) {
					entry(xml, feed, post);
				}
				xml.writeEndElement();
			});
		}

		private static void entry(XMLStreamWriter xml, Feed feed, FeedPost post) throws XMLStreamException {
			xml.writeStartElement("entry");
			element(xml, "id", feed.urlOf(post));
			element(xml, "title", post.title());
			link(xml, "alternate", "text/html", feed.urlOf(post));
			element(xml, "published", iso(post.publishedAt()));
			element(xml, "updated", iso(post.updatedAt()));
			if (!post.author().isEmpty()) {
				author(xml, post.author());
			}
			for (Tag tag : post.tags()) {
				xml.writeEmptyElement("category");
				xml.writeAttribute("term", tag.slug());
				xml.writeAttribute("label", tag.name());
			}
			element(xml, "summary", post.excerpt());
			xml.writeStartElement("content");
			xml.writeAttribute("type", "html");
			xml.writeCharacters(post.html());
			xml.writeEndElement();
			xml.writeEndElement();
		}

		private static void author(XMLStreamWriter xml, String name) throws XMLStreamException {
			xml.writeStartElement("author");
			element(xml, "name", name);
			xml.writeEndElement();
		}

		private static void link(XMLStreamWriter xml, String relation, String type, String href)
				throws XMLStreamException {
			xml.writeEmptyElement("link");
			xml.writeAttribute("rel", relation);
			xml.writeAttribute("type", type);
			xml.writeAttribute("href", href);
		}

	},

	/** RSS 2.0.11, with the texts in {@code content:encoded}. */
	RSS("rss.xml", "application/rss+xml;charset=UTF-8") {

		@Override
		String write(Feed feed) {
			return xml((xml) -> {
				xml.writeStartElement("rss");
				xml.writeAttribute("version", "2.0");
				xml.writeNamespace("atom", ATOM_NAMESPACE);
				xml.writeNamespace("content", "http://purl.org/rss/1.0/modules/content/");
				xml.writeNamespace("dc", "http://purl.org/dc/elements/1.1/");
				xml.writeStartElement("channel");
				element(xml, "title", feed.title());
				element(xml, "link", feed.page());
				element(xml, "description", (feed.site().tagline().isEmpty()) ? feed.title() : feed.site().tagline());
				element(xml, "language", feed.site().locale().toLanguageTag());
				if (!feed.posts().isEmpty()) {
					element(xml, "lastBuildDate", rfc822(feed.updated()));
				}
				xml.writeEmptyElement("atom", "link", ATOM_NAMESPACE);
				xml.writeAttribute("rel", "self");
				xml.writeAttribute("type", "application/rss+xml");
				xml.writeAttribute("href", feed.self());
				for (FeedPost post : feed.posts()) {
					item(xml, feed, post);
				}
				xml.writeEndElement();
				xml.writeEndElement();
			});
		}

		private static void item(XMLStreamWriter xml, Feed feed, FeedPost post) throws XMLStreamException {
			xml.writeStartElement("item");
			element(xml, "title", post.title());
			element(xml, "link", feed.urlOf(post));
			xml.writeStartElement("guid");
			xml.writeAttribute("isPermaLink", "true");
			xml.writeCharacters(feed.urlOf(post));
			xml.writeEndElement();
			element(xml, "pubDate", rfc822(post.publishedAt()));
			xml.writeStartElement("dc", "creator", "http://purl.org/dc/elements/1.1/");
			xml.writeCharacters(feed.authorOf(post));
			xml.writeEndElement();
			for (Tag tag : post.tags()) {
				element(xml, "category", tag.name());
			}
			element(xml, "description", post.excerpt());
			xml.writeStartElement("content", "encoded", "http://purl.org/rss/1.0/modules/content/");
			xml.writeCharacters(post.html());
			xml.writeEndElement();
			xml.writeEndElement();
		}

	},

	/** JSON Feed 1.1. */
	JSON("feed.json", "application/feed+json;charset=UTF-8") {

		@Override
		String write(Feed feed) {
			Map<String, Object> json = new LinkedHashMap<>();
			json.put("version", "https://jsonfeed.org/version/1.1");
			json.put("title", feed.title());
			json.put("home_page_url", feed.page());
			json.put("feed_url", feed.self());
			if (!feed.site().tagline().isEmpty()) {
				json.put("description", feed.site().tagline());
			}
			json.put("language", feed.site().locale().toLanguageTag());
			json.put("authors", List.of(Map.of("name", feed.site().name())));
			json.put("items", feed.posts().stream().map((post) -> item(feed, post)).toList());
			return JsonMapper.shared().writeValueAsString(json);
		}

		private static Map<String, Object> item(Feed feed, FeedPost post) {
			Map<String, Object> item = new LinkedHashMap<>();
			item.put("id", feed.urlOf(post));
			item.put("url", feed.urlOf(post));
			item.put("title", post.title());
			item.put("content_html", post.html());
			item.put("summary", post.excerpt());
			if (!feed.pictureOf(post).isEmpty()) {
				item.put("image", feed.pictureOf(post));
			}
			item.put("date_published", iso(post.publishedAt()));
			item.put("date_modified", iso(post.updatedAt()));
			item.put("authors", List.of(Map.of("name", feed.authorOf(post))));
			List<String> tags = new ArrayList<>();
			post.tags().forEach((tag) -> tags.add(tag.name()));
			item.put("tags", tags);
			return item;
		}

	};

	private static final String ATOM_NAMESPACE = "http://www.w3.org/2005/Atom";

	private final String file;

	private final String type;

	FeedFormat(String file, String type) {
		this.file = file;
		this.type = type;
	}

	/** What the last part of its path is called. */
	String file() {
		return this.file;
	}

	/** Its media type. */
	String type() {
		return this.type;
	}

	/** Writes a feed in this format. */
	abstract String write(Feed feed);

	private static String xml(Body body) {
		StringWriter text = new StringWriter();
		try {
			XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
			xml.writeStartDocument("UTF-8", "1.0");
			body.write(xml);
			xml.writeEndDocument();
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException("A feed cannot be written", ex);
		}
		return text.toString();
	}

	private static void element(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
		xml.writeStartElement(name);
		xml.writeCharacters(value);
		xml.writeEndElement();
	}

	private static String iso(Instant instant) {
		return instant.truncatedTo(ChronoUnit.SECONDS).toString();
	}

	private static String rfc822(Instant instant) {
		return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
	}

	@FunctionalInterface
	private interface Body {

		void write(XMLStreamWriter xml) throws XMLStreamException;

	}

}
