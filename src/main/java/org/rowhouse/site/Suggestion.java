package org.rowhouse.site;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds out what somebody meant who wrote a name that does not exist.
 */
public final class Suggestion {

	/** What is longer was not meant to be a name. */
	private static final int MAX_LENGTH = 60;

	private Suggestion() {
	}

	/**
	 * Finds the nearest name.
	 * @param typed what was written
	 * @param known the names that exist
	 * @return the one that the fewest changes lead to, the case of letters aside; nothing
	 * if a third of the letters or more would have to change
	 */
	public static Optional<String> nearest(String typed, Collection<String> known) {
		String wanted = typed.strip().toLowerCase(Locale.ROOT);
		if (wanted.isEmpty() || wanted.length() > MAX_LENGTH) {
			return Optional.empty();
		}
		int most = Math.max(1, wanted.length() / 3);
		return known.stream()
			.filter((name) -> Math.abs(name.length() - wanted.length()) <= most)
			.map((name) -> new Candidate(name, distance(wanted, name.toLowerCase(Locale.ROOT))))
			.filter((candidate) -> candidate.distance() <= most && candidate.distance() < wanted.length())
			.min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
			.map(Candidate::name);
	}

	/**
	 * Says in a sentence what may have been meant.
	 * @param typed what was written
	 * @param known the names that exist
	 * @param otherwise the sentence if no name is near
	 * @return a sentence
	 */
	public static String didYouMean(String typed, Collection<String> known, String otherwise) {
		return nearest(typed, known).map((name) -> "Did you mean '" + name + "'?").orElse(otherwise);
	}

	/**
	 * How many letters have to be added, dropped, replaced or swapped with their
	 * neighbour (optimal string alignment).
	 */
	private static int distance(String a, String b) {
		int[][] cost = new int[a.length() + 1][b.length() + 1];
		for (int i = 0; i <= a.length(); i++) {
			for (int j = 0; j <= b.length(); j++) {
				if (i == 0 || j == 0) {
					cost[i][j] = i + j;
					continue;
				}
				int replaced = cost[i - 1][j - 1] + ((a.charAt(i - 1) == b.charAt(j - 1)) ? 0 : 1);
				cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
				if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
					cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
				}
			}
		}
		return cost[a.length()][b.length()];
	}

	private record Candidate(String name, int distance) {

	}

}
