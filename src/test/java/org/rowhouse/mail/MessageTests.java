package org.rowhouse.mail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * What a mail may say.
 */
class MessageTests {

	private static final Message MESSAGE = Message.to("ada@example.com", "Hello");

	@ParameterizedTest
	@ValueSource(strings = { "Hello\r\nBcc: bob@example.com", "Hello\nX: y", "Hello\rX: y", "Hello\u0000",
			"Hello\u0085X", "", " " })
	void noLineSmugglesInAHeader(String line) {
		assertThatIllegalArgumentException().isThrownBy(() -> Message.to("ada@example.com", line));
		assertThatIllegalArgumentException().isThrownBy(() -> MESSAGE.titled(line));
		assertThatIllegalArgumentException().isThrownBy(() -> MESSAGE.adminButton(line, "/"));
		assertThatIllegalArgumentException().isThrownBy(() -> Message.to(line, "Hello"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "https://evil.example/", "//evil.example/", "/\\evil.example", "/a b", "/a\r\nb",
			"/ä", "/\"onclick", "/<script>" })
	void aLinkIsAPath(String path) {
		assertThatIllegalArgumentException().isThrownBy(() -> MESSAGE.adminButton("Open", path));
	}

	@Test
	void aLinkMayHaveAQueryAndAFragment() {
		assertThatNoException().isThrownBy(() -> MESSAGE.adminButton("Open", "/invite/a-b_c?x=1&y=%C3%A4#top"));
	}

	@Test
	void aLinkToASiteNeedsTheSite() {
		assertThatIllegalArgumentException().isThrownBy(() -> MESSAGE.siteButton("Open", "/"))
			.withMessageContaining("needs the site");
	}

	@Test
	void whatMayBeSecretIsNotPrinted() {
		Message message = MESSAGE.paragraph("secret-1").adminButton("Open", "/secret-2").footnote("secret-3");
		assertThat(message.toString() + message.button()).doesNotContain("secret", "ada@");
		assertThat(new MailBody("secret", "secret").toString()).doesNotContain("secret");
		assertThat(new SmtpDraft("h", "", "", "u", "secret", "", "", "").toString()).doesNotContain("secret");
	}

}
