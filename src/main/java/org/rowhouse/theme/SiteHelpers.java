package org.rowhouse.theme;

import java.time.ZoneId;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.expression.Temporals;

/**
 * Helpers for templates that know the language and time zone of the site, where those of
 * Thymeleaf are missing or would ask the machine.
 */
final class SiteHelpers {

	/** Their names, without the {@code #}. */
	static final Set<String> NAMES = Set.of("plurals", "temporals");

	/** Not a name that a template could write. */
	static final String ZONE_VARIABLE = "rowhouse::timeZone";

	private SiteHelpers() {
	}

	/**
	 * Makes a helper for one rendering.
	 * @param context what is rendered; its locale is the site's
	 * @param name the helper's name
	 * @return the helper, or {@code null} if it is none of these
	 */
	static @Nullable Object build(IExpressionContext context, String name) {
		return switch (name) {
			case "plurals" -> new Plurals(context.getLocale());
			// Dates without a zone of their own would get that of the machine.
			case "temporals" -> new Temporals(context.getLocale(), (ZoneId) context.getVariable(ZONE_VARIABLE));
			default -> null;
		};
	}

}
