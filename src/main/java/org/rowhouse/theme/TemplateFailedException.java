package org.rowhouse.theme;

import org.jspecify.annotations.Nullable;

/**
 * A template cannot be rendered. The message says where and why, for the site's owner.
 */
public class TemplateFailedException extends RuntimeException {

	TemplateFailedException(String template, @Nullable Integer line, String message, Throwable cause) {
		super("Template " + template + ".html" + ((line != null) ? ", line " + line : "") + ": " + message, cause);
	}

}
