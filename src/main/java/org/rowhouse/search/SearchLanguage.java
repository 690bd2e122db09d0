package org.rowhouse.search;

import java.util.List;
import java.util.Locale;

import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.ar.ArabicStemFilter;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.cz.CzechStemFilter;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.de.GermanNormalizationFilter;
import org.apache.lucene.analysis.el.GreekLowerCaseFilter;
import org.apache.lucene.analysis.el.GreekStemFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.hu.HungarianLightStemFilter;
import org.apache.lucene.analysis.it.ItalianLightStemFilter;
import org.apache.lucene.analysis.no.NorwegianLightStemFilter;
import org.apache.lucene.analysis.no.NorwegianLightStemmer;
import org.apache.lucene.analysis.pt.PortugueseLightStemFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.tr.ApostropheFilter;
import org.apache.lucene.analysis.tr.TurkishLowerCaseFilter;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.tartarus.snowball.ext.CatalanStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FinnishStemmer;
import org.tartarus.snowball.ext.RomanianStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.SwedishStemmer;
import org.tartarus.snowball.ext.TurkishStemmer;

/**
 * A language whose words are known by their stems, or {@link #OTHER} where words are
 * searched as they are written.
 */
enum SearchLanguage {

	AR, CA, CS, DA, DE, EL, EN, ES, FI, FR, HU, IT, NL, NO, PT, RO, RU, SV, TR,

	/** Chinese, Japanese and Korean, which put no spaces between words, included. */
	OTHER;

	/**
	 * Finds the language of a site.
	 * @param locale the site's locale
	 * @return its language; of both kinds of written Norwegian {@link #NO}
	 */
	static SearchLanguage of(Locale locale) {
		String code = locale.getLanguage();
		for (SearchLanguage language : values()) {
			if (language != OTHER && language.code().equals(code)) {
				return language;
			}
		}
		return (code.equals("nb") || code.equals("nn")) ? NO : OTHER;
	}

	/**
	 * Returns what stands for it in names of fields and analyzers.
	 * @return such as {@code de}
	 */
	String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Words in one spelling: lower case, without what is said before an apostrophe. */
	TokenStream normalize(TokenStream words) {
		return switch (this) {
			case AR -> new ArabicNormalizationFilter(lower(words));
			case CA -> elided(words, "d", "l", "m", "n", "s", "t");
			case DE -> new GermanNormalizationFilter(lower(words));
			case EL -> new GreekLowerCaseFilter(words);
			case EN -> lower(new EnglishPossessiveFilter(words));
			case FR -> new ElisionFilter(lower(words), FrenchAnalyzer.DEFAULT_ARTICLES);
			case IT -> elided(words, "c", "l", "all", "dall", "dell", "nell", "sull", "coll", "pell", "gl", "agl",
					"dagl", "degl", "negl", "sugl", "un", "m", "t", "s", "v", "d", "quell", "quest");
			case TR -> new TurkishLowerCaseFilter(new ApostropheFilter(words));
			case OTHER -> new CJKBigramFilter(lower(new CJKWidthFilter(words)));
			default -> lower(words);
		};
	}

	/** Stems of words that have been normalized; words marked as keywords stay. */
	TokenStream stem(TokenStream words) {
		return switch (this) {
			case AR -> new ArabicStemFilter(words);
			case CA -> new SnowballFilter(words, new CatalanStemmer());
			case CS -> new CzechStemFilter(words);
			case DA -> new SnowballFilter(words, new DanishStemmer());
			case DE -> new GermanLightStemFilter(words);
			case EL -> new GreekStemFilter(words);
			case EN -> new SnowballFilter(words, new EnglishStemmer());
			case ES -> new SpanishLightStemFilter(words);
			case FI -> new SnowballFilter(words, new FinnishStemmer());
			case FR -> new FrenchLightStemFilter(words);
			case HU -> new HungarianLightStemFilter(words);
			case IT -> new ItalianLightStemFilter(words);
			case NL -> new SnowballFilter(words, new DutchStemmer());
			case NO ->
				new NorwegianLightStemFilter(words, NorwegianLightStemmer.BOKMAAL | NorwegianLightStemmer.NYNORSK);
			case PT -> new PortugueseLightStemFilter(words);
			case RO -> new SnowballFilter(words, new RomanianStemmer());
			case RU -> new SnowballFilter(words, new RussianStemmer());
			case SV -> new SnowballFilter(words, new SwedishStemmer());
			case TR -> new SnowballFilter(words, new TurkishStemmer());
			case OTHER -> words;
		};
	}

	private static TokenStream lower(TokenStream words) {
		return new LowerCaseFilter(words);
	}

	private static TokenStream elided(TokenStream words, String... articles) {
		return new ElisionFilter(lower(words), new CharArraySet(List.of(articles), false));
	}

}
