package org.rowhouse.api;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.rowhouse.ownership.PendingProof;
import org.rowhouse.site.Address;

/**
 * An address in the REST API: an object, or in a request just its pattern. A proof is
 * there while one is missing; in a request it says nothing.
 */
record AddressBody(@Nullable String pattern, @Nullable String role,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ProofBody proof) {

	@JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
	AddressBody(@JsonProperty("pattern") @Nullable String pattern, @JsonProperty("role") @Nullable String role,
			@JsonProperty("proof") @Nullable ProofBody proof) {
		this.pattern = pattern;
		this.role = role;
		this.proof = proof;
	}

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	static AddressBody of(String pattern) {
		return new AddressBody(pattern, null, null);
	}

	static AddressBody describing(Address address) {
		return new AddressBody(address.pattern().display(), address.role().name().toLowerCase(Locale.ROOT),
				PendingProof.of(address).map(ProofBody::of).orElse(null));
	}

	/** What has to be published so that the address answers. */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record ProofBody(@Nullable String state, @Nullable String dnsName, @Nullable String dnsValue,
			@Nullable String fileUrl, @Nullable String fileBody) {

		private static ProofBody of(PendingProof proof) {
			return new ProofBody("pending", proof.dnsName(), proof.dnsValue(), proof.fileUrl(), proof.fileBody());
		}

	}

}
