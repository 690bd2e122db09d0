package org.rowhouse.content;

/**
 * Patterns for {@code like … escape '!'}.
 */
final class Like {

	private Like() {
	}

	static String escape(String text) {
		return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
	}

}
