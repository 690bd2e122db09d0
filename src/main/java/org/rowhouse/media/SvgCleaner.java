package org.rowhouse.media;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.InvalidInputException;

/**
 * Writes an SVG again with what {@link SvgRules} name and nothing else. Entities are not
 * looked up, and no document type stays.
 */
final class SvgCleaner {

	/** A drawing that is larger is held in memory for nothing good. */
	static final int MAX_BYTES = 4 << 20;

	private static final int MAX_DEPTH = 64;

	private static final int MAX_ELEMENTS = 100_000;

	private static final Pattern LENGTH = Pattern.compile("\\s*([0-9]{1,6}(?:\\.[0-9]{1,10})?)(?:px)?\\s*");

	private static final Pattern VIEW_BOX = Pattern.compile(
			"\\s*-?[0-9.]+[\\s,]+-?[0-9.]+[\\s,]+([0-9]{1,6}(?:\\.[0-9]{1,10})?)[\\s,]+([0-9]{1,6}(?:\\.[0-9]{1,10})?)\\s*");

	private final XMLStreamReader in;

	private final XMLStreamWriter out;

	private PictureFacts facts = PictureFacts.NONE;

	private int depth;

	private int elements;

	private boolean removed;

	private SvgCleaner(XMLStreamReader in, XMLStreamWriter out) {
		this.in = in;
		this.out = out;
	}

	/**
	 * Cleans a drawing.
	 * @param svg its bytes
	 * @param target where the clean one is written
	 * @return what it looks like, and whether something was taken out
	 * @throws InvalidInputException if it is no well-formed SVG
	 */
	static Cleaned clean(byte[] svg, OutputStream target) {
		XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		factory.setProperty(XMLInputFactory.IS_COALESCING, true);
		try {
			XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(target, "UTF-8");
			SvgCleaner cleaner = new SvgCleaner(factory.createXMLStreamReader(new ByteArrayInputStream(svg)), out);
			cleaner.copy();
			out.flush();
			return new Cleaned(cleaner.facts, cleaner.removed);
		}
		catch (XMLStreamException ex) {
			throw refused("This SVG is not well-formed XML"
					+ ((ex.getLocation() != null) ? " in line " + ex.getLocation().getLineNumber() : "")
					+ ". Save it again from the program that made it.");
		}
	}

	private static InvalidInputException refused(String message) {
		return new InvalidInputException("file", message);
	}

	private void copy() throws XMLStreamException {
		while (this.in.hasNext()) {
			switch (this.in.next()) {
				case XMLStreamConstants.START_ELEMENT -> start();
				case XMLStreamConstants.END_ELEMENT -> {
					this.out.writeEndElement();
					this.depth--;
				}
				case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
					if (this.depth > 0) {
						this.out.writeCharacters(this.in.getText());
					}
				}
				case XMLStreamConstants.ENTITY_REFERENCE ->
					throw refused("This SVG uses entities (&…;), which are not looked up. Save it without them.");
				default -> {
					// Comments, instructions and document types go.
				}
			}
		}
		if (this.elements == 0) {
			throw refused("This file has no drawing in it.");
		}
	}

	private void start() throws XMLStreamException {
		String name = this.in.getLocalName();
		boolean root = this.elements == 0;
		if (root && !(name.equals("svg") && SvgRules.isElement(this.in.getNamespaceURI(), name))) {
			throw refused("This is no SVG: its first element must be <svg xmlns=\"" + SvgRules.SVG + "\">.");
		}
		if (++this.elements > MAX_ELEMENTS || this.depth >= MAX_DEPTH) {
			throw refused("This SVG has more than " + MAX_ELEMENTS + " elements, or more than " + MAX_DEPTH
					+ " inside of each other. Save it as PNG.");
		}
		if (!SvgRules.isElement(this.in.getNamespaceURI(), name)) {
			this.removed |= !isNotes(name);
			skip();
			return;
		}
		if (name.equals("style")) {
			style();
			return;
		}
		this.out.writeStartElement(name);
		this.depth++;
		if (root) {
			this.out.writeDefaultNamespace(SvgRules.SVG);
			this.facts = size();
		}
		attributes(name);
	}

	/** What drawing programs write for themselves; nobody misses it. */
	private boolean isNotes(String name) {
		return name.equals("metadata") || !SvgRules.SVG.equals(this.in.getNamespaceURI());
	}

	private void attributes(String element) throws XMLStreamException {
		for (int i = 0; i < this.in.getAttributeCount(); i++) {
			String namespace = (this.in.getAttributeNamespace(i) != null) ? this.in.getAttributeNamespace(i) : "";
			String name = this.in.getAttributeLocalName(i);
			String value = this.in.getAttributeValue(i);
			if (SvgRules.isAttribute(element, namespace, name, value)) {
				if (!name.equals("href") || namespace.isEmpty() || this.in.getAttributeValue("", "href") == null) {
					this.out.writeAttribute(name, value);
				}
			}
			else {
				this.removed |= name.startsWith("on") || name.equals("href") || name.equals("style");
			}
		}
	}

	private void style() throws XMLStreamException {
		StringBuilder css = new StringBuilder();
		while (this.in.next() != XMLStreamConstants.END_ELEMENT) {
			if (this.in.isCharacters()) {
				css.append(this.in.getText());
			}
			else if (this.in.isStartElement()) {
				this.removed = true;
				skip();
			}
		}
		if (SvgRules.isHarmless(css.toString())) {
			this.out.writeStartElement("style");
			this.out.writeCharacters(css.toString());
			this.out.writeEndElement();
		}
		else {
			this.removed = true;
		}
	}

	private void skip() throws XMLStreamException {
		for (int open = 1; open > 0;) {
			int event = this.in.next();
			open += (event == XMLStreamConstants.START_ELEMENT) ? 1
					: (event == XMLStreamConstants.END_ELEMENT) ? -1 : 0;
		}
	}

	private PictureFacts size() {
		int width = length(this.in.getAttributeValue("", "width"));
		int height = length(this.in.getAttributeValue("", "height"));
		String box = this.in.getAttributeValue("", "viewBox");
		Matcher parts = VIEW_BOX.matcher((box != null) ? box : "");
		if ((width == 0 || height == 0) && parts.matches()) {
			width = length(parts.group(1));
			height = length(parts.group(2));
		}
		return (width == 0 || height == 0) ? PictureFacts.NONE
				: new PictureFacts(width, height, true, false, false, 4, 1);
	}

	private static int length(@Nullable String text) {
		Matcher number = LENGTH.matcher((text != null) ? text : "");
		return (number.matches()) ? (int) Math.round(Double.parseDouble(number.group(1))) : 0;
	}

	/**
	 * A drawing that was cleaned.
	 *
	 * @param facts its size, where it says one
	 * @param removed whether something was taken out that could have run or loaded
	 */
	record Cleaned(PictureFacts facts, boolean removed) {

	}

}
