package org.rowhouse.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.rowhouse.theme.TemplateModel.SignInModel;

import org.springframework.core.io.ClassPathResource;
import org.springframework.web.util.HtmlUtils;

/**
 * How visitors sign in to a site whose own look is broken, or that is busy: one file in
 * the jar that stands alone.
 */
final class PlainSignInPage {

	/** The page holds its style; there is nothing else to load. */
	static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
			+ "form-action 'self'; frame-ancestors 'self'";

	private final String html;

	PlainSignInPage() {
		try {
			this.html = new ClassPathResource("rowhouse/plain-sign-in.html").getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Fills in the page.
	 * @param locale the site's
	 * @param name the name of the site
	 * @param asked what is asked for
	 * @return the page
	 */
	String render(Locale locale, String name, SignInModel asked) {
		return this.html.replace("{lang}", SignInTexts.language(locale))
			.replace("{site}", HtmlUtils.htmlEscape(name))
			.replace("{title}", HtmlUtils.htmlEscape(asked.title()))
			.replace("{message}", HtmlUtils.htmlEscape(asked.message()))
			.replace("{mistake}", mistake(asked.mistake()))
			.replace("{form}", form(asked));
	}

	private static String mistake(@Nullable String mistake) {
		return (mistake != null) ? "<p class=\"mistake\" role=\"alert\">" + HtmlUtils.htmlEscape(mistake) + "</p>" : "";
	}

	private static String form(SignInModel asked) {
		if (!asked.asks() && !asked.leaves()) {
			return "";
		}
		StringBuilder form = new StringBuilder("<form method=\"post\">");
		if (asked.asks() && asked.named()) {
			form.append("<label for=\"visitor-name\">")
				.append(HtmlUtils.htmlEscape(asked.nameLabel()))
				.append("</label><input id=\"visitor-name\" name=\"visitor-name\" autocomplete=\"username\" ")
				.append("autocapitalize=\"none\" required value=\"")
				.append(HtmlUtils.htmlEscape(asked.name()))
				.append("\">");
		}
		if (asked.asks()) {
			form.append("<label for=\"visitor-password\">")
				.append(HtmlUtils.htmlEscape(asked.passwordLabel()))
				.append("</label><input id=\"visitor-password\" name=\"visitor-password\" type=\"password\" ")
				.append("autocomplete=\"current-password\" required>");
		}
		return form.append("<button>")
			.append(HtmlUtils.htmlEscape(asked.button()))
			.append("</button></form>")
			.toString();
	}

}
