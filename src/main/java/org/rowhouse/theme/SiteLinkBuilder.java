package org.rowhouse.theme;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;

/**
 * Puts the path under which the site lives in front of {@code @{/…}} links, and the
 * fingerprint of the file behind those that lead to one.
 */
class SiteLinkBuilder extends StandardLinkBuilder {

	/**
	 * Where the {@link SiteLinks} of a page are. No template can write this name, and
	 * none can know it.
	 */
	static final String LINKS_VARIABLE = "rowhouse::links::" + UUID.randomUUID();

	@Override
	protected String computeContextPath(IExpressionContext context, String base, Map<String, Object> parameters) {
		return links(context).prefix();
	}

	@Override
	protected String processLink(IExpressionContext context, @Nullable String link) {
		return (link != null) ? links(context).fingerprinted(link) : "";
	}

	private static SiteLinks links(IExpressionContext context) {
		if (context.getVariable(LINKS_VARIABLE) instanceof SiteLinks links) {
			return links;
		}
		throw new IllegalStateException("A page is rendered for a site");
	}

}
