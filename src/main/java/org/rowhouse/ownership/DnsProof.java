package org.rowhouse.ownership;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

import org.springframework.stereotype.Component;

/**
 * Looks for the TXT record that proves a domain.
 */
@Component
class DnsProof {

	private final DnsLookup dns;

	DnsProof(DnsLookup dns) {
		this.dns = dns;
	}

	/**
	 * Looks for the record. Others may stand beside it.
	 * @param proof what should be there
	 * @return what is there
	 */
	Finding check(PendingProof proof) {
		byte[] wanted = proof.dnsValue().getBytes(StandardCharsets.UTF_8);
		try {
			List<byte[]> texts = this.dns.texts(proof.dnsName());
			if (texts.stream().anyMatch((text) -> MessageDigest.isEqual(text, wanted))) {
				return Finding.PROVED;
			}
			return Finding.missing((texts.isEmpty()) ? "There is no TXT record at " + proof.dnsName() + " yet."
					: "The TXT record at " + proof.dnsName() + " has another value.");
		}
		catch (IOException ex) {
			return Finding.missing(String.valueOf(ex.getMessage()));
		}
	}

}
