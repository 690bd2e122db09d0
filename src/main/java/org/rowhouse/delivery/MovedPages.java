package org.rowhouse.delivery;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.rowhouse.cache.PageExchange;
import org.rowhouse.content.RedirectLookup;
import org.rowhouse.content.RedirectLookup.Destination;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.Site;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Sends on visitors who ask for what is not there any more. Only for GET and HEAD: what
 * somebody sends in a form has nowhere to go on a site.
 */
@Component
class MovedPages {

	private static final Logger logger = LoggerFactory.getLogger(MovedPages.class);

	private static final Pattern HOST = Pattern.compile("[a-z0-9._-]{1,253}|\\[[0-9a-f:.]{2,45}]");

	private final RedirectLookup redirects;

	MovedPages(RedirectLookup redirects) {
		this.redirects = redirects;
	}

	/**
	 * Answers where nothing else has.
	 * @param site the bound site
	 * @param request a request
	 * @return 301 or 302 (RFC 9110, section 15.4), which browsers ask for again, so that
	 * a redirect that was a mistake is not kept for good; nothing if there is no redirect
	 */
	Optional<ResponseEntity<String>> answer(Site site, HttpServletRequest request) {
		String method = request.getMethod();
		if (!method.equals("GET") && !method.equals("HEAD")) {
			return Optional.empty();
		}
		String prefix = HostKind.pathPrefix(request);
		String path = (request.getRequestURI().length() > prefix.length())
				? request.getRequestURI().substring(prefix.length()) : "/";
		try {
			Optional<Destination> found = this.redirects.find(path, hostOf(request.getHeader("Referer")));
			PageExchange.countVisits(request, (now, again) -> this.redirects.countAgain(now, path, found.orElse(null),
					hostOf(again.getHeader("Referer"))));
			return found.map((destination) -> redirect(destination, prefix, request.getQueryString()));
		}
		catch (DataAccessException | TransactionException ex) {
			logger.error("Site '{}': its redirects cannot be read", site.key(), ex);
			PageExchange.keepNothing(request);
			return Optional.empty();
		}
	}

	private static ResponseEntity<String> redirect(Destination destination, String prefix, @Nullable String query) {
		String location = ((destination.onSite()) ? prefix : "") + destination.location();
		return ResponseEntity.status((destination.permanent()) ? HttpStatus.MOVED_PERMANENTLY : HttpStatus.FOUND)
			.header("Location", withQuery(location, query))
			.cacheControl(CacheControl.noCache())
			.build();
	}

	/** A target with a query of its own says all that it needs. */
	private static String withQuery(String location, @Nullable String query) {
		if (query == null || location.indexOf('?') >= 0) {
			return location;
		}
		int fragment = location.indexOf('#');
		int end = (fragment >= 0) ? fragment : location.length();
		return location.substring(0, end) + "?" + query + location.substring(end);
	}

	/** Paths and queries of other sites are nobody's business. */
	private static String hostOf(@Nullable String referrer) {
		if (referrer == null || referrer.length() > 2000) {
			return "";
		}
		try {
			String host = new URI(referrer).getHost();
			String lower = (host != null) ? host.toLowerCase(Locale.ROOT) : "";
			return (HOST.matcher(lower).matches()) ? lower : "";
		}
		catch (URISyntaxException ex) {
			return "";
		}
	}

}
