package org.rowhouse.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.Site;
import org.rowhouse.theme.SiteFiles;
import org.rowhouse.theme.SiteTemplates;
import org.rowhouse.theme.TemplateFailedException;
import org.rowhouse.theme.TemplateModel.SignInModel;
import org.rowhouse.theme.ThemeOptions;
import org.rowhouse.visitor.SignInPage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Asks visitors to sign in, in the look of their site. The page shows nothing of its
 * content, not even its menu. Styles, pictures and fonts are in the page itself, so that
 * every file of a private site can be private.
 */
@Component
class SignInPages implements SignInPage {

	private static final Logger logger = LoggerFactory.getLogger(SignInPages.class);

	private static final String TEMPLATE = "sign-in";

	/** The logo may be one of the site's media, and stays a link then. */
	private static final String POLICY = "default-src 'none'; style-src 'self' data:; font-src 'self' data:; "
			+ "img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

	/** Of no use before somebody has signed in. */
	private static final Pattern SCRIPT = Pattern.compile("<script\\b[^<>]*+>[^<]*+</script>",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern LINK = Pattern.compile("<link\\s[^<>]*+>", Pattern.CASE_INSENSITIVE);

	private static final Pattern RELATION = Pattern.compile("\\brel=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);

	private final SiteModelFactory models;

	private final SiteTemplates templates;

	private final SiteFiles files;

	private final ThemeOptions options;

	private final PageMeta meta;

	private final RenderGate gate;

	private final PlainSignInPage plainPage = new PlainSignInPage();

	SignInPages(SiteModelFactory models, SiteTemplates templates, SiteFiles files, ThemeOptions options, PageMeta meta,
			RenderGate gate) {
		this.models = models;
		this.templates = templates;
		this.files = files;
		this.options = options;
		this.meta = meta;
		this.gate = gate;
	}

	@Override
	public Drawn draw(Site site, HttpServletRequest request, Asked asked) {
		SignInModel words = SignInTexts.model(site.locale(), asked);
		if (this.gate.isAdmitted(site, request)) {
			try {
				return new Drawn(standingAlone(site, request, themed(site, request, words)), POLICY);
			}
			catch (TemplateFailedException ex) {
				logger.error("Site '{}': the page for signing in is shown without a theme: {}", site.key(),
						ex.getMessage());
			}
			finally {
				RenderGate.release(request);
			}
		}
		return new Drawn(this.plainPage.render(site.locale(), site.name(), words), PlainSignInPage.POLICY);
	}

	private String themed(Site site, HttpServletRequest request, SignInModel words) {
		String prefix = HostKind.pathPrefix(request);
		Map<String, Object> model = this.models.withoutContent(site, "");
		model.put("signIn", words);
		model.put("meta", this.meta.of(site, null, model));
		try {
			return this.templates.render(site, prefix, TEMPLATE, model);
		}
		catch (TemplateFailedException ex) {
			// The layout of the site may take something else than this template gives.
			logger.warn("Site '{}': the page for signing in is shown in the built-in theme: {}", site.key(),
					ex.getMessage());
			return this.templates.renderBuiltIn(site, prefix, TEMPLATE, model);
		}
	}

	private String standingAlone(Site site, HttpServletRequest request, String html) {
		String whole = new EmbeddedFiles(this.files, site, HostKind.pathPrefix(request), this.options.stylesheet(site))
			.into(SCRIPT.matcher(html).replaceAll(""));
		String icon = "<link rel=\"icon\" href=\"data:image/svg+xml;base64,"
				+ Base64.getEncoder().encodeToString(LetterMark.of(site).svg().getBytes(StandardCharsets.UTF_8))
				+ "\">";
		return LINK.matcher(whole).replaceAll((link) -> Matcher.quoteReplacement(switch (relation(link.group())) {
			case "stylesheet" -> link.group();
			case "icon" -> (link.group().contains("\"data:")) ? link.group() : icon;
			default -> "";
		}));
	}

	private static String relation(String link) {
		Matcher relation = RELATION.matcher(link);
		return (relation.find()) ? relation.group(1) : "";
	}

}
