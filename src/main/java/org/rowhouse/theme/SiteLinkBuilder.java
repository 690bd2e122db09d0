package org.rowhouse.theme;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;

/**
 * Puts the path under which the site lives in front of {@code @{/…}} links.
 */
class SiteLinkBuilder extends StandardLinkBuilder {

	/** Not a name that a template could write. */
	static final String PREFIX_VARIABLE = "rowhouse::pathPrefix";

	@Override
	protected String computeContextPath(IExpressionContext context, String base, Map<String, Object> parameters) {
		return String.valueOf(context.getVariable(PREFIX_VARIABLE));
	}

	@Override
	protected String processLink(IExpressionContext context, @Nullable String link) {
		return (link != null) ? link : "";
	}

}
