package org.rowhouse.site;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Which mail addresses can be written to.
 */
class MailAddressTests {

	@ParameterizedTest
	@CsvSource({ "ada@example.com, ada@example.com", "' Ada@Example.COM ', Ada@example.com",
			"ada+rows@example.co.uk, ada+rows@example.co.uk", "o'hara@example.com, o'hara@example.com",
			"ada@localhost, ada@localhost", "ada@bücher.example, ada@xn--bcher-kva.example",
			"ada@xn--bcher-kva.example, ada@xn--bcher-kva.example",
			"a.b-c_d@sub.example.com, a.b-c_d@sub.example.com" })
	void addressesAreReadAsTheyAreSent(String typed, String sent) {
		assertThat(MailAddress.parse(typed)).hasToString(sent).isEqualTo(MailAddress.parse(sent));
	}

	@Test
	void theDomainIsShownInItsOwnLetters() {
		assertThat(MailAddress.parse("ada@xn--bcher-kva.example").display()).isEqualTo("ada@bücher.example");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ada", "@example.com", "ada@", "ada@@example.com", "ada@exa mple.com",
			"a da@example.com", "ada@example..com", "ada@.example.com", ".ada@example.com", "ada.@example.com",
			"a..b@example.com", "Ada <ada@example.com>", "ada@example.com, bob@example.com",
			"ada@example.com;bob@example.com", "\"ada\"@example.com", "ada@example.com\r\nBcc: bob@example.com",
			"ada\n@example.com", "ada@example.com\u0000", "group:ada@example.com;", "<@relay.example:ada@example.com>",
			"ada@[127.0.0.1]", "ada@127.0.0.1", "ädä@example.com", "ada\u00a0@example.com",
			"ada(comment)@example.com" })
	void whatIsNoSingleAddressIsRefused(String typed) {
		assertThatIllegalArgumentException().isThrownBy(() -> MailAddress.parse(typed));
	}

	@Test
	void messagesSayWhatToDoOnOneLine() {
		assertThatIllegalArgumentException().isThrownBy(() -> MailAddress.parse("a\r\nBcc: b@example.com"))
			.withMessage("'a  Bcc: b@example.com' is no mail address. Write one without a name, such as "
					+ "ada@example.com.");
		assertThatIllegalArgumentException().isThrownBy(() -> MailAddress.parse("a".repeat(65) + "@example.com"))
			.withMessageContaining("at most 254 characters");
		assertThatIllegalArgumentException().isThrownBy(() -> MailAddress.parse("ädä@example.com"))
			.withMessageContaining("Use a to z.");
	}

}
