package org.rowhouse.content;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.rowhouse.site.Suggestion;

/**
 * Finds the page that somebody meant who asked for a path that is not there: one with the
 * same last name elsewhere, typing errors aside, or one with many pairs of letters in
 * common (the coefficient of Sørensen and Dice).
 */
final class SimilarPaths {

	private static final double NEAR = 0.5;

	private static final double SAME_NAME = 1.5;

	private final List<Candidate> candidates;

	private final Set<String> names;

	SimilarPaths(Collection<String> paths) {
		this.candidates = paths.stream()
			.filter((path) -> !path.equals("/"))
			.map((path) -> new Candidate(path, SitePath.lastName(path), pairs(SitePath.lastName(path)), pairs(path)))
			.toList();
		this.names = this.candidates.stream().map(Candidate::name).collect(Collectors.toSet());
	}

	/**
	 * Finds the nearest path.
	 * @param missing a path that is not there
	 * @return the path that is most like it, if any is
	 */
	Optional<String> nearest(String missing) {
		String typed = SitePath.lastName(missing);
		String name = Suggestion.nearest(typed, this.names).orElse(typed);
		Set<String> pairsOfName = pairs(name);
		Set<String> pairsOfPath = pairs(missing);
		return this.candidates.stream().map((candidate) -> {
			double whole = dice(pairsOfPath, candidate.pairsOfPath());
			boolean same = !name.isEmpty() && candidate.name().equals(name);
			double score = (same) ? SAME_NAME + whole : 0.7 * dice(pairsOfName, candidate.pairsOfName()) + 0.3 * whole;
			return new Scored(candidate.path(), score);
		})
			.filter((scored) -> scored.score() >= NEAR)
			.max(Comparator.comparingDouble(Scored::score).thenComparing(Scored::path, Comparator.reverseOrder()))
			.map(Scored::path);
	}

	private static Set<String> pairs(String text) {
		String letters = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
		Set<String> pairs = new HashSet<>();
		for (int i = 0; i + 2 <= letters.length(); i++) {
			pairs.add(letters.substring(i, i + 2));
		}
		return pairs;
	}

	private static double dice(Set<String> a, Set<String> b) {
		if (a.isEmpty() || b.isEmpty()) {
			return 0;
		}
		long common = a.stream().filter(b::contains).count();
		return 2.0 * common / (a.size() + b.size());
	}

	private record Candidate(String path, String name, Set<String> pairsOfName, Set<String> pairsOfPath) {

	}

	private record Scored(String path, double score) {

	}

}
