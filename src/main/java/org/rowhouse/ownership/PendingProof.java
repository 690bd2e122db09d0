package org.rowhouse.ownership;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Address;
import org.rowhouse.site.HostPattern;

/**
 * What somebody has to publish, in one of two ways, so that an address answers.
 *
 * @param dnsName where a DNS record of the type TXT has to be
 * @param dnsValue what the record has to hold
 * @param fileUrl where a file has to be instead; {@code null} for all hosts below a
 * domain, which only the DNS can prove
 * @param fileBody what the file has to hold
 */
public record PendingProof(String dnsName, String dnsValue, @Nullable String fileUrl, @Nullable String fileBody) {

	static final String FILE_PATH = "/.well-known/rowhouse-challenge/";

	private static final String DNS_LABEL = "_rowhouse-challenge.";

	private static final String DNS_VALUE = "rowhouse-site-verification=";

	/**
	 * Says what has to be published for an address.
	 * @param address an address
	 * @return what has to be published; empty if the address answers
	 */
	public static Optional<PendingProof> of(Address address) {
		return Optional.ofNullable(address.challenge()).flatMap((challenge) -> of(address.pattern().host(), challenge));
	}

	static Optional<PendingProof> of(HostPattern host, String challenge) {
		ProvableDomain domain = ProvableDomain.of(host);
		if (domain == null) {
			return Optional.empty();
		}
		boolean byFile = !domain.everythingBelow();
		return Optional.of(new PendingProof(dnsName(domain), DNS_VALUE + challenge,
				(byFile) ? "http://" + domain.name() + FILE_PATH + challenge : null, (byFile) ? challenge : null));
	}

	static String dnsName(ProvableDomain domain) {
		return DNS_LABEL + domain.name();
	}

}
