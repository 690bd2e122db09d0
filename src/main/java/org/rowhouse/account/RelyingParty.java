package org.rowhouse.account;

import java.net.URI;
import java.util.Set;

import org.rowhouse.site.AdminUrls;
import org.rowhouse.site.RowhouseProperties;

import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;

/**
 * What Rowhouse is for devices (WebAuthn Level 2, 4): the configured admin host.
 */
@Component
class RelyingParty {

	private final PasskeyStore store;

	private final AdminUrls urls;

	private final String host;

	RelyingParty(PasskeyStore store, AdminUrls urls, RowhouseProperties properties) {
		this.store = store;
		this.urls = urls;
		this.host = properties.admin().hostname().toString();
	}

	/** What can be done in answer to one challenge. */
	WebAuthnRelyingPartyOperations operations(Bytes challenge) {
		PublicKeyCredentialRpEntity rp = PublicKeyCredentialRpEntity.builder().id(this.host).name("Rowhouse").build();
		Webauthn4JRelyingPartyOperations operations = new Webauthn4JRelyingPartyOperations(this.store, this.store, rp,
				Set.of(origin()));
		operations.setCustomizeCreationOptions((options) -> options.challenge(challenge)
			.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
				.residentKey(ResidentKeyRequirement.REQUIRED)
				.userVerification(UserVerificationRequirement.REQUIRED)
				.build()));
		operations.setCustomizeRequestOptions(
				(options) -> options.challenge(challenge).userVerification(UserVerificationRequirement.REQUIRED));
		return operations;
	}

	private String origin() {
		URI uri = URI.create(this.urls.url("/"));
		return uri.getScheme() + "://" + uri.getRawAuthority();
	}

}
