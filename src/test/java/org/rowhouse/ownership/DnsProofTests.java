package org.rowhouse.ownership;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowhouse.testing.DnsServer;
import org.rowhouse.testing.DnsServer.Behaviour;
import org.rowhouse.testing.Http;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DnsProof} against a DNS server.
 */
class DnsProofTests {

	private static final DnsServer DNS = DnsServer.start();

	private static final String VALUE = "rowhouse-site-verification=abcdefghijklmnopqrstuvwxyz0123456789_-ABCDE";

	private final DnsProof proof = proof(DNS.address());

	@AfterAll
	static void stop() throws IOException {
		DNS.close();
	}

	@Test
	void theRecordCountsAsSoonAsItIsThere() {
		assertThat(check("soon.test")).isEqualTo(Finding.missing("There is no TXT record at soon.test yet."));
		DNS.text("soon.test", VALUE);
		assertThat(check("soon.test")).isEqualTo(Finding.PROVED);
	}

	@Test
	void othersMayStandBesideItAndItMayBeInParts() {
		DNS.texts("parts.test",
				List.of(List.of("v=spf1 -all"), List.of(VALUE.substring(0, 10), VALUE.substring(10)), List.of("")));
		assertThat(check("parts.test").proved()).isTrue();
	}

	@Test
	void theRecordMayStandWhereAnotherNameLeads() {
		DNS.alias("alias.test", "target.test");
		DNS.text("target.test", VALUE);
		assertThat(check("alias.test").proved()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "rowhouse-site-verification=abc", "rowhouse-site-verification=",
			"abcdefghijklmnopqrstuvwxyz0123456789_-ABCDE",
			"ROWHOUSE-SITE-VERIFICATION=abcdefghijklmnopqrstuvwxyz0123456789_-ABCDE",
			"rowhouse-site-verification=abcdefghijklmnopqrstuvwxyz0123456789_-ABCDEF" })
	void anotherValueIsNoProof(String value) {
		DNS.text("wrong.test", value);
		assertThat(check("wrong.test")).isEqualTo(Finding.missing("The TXT record at wrong.test has another value."));
	}

	@Test
	void aNameWithoutTextsIsNoProof() {
		DNS.addresses("other.test", "192.0.2.1");
		assertThat(check("other.test").detail()).contains("no TXT record");
	}

	@Test
	void aLongAnswerIsReadOverTcp() {
		DNS.text("long.test", VALUE);
		DNS.behave("long.test", Behaviour.LONG);
		assertThat(check("long.test").proved()).isTrue();
	}

	@ParameterizedTest
	@EnumSource(names = { "SILENT", "FAILING", "CUT_OFF" })
	void aServerThatDoesNotAnswerIsNoProofAndNoLongWait(Behaviour behaviour) {
		String name = behaviour.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".test";
		DNS.text(name, VALUE);
		DNS.behave(name, behaviour);
		long start = System.nanoTime();
		Finding finding = check(name);
		assertThat(finding.proved()).isFalse();
		assertThat(finding.detail()).contains("answer");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(7));
	}

	@Test
	void ofSeveralServersOneIsEnough() throws IOException {
		DNS.text("one.test", VALUE);
		DnsProof several = proof("127.0.0.1:" + Http.freePort(), DNS.address());
		assertThat(several.check(wanted("one.test"))).isEqualTo(Finding.PROVED);
	}

	@Test
	void aServerThatIsSilentDoesNotKeepAnotherFromAnswering() throws IOException {
		DNS.text("two.test", VALUE);
		try (DnsServer silent = DnsServer.start()) {
			silent.behave("two.test", Behaviour.SILENT);
			DnsProof several = proof(silent.address(), DNS.address());
			// Who is asked first is drawn by lot.
			while (silent.asked("two.test. TXT") == 0) {
				assertThat(several.check(wanted("two.test"))).isEqualTo(Finding.PROVED);
			}
		}
	}

	private Finding check(String name) {
		return this.proof.check(wanted(name));
	}

	private static PendingProof wanted(String name) {
		return new PendingProof(name, VALUE, null, null);
	}

	private static DnsProof proof(String... servers) {
		return new DnsProof(
				new DnsLookup(new DomainOwnershipProperties(true, List.of(servers), false, Duration.ofMinutes(1))));
	}

}
