package org.rowhouse.theme;

import org.jspecify.annotations.Nullable;

/**
 * A template cannot be rendered. The message says where and why, for the site's owner.
 */
public class TemplateFailedException extends RuntimeException {

	private final TemplateMistake mistake;

	TemplateFailedException(TemplateMistake mistake, @Nullable Throwable cause) {
		super(mistake.toString(), cause);
		this.mistake = mistake;
	}

	/**
	 * Returns where and what the mistake is.
	 * @return the mistake
	 */
	public TemplateMistake mistake() {
		return this.mistake;
	}

}
