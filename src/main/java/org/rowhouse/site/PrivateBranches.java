package org.rowhouse.site;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The branches of a site that visitors must sign in to read. What is in one of them shows
 * nowhere but on its own pages: a page is only ever sent to somebody who may read it, so
 * it may name what is in the same branch, and nothing of another one.
 * <p>
 * Lists of posts belong to the branch of {@code /posts}, wherever they are: the pages of
 * tags and authors, and the feeds.
 *
 * @param paths where they begin, in small letters, without a slash at the end; {@code /}
 * is the whole site
 */
public record PrivateBranches(List<String> paths) {

	/** Of a site that everybody may read. */
	public static final PrivateBranches NONE = new PrivateBranches(List.of());

	/** All of a site. */
	public static final String WHOLE = "/";

	private static final String POSTS = "/posts";

	private static final Set<String> FEEDS = Set.of("/feed.xml", "/rss.xml", "/feed.json");

	/**
	 * Puts the longest paths first: the nearest branch counts.
	 * @param paths where the branches begin
	 */
	public PrivateBranches {
		paths = paths.stream()
			.sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
			.toList();
	}

	/**
	 * Finds the branch that a path is in: the longest one on the border of a segment.
	 * Letters count whatever their case, so that no other spelling leads around it.
	 * @param path an unescaped path inside the site, with a slash in front
	 * @return where the branch begins; nothing if everybody may read what is there
	 */
	public Optional<String> of(String path) {
		if (this.paths.isEmpty()) {
			return Optional.empty();
		}
		String folded = path.toLowerCase(Locale.ROOT);
		String place = (isListOfPosts(folded)) ? POSTS + folded : folded;
		return this.paths.stream().filter((branch) -> covers(branch, place)).findFirst();
	}

	/**
	 * Tells whether a page may name what is at another path.
	 * @param from the path of the page
	 * @param path the other path
	 * @return whether everybody may read that, or it is in the same branch
	 */
	public boolean shows(String from, String path) {
		Optional<String> branch = of(path);
		return branch.isEmpty() || branch.equals(of(from));
	}

	/**
	 * Tells whether all of the site is private.
	 * @return whether one of the branches is {@link #WHOLE}
	 */
	public boolean isWhole() {
		return this.paths.contains(WHOLE);
	}

	/**
	 * Tells whether everybody may read everything.
	 * @return whether there are no branches
	 */
	public boolean isEmpty() {
		return this.paths.isEmpty();
	}

	/**
	 * Tells whether a path is at another one or below it, on the border of a segment.
	 * @param path a path inside the site
	 * @param above the other one; below {@link #WHOLE} is everything
	 * @return whether it is
	 */
	public static boolean isAtOrBelow(String path, String above) {
		return covers(above, path);
	}

	/**
	 * Tells where something goes with what it is at or below.
	 * @param path the path of it
	 * @param from the path that it is at or below
	 * @param to where that goes
	 * @return where it is then
	 */
	public static String moved(String path, String from, String to) {
		String rest = path.substring((from.equals(WHOLE)) ? 1 : from.length());
		return (rest.isEmpty()) ? to : (to.equals(WHOLE)) ? rest : to + rest;
	}

	private static boolean isListOfPosts(String path) {
		return FEEDS.contains(path) || path.startsWith("/tag/") || path.startsWith("/author/");
	}

	private static boolean covers(String branch, String path) {
		return branch.equals(WHOLE) || path.equals(branch) || path.startsWith(branch + "/");
	}

}
