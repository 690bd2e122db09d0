package org.rowhouse.admin;

import org.rowhouse.language.Languages;

import org.springframework.stereotype.Component;

/**
 * The texts of answers to scripts, in the language of the answer. Pages look up theirs
 * themselves, by {@code #words.of(…)}.
 */
@Component
class AdminWords {

	private final Languages languages;

	AdminWords(Languages languages) {
		this.languages = languages;
	}

	/**
	 * Returns a text of the application in the language of the answer.
	 * @param english the English text
	 * @return the text, in English if there is no other
	 */
	String text(String english) {
		return this.languages.of(LocalFormat.locale()).text(english);
	}

}
