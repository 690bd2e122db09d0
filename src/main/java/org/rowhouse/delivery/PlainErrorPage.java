package org.rowhouse.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

import org.springframework.core.io.ClassPathResource;
import org.springframework.web.util.HtmlUtils;

/**
 * What visitors see of a site whose own error page is broken: one file in the jar that
 * stands alone, in the language of the site where it is one of a few, in English
 * elsewhere.
 */
final class PlainErrorPage {

	/** The page holds its style; there is nothing else to load. */
	static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
			+ "form-action 'none'; frame-ancestors 'self'";

	private static final int NOT_FOUND = 404;

	private static final Words ENGLISH = new Words("en", "Something went wrong here", "This page is not here",
			"The site cannot show this page at the moment. Please try again later.",
			"There is no page at this address. It may have moved, or the address may be mistyped.", "To the home page",
			"Reference to quote");

	private static final Map<String, Words> WORDS = Map.of("de", new Words("de", "Hier ist etwas schiefgegangen",
			"Diese Seite gibt es nicht",
			"Die Website kann diese Seite gerade nicht zeigen. Bitte versuchen Sie es später noch einmal.",
			"Unter dieser Adresse gibt es keine Seite. Vielleicht ist sie umgezogen, oder die Adresse enthält einen Tippfehler.",
			"Zur Startseite", "Kennung für Rückfragen"), "fr",
			new Words("fr", "Un problème est survenu", "Cette page n’existe pas",
					"Le site ne peut pas afficher cette page pour le moment. Veuillez réessayer plus tard.",
					"Il n’y a pas de page à cette adresse. Elle a peut-être été déplacée, ou l’adresse est mal saisie.",
					"Retour à l’accueil", "Référence à indiquer"),
			"es",
			new Words("es", "Algo ha fallado", "Esta página no existe",
					"El sitio no puede mostrar esta página en este momento. Vuelva a intentarlo más tarde.",
					"No hay ninguna página en esta dirección. Puede que se haya movido o que la dirección esté mal escrita.",
					"Volver al inicio", "Referencia"));

	private final String html;

	PlainErrorPage() {
		try {
			this.html = new ClassPathResource("rowhouse/plain-error.html").getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Fills in the page.
	 * @param locale the site's
	 * @param status the HTTP status
	 * @param id the error id to quote
	 * @param pathPrefix the path under which the site lives
	 * @return the page
	 */
	String render(Locale locale, int status, String id, String pathPrefix) {
		Words words = WORDS.getOrDefault(locale.getLanguage(), ENGLISH);
		boolean missing = status == NOT_FOUND;
		return this.html.replace("{lang}", words.language())
			.replace("{status}", String.valueOf(status))
			.replace("{title}", (missing) ? words.missingTitle() : words.title())
			.replace("{message}", (missing) ? words.missing() : words.message())
			.replace("{home}", words.home())
			.replace("{reference}", words.reference())
			.replace("{id}", HtmlUtils.htmlEscape(id))
			.replace("{path}", HtmlUtils.htmlEscape(pathPrefix + "/"));
	}

	private record Words(String language, String title, String missingTitle, String message, String missing,
			String home, String reference) {

	}

}
