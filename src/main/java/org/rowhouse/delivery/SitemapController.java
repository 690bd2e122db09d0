package org.rowhouse.delivery;

import java.io.StringWriter;
import java.time.temporal.ChronoUnit;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import org.rowhouse.content.ItemSummary;
import org.rowhouse.content.PublishedContent;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Everything that visitors may see of a site, for search engines (sitemaps.org). At most
 * 50,000 URLs, the most that one file may have; of more, those changed last.
 */
@RestController
@OnHost(HostKind.SITE)
class SitemapController {

	private static final int MAX_URLS = 50_000;

	private static final MediaType XML = MediaType.parseMediaType("application/xml;charset=UTF-8");

	private final PublishedContent content;

	private final SiteModelFactory models;

	SitemapController(PublishedContent content, SiteModelFactory models) {
		this.content = content;
		this.models = models;
	}

	@GetMapping("/sitemap.xml")
	ResponseEntity<String> sitemap(Site site) throws XMLStreamException {
		String url = this.models.baseUrl(site);
		StringWriter text = new StringWriter();
		XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
		xml.writeStartDocument("UTF-8", "1.0");
		xml.writeStartElement("urlset");
		xml.writeDefaultNamespace("http://www.sitemaps.org/schemas/sitemap/0.9");
		for (ItemSummary item : this.content.everything(MAX_URLS)) {
			xml.writeStartElement("url");
			element(xml, "loc", url + item.url());
			element(xml, "lastmod", item.updatedAt().truncatedTo(ChronoUnit.SECONDS).toString());
			xml.writeEndElement();
		}
		xml.writeEndElement();
		xml.writeEndDocument();
		return ResponseEntity.ok().contentType(XML).cacheControl(CacheControl.noCache()).body(text.toString());
	}

	private static void element(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
		xml.writeStartElement(name);
		xml.writeCharacters(value);
		xml.writeEndElement();
	}

}
