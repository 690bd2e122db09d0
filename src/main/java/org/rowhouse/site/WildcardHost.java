package org.rowhouse.site;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.google.common.net.InternetDomainName;

/**
 * The hosts below a domain: {@code *.example.com} stands for one label, as in
 * certificates (RFC 6125), {@code **.example.com} for one or more. A label may have a
 * name, <code>{site}.example.com</code>. None of them matches {@code example.com} itself.
 */
public final class WildcardHost implements HostPattern {

	private static final String ONE = "*";

	private static final String ANY_DEPTH = "**";

	private static final Pattern NAMED = Pattern.compile("\\{[a-z][a-z0-9]{0,30}}");

	private static final int MAX_LABELS = 8;

	private static final int MAX_KEY = 253;

	private final List<String> labels;

	private final Hostname suffix;

	private WildcardHost(List<String> labels, Hostname suffix) {
		this.labels = labels;
		this.suffix = suffix;
	}

	static WildcardHost parse(String typed) {
		String[] parts = typed.split("\\.", -1);
		int count = 0;
		while (count < parts.length && isPlaceholder(parts[count])) {
			count++;
		}
		List<String> labels = List.of(Arrays.copyOf(parts, count));
		String rest = Arrays.stream(parts, count, parts.length).collect(Collectors.joining("."));
		if (count == 0 || rest.indexOf('*') >= 0 || rest.indexOf('{') >= 0 || rest.indexOf('}') >= 0) {
			throw new InvalidHostnameException("'*' and '{name}' stand for a whole label at the beginning, such as "
					+ "*.example.com; for a part of a label write a regular expression, such as "
					+ "~^shop-[^.]+\\.example\\.com$");
		}
		if (count > MAX_LABELS || (labels.contains(ANY_DEPTH) && count > 1)) {
			throw new InvalidHostnameException(
					"'**' stands alone before the domain, and at most " + MAX_LABELS + " labels are open");
		}
		if (labels.stream().filter((label) -> NAMED.matcher(label).matches()).distinct().count() < labels.stream()
			.filter((label) -> NAMED.matcher(label).matches())
			.count()) {
			throw new InvalidHostnameException("two labels have the same name");
		}
		return new WildcardHost(labels, suffix(typed, rest));
	}

	/** A pattern on a public suffix would take the domains of strangers. */
	private static Hostname suffix(String typed, String rest) {
		if (rest.isEmpty()) {
			throw new InvalidHostnameException(
					"a domain is missing behind it; the pattern for every host is '" + AnyHost.TEXT + "'");
		}
		Hostname suffix = Hostname.fromInput(rest);
		if (suffix.isIpAddress()) {
			throw new InvalidHostnameException("an IP address has no names below it");
		}
		String name = suffix.toString();
		if (isPublicSuffix(name) || isPublicSuffix("any-label-of-all." + name)) {
			throw new InvalidHostnameException("'" + suffix.display()
					+ "' is a public suffix, below which everybody can register a domain. Name your own, such as "
					+ typed.substring(0, typed.length() - rest.length()) + "example." + suffix.display());
		}
		if (name.length() + 2 * MAX_LABELS > MAX_KEY) {
			throw new InvalidHostnameException("a domain has at most " + (MAX_KEY - 2 * MAX_LABELS) + " characters");
		}
		return suffix;
	}

	/** Asked for a label below as well: some rules of the list are for all labels. */
	private static boolean isPublicSuffix(String name) {
		return InternetDomainName.isValid(name) && InternetDomainName.from(name).isRegistrySuffix();
	}

	/** Makes a pattern out of what the database keeps, which was checked before. */
	static WildcardHost restore(List<String> labels, String suffix) {
		return new WildcardHost(labels, Hostname.fromInput(suffix));
	}

	/** Returns the open labels at the beginning of a key. */
	static List<String> leading(String key) {
		return List.of(key.substring(0, key.lastIndexOf(ONE) + 1).split("\\."));
	}

	private static boolean isPlaceholder(String label) {
		return label.equals(ONE) || label.equals(ANY_DEPTH) || NAMED.matcher(label).matches();
	}

	/** Whether labels of any number stand in front of the suffix. */
	boolean anyDepth() {
		return this.labels.get(0).equals(ANY_DEPTH);
	}

	/** How many labels stand in front of the suffix. */
	int depth() {
		return this.labels.size();
	}

	List<String> labels() {
		return this.labels;
	}

	/**
	 * Returns the domain below which the hosts are.
	 * @return the part behind the open labels
	 */
	public Hostname suffix() {
		return this.suffix;
	}

	@Override
	public String key() {
		return ((anyDepth()) ? ANY_DEPTH + "." : (ONE + ".").repeat(depth())) + this.suffix;
	}

	@Override
	public String display() {
		return String.join(".", this.labels) + "." + this.suffix.display();
	}

	@Override
	public boolean matches(Hostname host) {
		String name = host.toString();
		String tail = this.suffix.toString();
		int open = name.length() - tail.length() - 1;
		if (open < 1 || name.charAt(open) != '.' || !name.endsWith(tail)) {
			return false;
		}
		long found = name.chars().limit(open).filter((c) -> c == '.').count() + 1;
		return anyDepth() || found == depth();
	}

	@Override
	public boolean choosesSite() {
		return this.labels.contains("{" + SITE + "}");
	}

	@Override
	public Optional<String> siteIn(Hostname host) {
		int at = this.labels.indexOf("{" + SITE + "}");
		return (at >= 0) ? Optional.of(host.toString().split("\\.", -1)[at]) : Optional.empty();
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof WildcardHost pattern && this.labels.equals(pattern.labels)
				&& this.suffix.equals(pattern.suffix);
	}

	@Override
	public int hashCode() {
		return 31 * this.labels.hashCode() + this.suffix.hashCode();
	}

	@Override
	public String toString() {
		return String.join(".", this.labels) + "." + this.suffix;
	}

}
