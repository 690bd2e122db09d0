package org.rowhouse.account;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Permission.Level;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.NotPermittedException;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Lets nobody reach a method of a controller on the admin host without the permission
 * that it {@linkplain Needs needs}. A site that somebody has no part in is not there for
 * them.
 */
class PermissionInterceptor implements HandlerInterceptor {

	/** The name of the variable in paths that holds the key of a site. */
	static final String KEY = "key";

	private final Standings standings;

	private final Sites sites;

	PermissionInterceptor(Standings standings, Sites sites) {
		this.standings = standings;
		this.sites = sites;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (handler instanceof HandlerMethod method && HostKind.ADMIN.matches(request)) {
			require(request, method);
		}
		return true;
	}

	private void require(HttpServletRequest request, HandlerMethod method) {
		Permission permission = permission(method);
		if (permission == null) {
			throw new IllegalStateException(method + " says nothing about who may reach it");
		}
		if (permission.level() == Level.EVERYBODY) {
			return;
		}
		String key = key(request);
		Site site = (key != null) ? this.sites.find(key).orElse(null) : null;
		SignedIn person = person();
		Access access = (site != null) ? this.standings.onSite(person, site.id()) : this.standings.onPlatform(person);
		access.mark(request);
		if (key != null && !access.may(Permission.MAKE_SITES) && (site == null || !access.hasPart())) {
			throw new NoSuchSiteException(key);
		}
		if (!access.may(permission)) {
			throw new NotPermittedException("You may not do this. "
					+ ((person.grant() != null) ? "A token may do what its scope says, and never more than its person."
							: permission.level().whoCan()));
		}
		TokenGrant grant = person.grant();
		if (grant != null && !grant.scope().permits(request.getMethod())) {
			throw new NotPermittedException("This token may only read. Make one with the scope 'content' or 'all'.");
		}
	}

	private static SignedIn person() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		if (authentication == null || !(authentication.getPrincipal() instanceof SignedIn person)) {
			throw new NotPermittedException("Sign in first.");
		}
		return person;
	}

	@SuppressWarnings("unchecked")
	private static @Nullable String key(HttpServletRequest request) {
		Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
		return (variables instanceof Map) ? ((Map<String, String>) variables).get(KEY) : null;
	}

	/** What the method says, or else its type. */
	static @Nullable Permission permission(HandlerMethod method) {
		Needs needs = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), Needs.class);
		if (needs == null) {
			needs = AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Needs.class);
		}
		return (needs != null) ? needs.value() : null;
	}

}
