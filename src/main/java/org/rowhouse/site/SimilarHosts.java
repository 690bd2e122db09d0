package org.rowhouse.site;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import com.google.common.net.InternetDomainName;
import org.jspecify.annotations.Nullable;

/**
 * Finds what somebody may have meant who typed a host that leads nowhere.
 */
final class SimilarHosts {

	private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-.";

	private static final String WWW = "www.";

	private static final int SHOWN = 5;

	private final RoutingTable table;

	SimilarHosts(RoutingTable table) {
		this.table = table;
	}

	/** What is odd about a host, in sentences. */
	List<String> warnings(Hostname host, boolean known) {
		Hostname sibling = sibling(host);
		boolean siblingKnown = sibling != null && !this.table.matching(sibling).isEmpty();
		if (known) {
			return (sibling != null && !siblingKnown && isRegistrable(host, sibling))
					? List.of("'" + sibling.display()
							+ "' leads nowhere. Add it as an address that redirects, and a DNS record for it.")
					: List.of();
		}
		if (sibling != null && siblingKnown) {
			return List.of("'" + sibling.display() + "' is known, '" + host.display()
					+ "' is not. Add it to the same site as an address that redirects.");
		}
		return near(host).stream()
			.map((name) -> "'" + Hostname.fromInput(name).display()
					+ "' is known and differs in one letter. Is one of the two a typing error?")
			.toList();
	}

	private static @Nullable Hostname sibling(Hostname host) {
		String name = host.toString();
		if (host.isIpAddress() || name.indexOf('.') < 0 || name.length() > 249) {
			return null;
		}
		return Hostname.fromInput((name.startsWith(WWW)) ? name.substring(WWW.length()) : WWW + name);
	}

	/** Only for domains themselves: nobody expects www.blog.example.com. */
	private static boolean isRegistrable(Hostname host, Hostname sibling) {
		String name = (host.toString().startsWith(WWW)) ? sibling.toString() : host.toString();
		return InternetDomainName.isValid(name) && InternetDomainName.from(name).isTopDomainUnderRegistrySuffix();
	}

	/** All names one edit away: missing, added, wrong and exchanged letters. */
	private Set<String> near(Hostname host) {
		String name = host.toString();
		Set<String> found = new LinkedHashSet<>();
		for (int i = 0; i <= name.length() && found.size() < SHOWN; i++) {
			String before = name.substring(0, i);
			if (i < name.length()) {
				addIfKnown(found, before + name.substring(i + 1));
			}
			if (i + 1 < name.length()) {
				addIfKnown(found, before + name.charAt(i + 1) + name.charAt(i) + name.substring(i + 2));
			}
			for (int letter = 0; letter < LETTERS.length(); letter++) {
				char c = LETTERS.charAt(letter);
				addIfKnown(found, before + c + name.substring(i));
				if (i < name.length()) {
					addIfKnown(found, before + c + name.substring(i + 1));
				}
			}
		}
		return found;
	}

	private void addIfKnown(Set<String> found, String name) {
		if (found.size() < SHOWN && this.table.hasExact(name)) {
			found.add(name);
		}
	}

}
