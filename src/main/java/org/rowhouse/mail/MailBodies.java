package org.rowhouse.mail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.ibm.icu.util.ULocale;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.AdminUrls;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.PublicUrls;
import org.rowhouse.site.Site;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

import org.springframework.stereotype.Component;

/**
 * Makes text and HTML of messages, with templates of its own in the jar. Sites have no
 * part in them.
 */
@Component
class MailBodies {

	private final TemplateEngine engine = new SpringTemplateEngine();

	private final AdminUrls adminUrls;

	private final PublicUrls publicUrls;

	private final SmtpAccounts accounts;

	MailBodies(AdminUrls adminUrls, PublicUrls publicUrls, SmtpAccounts accounts) {
		this.adminUrls = adminUrls;
		this.publicUrls = publicUrls;
		this.accounts = accounts;
		this.engine.addTemplateResolver(resolver("*.html", TemplateMode.HTML));
		this.engine.addTemplateResolver(resolver("*.txt", TemplateMode.TEXT));
	}

	private static ClassLoaderTemplateResolver resolver(String names, TemplateMode mode) {
		ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(MailBodies.class.getClassLoader());
		resolver.setPrefix("mail/");
		resolver.setResolvablePatterns(Set.of(names));
		resolver.setTemplateMode(mode);
		resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
		return resolver;
	}

	/**
	 * Makes the body of a mail.
	 * @param message what it says
	 * @return text and HTML
	 * @throws ConflictException if it links to a site that has no address
	 */
	MailBody of(Message message) {
		Context context = new Context(message.locale());
		context.setVariable("model", model(message));
		return new MailBody(this.engine.process("letter.txt", context).strip() + "\n",
				this.engine.process("letter.html", context));
	}

	private Model model(Message message) {
		Site site = message.site();
		Message.Button button = message.button();
		Locale locale = message.locale();
		boolean rightToLeft = ULocale.forLocale(locale).isRightToLeft();
		return new Model(locale.toLanguageTag(), (rightToLeft) ? "rtl" : "ltr", (rightToLeft) ? "right" : "left",
				(site != null) ? site.name() : this.accounts.current().settings().senderNameOrDefault(),
				message.title(), message.paragraphs(), (button != null) ? button.label() : "",
				(button != null) ? url(button, site) : null, message.footnote());
	}

	/** By the settings alone: no request has a part in it. */
	private String url(Message.Button button, @Nullable Site site) {
		if (button.place() == Message.Place.ADMIN || site == null) {
			return this.adminUrls.url(button.path());
		}
		String base = this.publicUrls.of(site);
		if (base == null) {
			throw new ConflictException("The site '" + site.key()
					+ "' has no address of a single host that a mail could link to. Give it one first.");
		}
		return base + button.path();
	}

	/**
	 * What the templates get.
	 */
	record Model(String language, String direction, String start, String sender, String title, List<String> paragraphs,
			String label, @Nullable String url, String footnote) {

	}

}
