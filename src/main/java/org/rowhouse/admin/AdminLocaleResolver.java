package org.rowhouse.admin;

import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Access;
import org.rowhouse.language.Languages;
import org.rowhouse.site.HostKind;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Which language an answer is in. On the admin host it is what the person has chosen, or
 * else what the browser prefers of those that there are. The API and all other hosts
 * speak English to programs, and sites have a language of their own.
 */
@Component("localeResolver")
class AdminLocaleResolver implements LocaleResolver {

	private final Languages languages;

	AdminLocaleResolver(Languages languages) {
		this.languages = languages;
	}

	@Override
	public Locale resolveLocale(HttpServletRequest request) {
		if (!HostKind.ADMIN.matches(request) || request.getRequestURI().startsWith("/api/")) {
			return Locale.ENGLISH;
		}
		return this.languages.find(Access.of(request).language()).orElseGet(() -> preferred(request));
	}

	private Locale preferred(HttpServletRequest request) {
		return (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) != null) ? this.languages.best(request.getLocales())
				: Locale.ENGLISH;
	}

	@Override
	public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
		throw new UnsupportedOperationException("People choose their language in their account");
	}

}
