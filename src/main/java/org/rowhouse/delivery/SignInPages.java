package org.rowhouse.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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

	/** Anybody can ask for the page as often as they like: it must not be heavy. */
	private static final int EMBEDDED_BYTES = 512 * 1024;

	private static final int KEPT_BYTES = 16 * 1024 * 1024;

	private static final int BYTES_OF_ENTRY = 500;

	/** So late shows a file of a theme that was replaced without anybody noticing. */
	private static final Duration KEPT = Duration.ofSeconds(10);

	private final SiteModelFactory models;

	private final SiteTemplates templates;

	private final SiteFiles files;

	private final ThemeOptions options;

	private final PageMeta meta;

	private final RenderGate gate;

	private final PlainSignInPage plainPage = new PlainSignInPage();

	/** A page with a name that somebody has typed is theirs alone, and not kept. */
	private final Cache<Key, Drawn> drawn = Caffeine.newBuilder()
		.maximumWeight(KEPT_BYTES)
		.weigher((Key key, Drawn page) -> BYTES_OF_ENTRY + 2 * page.html().length())
		.expireAfterWrite(KEPT)
		.build();

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
		Key key = new Key(site.id(), site.version(), HostKind.pathPrefix(request), words);
		Drawn kept = this.drawn.getIfPresent(key);
		if (kept != null) {
			return kept;
		}
		if (this.gate.isAdmitted(site, request)) {
			try {
				Drawn drawn = new Drawn(standingAlone(site, request, themed(site, request, words)), POLICY);
				if (words.name().isEmpty()) {
					this.drawn.put(key, drawn);
				}
				return drawn;
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
		String whole = new EmbeddedFiles(this.files, site, HostKind.pathPrefix(request),
				this.options.stylesheet(site).css(), EMBEDDED_BYTES)
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

	/**
	 * What makes one page different from another.
	 *
	 * @param siteId the number of the site
	 * @param version the version of the site
	 * @param pathPrefix what stands before its paths
	 * @param words what the page says
	 */
	private record Key(long siteId, long version, String pathPrefix, SignInModel words) {

	}

}
