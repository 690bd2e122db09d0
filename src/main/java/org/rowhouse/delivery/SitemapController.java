package org.rowhouse.delivery;

import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import org.rowhouse.cache.AnswerKind;
import org.rowhouse.cache.PageCached;
import org.rowhouse.content.FeedContent;
import org.rowhouse.content.FeedContent.Location;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.PrivateBranches;
import org.rowhouse.site.Site;
import org.rowhouse.site.SitePrivacy;
import org.rowhouse.theme.SearchOptions;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Everything that visitors may see of a site, for search engines (sitemaps.org), but for
 * what another site shares and what is to be kept out. A file has at most 50,000 URLs; of
 * more there is an index, whose files hold all of them.
 */
@RestController
@OnHost(HostKind.SITE)
class SitemapController {

	private static final String PATH = "/sitemap.xml";

	static final int MAX_URLS = 50_000;

	private static final String NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

	private static final MediaType XML = MediaType.parseMediaType("application/xml;charset=UTF-8");

	private final FeedContent content;

	private final SiteModelFactory models;

	private final SitePrivacy privacy;

	SitemapController(FeedContent content, SiteModelFactory models, SitePrivacy privacy) {
		this.privacy = privacy;
		this.content = content;
		this.models = models;
	}

	@PageCached(AnswerKind.FEED)
	@GetMapping("/sitemap.xml")
	ResponseEntity<String> sitemap(Site site) throws XMLStreamException {
		long files = (this.content.countLocations() + MAX_URLS - 1) / MAX_URLS;
		return answer((files > 1) ? index(site, files) : urls(site, this.content.locations(0, MAX_URLS), true));
	}

	@PageCached(AnswerKind.FEED)
	@GetMapping("/sitemap-{number:[1-9][0-9]{0,3}}.xml")
	ResponseEntity<String> part(@PathVariable int number, Site site) throws XMLStreamException {
		List<Location> locations = this.content.locations(number - 1, MAX_URLS);
		if (locations.isEmpty()) {
			throw new NotOnSiteException();
		}
		return answer(urls(site, locations, number == 1));
	}

	private String index(Site site, long files) throws XMLStreamException {
		StringWriter text = new StringWriter();
		XMLStreamWriter xml = start(text, "sitemapindex");
		for (int number = 1; number <= files; number++) {
			xml.writeStartElement("sitemap");
			element(xml, "loc", this.models.baseUrl(site) + "/sitemap-" + number + ".xml");
			xml.writeEndElement();
		}
		return end(xml, text);
	}

	/** The home page is there without a page that is kept, too. */
	private String urls(Site site, List<Location> locations, boolean withHome) throws XMLStreamException {
		SearchOptions options = SearchOptions.of(site);
		PrivateBranches branches = this.privacy.of(site);
		String base = this.models.baseUrl(site);
		StringWriter text = new StringWriter();
		XMLStreamWriter xml = start(text, "urlset");
		boolean home = locations.stream().anyMatch((location) -> location.path().equals("/"));
		if (withHome && !home && locations.size() < MAX_URLS && options.isIndexed("/")) {
			xml.writeStartElement("url");
			element(xml, "loc", base + "/");
			xml.writeEndElement();
		}
		for (Location location : locations) {
			if (options.isIndexed(location.path()) && branches.shows(PATH, location.path())) {
				xml.writeStartElement("url");
				element(xml, "loc", base + location.path());
				element(xml, "lastmod", location.updatedAt().truncatedTo(ChronoUnit.SECONDS).toString());
				xml.writeEndElement();
			}
		}
		return end(xml, text);
	}

	private static XMLStreamWriter start(StringWriter text, String root) throws XMLStreamException {
		XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
		xml.writeStartDocument("UTF-8", "1.0");
		xml.writeStartElement(root);
		xml.writeDefaultNamespace(NAMESPACE);
		return xml;
	}

	private static String end(XMLStreamWriter xml, StringWriter text) throws XMLStreamException {
		xml.writeEndElement();
		xml.writeEndDocument();
		return text.toString();
	}

	private static void element(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
		xml.writeStartElement(name);
		xml.writeCharacters(value);
		xml.writeEndElement();
	}

	private static ResponseEntity<String> answer(String body) {
		return ResponseEntity.ok().contentType(XML).cacheControl(CacheControl.noCache()).body(body);
	}

}
