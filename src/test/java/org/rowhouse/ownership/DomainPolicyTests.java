package org.rowhouse.ownership;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowhouse.ownership.DomainOwnershipProperties.DnsServer;
import org.rowhouse.site.Address;
import org.rowhouse.site.AddressPattern;
import org.rowhouse.site.AddressRole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link DomainPolicy} and its settings.
 */
class DomainPolicyTests {

	private final DomainPolicy policy = policy(true);

	@Test
	void aChallengeIsLongAndNeverTheSame() {
		String first = challenge("shop.test");
		assertThat(first).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(challenge("shop.test"));
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			shop.localhost,          ''
			localhost,               ''
			*.shop.localhost,        ''
			shop.test/a,             shop.test
			shop.test,               shop.test/a
			a.shop.test,             **.shop.test
			a.b.shop.test/x,         *.shop.test
			shop.test,               *.shop.test
			*.a.shop.test,           **.shop.test
			192.0.2.1/x,             192.0.2.1
			~^a\\.test$,             ~^a\\.test$
			**,                      **
			""")
	void nothingIsAskedWhereItIsProvedAlready(String added, String answering) {
		assertThat(challenge(added, (answering.isEmpty()) ? new Address[0] : new Address[] { answering(answering) }))
			.isNull();
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			shop.test,               a.shop.test
			a.shop.test,             shop.test
			*.shop.test,             shop.test
			xshop.test,              **.shop.test
			test-localhost,          shop.test
			shop.test,               ~^[a-z]+\\.test$
			shop.test,               **
			""")
	void somethingElseThatAnswersIsNoProof(String added, String answering) {
		assertThat(challenge(added, answering(answering))).isNotNull();
	}

	@Test
	void aPendingAddressKeepsItsChallengeAndSharesItOnTheSameDomain() {
		Address pending = new Address(AddressPattern.parse("shop.test"), AddressRole.PRIMARY, "kept");
		assertThat(challenge("shop.test", pending)).isEqualTo("kept");
		assertThat(challenge("shop.test/a", pending)).isEqualTo("kept");
		assertThat(challenge("*.shop.test", pending)).isEqualTo("kept");
		assertThat(challenge("a.shop.test", pending)).isNotNull().isNotEqualTo("kept");
	}

	@Test
	void withThePolicyOffNothingIsAskedAndWhatWaitedWaitsNoLonger() {
		Address pending = new Address(AddressPattern.parse("shop.test"), AddressRole.PRIMARY, "kept");
		assertThat(policy(false).challengeFor(pending.pattern(), List.of(pending))).isNull();
		assertThat(policy(false).challengeFor(AddressPattern.parse("~^x$"), List.of())).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "192.0.2.1", "[2001:db8:0:0:0:0:0:1]", "~^(a|b)\\.test$", "**" })
	void whatHasNoDomainIsRefused(String pattern) {
		assertThatIllegalArgumentException().isThrownBy(() -> challenge(pattern))
			.withMessageContaining(pattern)
			.withMessageContaining("cannot be proved");
	}

	@Test
	void aDomainWithoutRoomForTheRecordIsRefusedWhereOnlyTheDnsCouldProveIt() {
		String label = "a".repeat(57);
		String domain = String.join(".", label, label, label, "b".repeat(55), "test");
		assertThat(challenge(domain)).isNotNull();
		assertThatIllegalArgumentException().isThrownBy(() -> challenge("*." + domain))
			.withMessageContaining("too long");
	}

	@ParameterizedTest
	@CsvSource({ "192.0.2.53,192.0.2.53,53", "192.0.2.53:5353,192.0.2.53,5353", "[2001:db8::53],[2001:db8::53],53",
			"[2001:db8::53]:5353,[2001:db8::53],5353", "dns.test:53,dns.test,53" })
	void aServerIsAHostAndPerhapsAPort(String text, String host, int port) {
		assertThat(DnsServer.parse(text)).isEqualTo(new DnsServer(host, port));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ":53", "192.0.2.53:", "192.0.2.53:0", "192.0.2.53:65536", "192.0.2.53:dns",
			"2001:db8::53" })
	void anotherTextIsNoServer(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> DnsServer.parse(text))
			.withMessageContaining("rowhouse.domain-ownership.dns-servers");
	}

	private String challenge(String pattern, Address... known) {
		return this.policy.challengeFor(AddressPattern.parse(pattern), Arrays.asList(known));
	}

	private static Address answering(String pattern) {
		return new Address(AddressPattern.parse(pattern), AddressRole.ALIAS);
	}

	private static DomainPolicy policy(boolean required) {
		return new DomainPolicy(new DomainOwnershipProperties(required, List.of(), false, Duration.ofMinutes(1)));
	}

}
