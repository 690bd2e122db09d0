package org.rowhouse.site;

import java.util.List;
import java.util.Optional;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * The hosts that a regular expression matches from beginning to end. RE2 syntax, which is
 * matched in linear time; upper and lower case are the same, as in nginx's
 * {@code server_name}.
 */
public final class RegexHost implements HostPattern {

	static final String MARK = "~";

	private static final int MAX_LENGTH = 250;

	/** Instructions; an expression of 250 characters with counts can have billions. */
	private static final int MAX_PROGRAM = 2000;

	private static final int MAX_REPETITIONS = 1000;

	private static final java.util.regex.Pattern COUNT = java.util.regex.Pattern
		.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

	/** Names that have nothing in common; who matches two of them matches them all. */
	private static final List<String> UNRELATED = List.of("nobody-has.this-name.invalid", "www.kq7.com", "x.co.uk",
			"9.example", "localhost");

	private final String text;

	private final Pattern pattern;

	private final String ending;

	private RegexHost(String text, Pattern pattern) {
		this.text = text;
		this.pattern = pattern;
		this.ending = RegexEnding.of(text);
	}

	static RegexHost parse(String text) {
		if (text.isEmpty() || text.length() > MAX_LENGTH || !text.chars().allMatch((c) -> c > ' ' && c < 127)) {
			throw new InvalidHostnameException("a regular expression has 1 to " + MAX_LENGTH
					+ " ASCII characters and no spaces; internationalised names stand in their xn-- form");
		}
		requireSmall(text);
		Pattern pattern;
		try {
			pattern = Pattern.compile(text, Pattern.CASE_INSENSITIVE);
		}
		catch (PatternSyntaxException ex) {
			throw new InvalidHostnameException("it is not a regular expression of RE2: " + ex.getMessage(), ex);
		}
		if (pattern.programSize() > MAX_PROGRAM) {
			throw new InvalidHostnameException("the regular expression repeats too much");
		}
		if (UNRELATED.stream().filter(pattern::matches).count() > 1) {
			throw new InvalidHostnameException("the regular expression matches hosts that have nothing in common. "
					+ "Name the domain in it; for every host write '" + AnyHost.TEXT + "', the default");
		}
		return new RegexHost(text, pattern);
	}

	/** The counts multiply where they are nested; this takes them as if all were. */
	private static void requireSmall(String text) {
		long product = 1;
		java.util.regex.Matcher counts = COUNT.matcher(text);
		while (counts.find()) {
			String most = (counts.group(2) != null && !counts.group(2).isEmpty()) ? counts.group(2) : counts.group(1);
			product *= Math.max(1, Long.parseLong(most));
			if (product > MAX_REPETITIONS) {
				throw new InvalidHostnameException("the regular expression repeats too much");
			}
		}
	}

	@Override
	public String key() {
		return MARK + this.text;
	}

	@Override
	public String display() {
		return key();
	}

	@Override
	public boolean matches(Hostname host) {
		String name = host.toString();
		return name.endsWith(this.ending) && this.pattern.matches(name);
	}

	@Override
	public boolean choosesSite() {
		return this.pattern.namedGroups().containsKey(SITE);
	}

	@Override
	public Optional<String> siteIn(Hostname host) {
		if (!choosesSite()) {
			return Optional.empty();
		}
		Matcher matcher = this.pattern.matcher(host.toString());
		return (matcher.matches()) ? Optional.ofNullable(matcher.group(SITE)) : Optional.empty();
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof RegexHost regex && this.text.equals(regex.text);
	}

	@Override
	public int hashCode() {
		return this.text.hashCode();
	}

	@Override
	public String toString() {
		return key();
	}

}
