package org.rowhouse.media;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;

import com.ibm.icu.text.Transliterator;

/**
 * Makes names of files fit for URLs.
 */
final class MediaNames {

	private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*\\.[a-z0-9]{2,5}");

	private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");

	/** Marks of direction and characters without width, behind which an ending hides. */
	private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}|\\p{Cc}");

	private static final int MAX = 80;

	private MediaNames() {
	}

	/** Whether a file can have this name. */
	static boolean isName(String text) {
		return text.length() <= MAX + 12 && NAME.matcher(text).matches();
	}

	/**
	 * Makes the first part of a name.
	 * @param typed the name that the file had, perhaps with folders in front
	 * @param fallback what it is called when nothing of the name can be kept
	 * @return such as {@code red-door}
	 */
	static String slug(String typed, String fallback) {
		String last = last(typed);
		int dot = last.lastIndexOf('.');
		String stem = (dot > 0) ? last.substring(0, dot) : last;
		String ascii = Ascii.TRANSLITERATOR.transliterate(stem.substring(0, Math.min(stem.length(), 200)));
		String slug = OTHERS.matcher(ascii).replaceAll("-");
		slug = slug.substring(0, Math.min(MAX, slug.length())).replaceAll("^-|-$", "");
		return (slug.isEmpty()) ? fallback : slug;
	}

	/**
	 * How the name ends that the file had, without the dot; empty if it has no ending.
	 */
	static String ending(String typed) {
		String last = last(typed);
		int dot = last.lastIndexOf('.');
		return (dot >= 0) ? last.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
	}

	private static String last(String typed) {
		String tidy = UNSEEN.matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC)).replaceAll("");
		return tidy.substring(Math.max(tidy.lastIndexOf('/'), tidy.lastIndexOf('\\')) + 1).strip();
	}

	/** The first of red-door.jpg, red-door-2.jpg … that nobody has. */
	static String free(String slug, String ending, Collection<String> taken) {
		String name = slug + "." + ending;
		for (int i = 2; taken.contains(name); i++) {
			name = slug + "-" + i + "." + ending;
		}
		return name;
	}

	/** Loading the rules takes a while, so only once they are needed. */
	private static final class Ascii {

		private static final Transliterator TRANSLITERATOR = Transliterator
			.getInstance("Any-Latin; Latin-ASCII; Lower");

	}

}
