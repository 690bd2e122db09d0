package org.rowhouse.cache;

import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.rowhouse.theme.Representation;

/**
 * The content codings that a client accepts (RFC 9110, section 12.5.3).
 */
public final class AcceptEncoding {

	private static final String IDENTITY = "identity";

	private static final Pattern MEMBER = Pattern
		.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:[ \\t]*;[ \\t]*[qQ]=(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?))?");

	/** Less than any weight that a client can write: acceptable, but not asked for. */
	private static final double NOT_NAMED = 0.0001;

	private final Map<String, Double> weights = new HashMap<>();

	/**
	 * Reads the header. A member that is malformed does not count.
	 * @param values its values; none if there is no such header
	 */
	public AcceptEncoding(Enumeration<String> values) {
		while (values.hasMoreElements()) {
			for (String member : values.nextElement().split(",", -1)) {
				Matcher matcher = MEMBER.matcher(member.strip());
				if (matcher.matches()) {
					String coding = matcher.group(1).toLowerCase(Locale.ROOT);
					double weight = (matcher.group(2) != null) ? Double.parseDouble(matcher.group(2)) : 1;
					this.weights.putIfAbsent((coding.equals("x-gzip")) ? "gzip" : coding, weight);
				}
			}
		}
	}

	/**
	 * Tells whether a client takes gzip at least as well as what is not compressed.
	 * @param values the values of its header; none if there is no such header
	 * @return whether it does
	 */
	public static boolean takesGzip(Enumeration<String> values) {
		AcceptEncoding accepted = new AcceptEncoding(values);
		return accepted.weight("gzip") > 0 && accepted.weight("gzip") >= accepted.weight(IDENTITY);
	}

	/**
	 * Chooses what to send.
	 * @param offered the representations, of which the first is preferred where the
	 * client does not mind
	 * @return one of them, or nothing if the client refuses each
	 */
	public Optional<Representation> choose(List<Representation> offered) {
		Representation best = null;
		for (Representation one : offered) {
			boolean better = best == null || weight(one.coding()) > weight(best.coding());
			best = (better) ? one : best;
		}
		return Optional.ofNullable(best).filter((one) -> weight(one.coding()) > 0);
	}

	double weight(String coding) {
		double unnamed = this.weights.getOrDefault("*", (coding.equals(IDENTITY)) ? NOT_NAMED : 0);
		return this.weights.getOrDefault(coding, unnamed);
	}

	/**
	 * Tells whether the file as it is will do.
	 * @return whether it will
	 */
	public boolean acceptsIdentity() {
		return weight(IDENTITY) > 0;
	}

}
