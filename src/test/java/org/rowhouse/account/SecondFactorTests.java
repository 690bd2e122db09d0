package org.rowhouse.account;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rowhouse.AdminSession;
import org.rowhouse.site.AllSites;
import org.rowhouse.site.PlatformSecrets;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The second step of signing in: codes of an app and printed ones.
 */
@RowhouseTest
class SecondFactorTests {

	private static final String PASSWORD = "seven seldom sailing ships";

	private static final Pattern PRINTED = Pattern.compile("<li>([a-z2-7]{4}(-[a-z2-7]{4}){3})</li>");

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private AccountRepository accounts;

	@Autowired
	private TotpRepository totps;

	@Autowired
	private RecoveryCodeRepository recoveryCodes;

	@Autowired
	private SecondFactors secondFactors;

	@Autowired
	private Passwords passwords;

	@Autowired
	private PlatformSecrets secrets;

	@Autowired
	private AllSites allSites;

	private String username;

	private long id;

	/** That of the code that turned it on. */
	private long step;

	@BeforeEach
	void makeSomebody() {
		// Each has their own attempts.
		this.username = "t-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
		this.id = this.allSites
			.call("a test",
					() -> this.accounts
						.save(new Account(this.username, this.passwords.hash(PASSWORD), false, Instant.now())))
			.id();
	}

	@ParameterizedTest
	@CsvSource({ "59,287082", "1111111109,081804", "1111111111,050471", "1234567890,005924", "2000000000,279037",
			"20000000000,353130" })
	void codesAreThoseOfTheRfc(long seconds, String code) {
		byte[] secret = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
		assertThat(TotpCodes.code(secret, TotpCodes.step(Instant.ofEpochSecond(seconds)))).isEqualTo(code);
	}

	@Test
	void aCodeCountsForOneStepToBothSidesAndNeverAgain() {
		byte[] secret = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
		Instant now = Instant.ofEpochSecond(1111111109);
		long step = TotpCodes.step(now);
		for (int drift = -1; drift <= 1; drift++) {
			assertThat(TotpCodes.match(secret, TotpCodes.code(secret, step + drift), now, 0)).hasValue(step + drift);
		}
		assertThat(TotpCodes.match(secret, TotpCodes.code(secret, step - 2), now, 0)).isEmpty();
		assertThat(TotpCodes.match(secret, TotpCodes.code(secret, step + 2), now, 0)).isEmpty();
		assertThat(TotpCodes.match(secret, TotpCodes.code(secret, step), now, step)).isEmpty();
		assertThat(TotpCodes.match(secret, TotpCodes.code(secret, step - 1), now, step)).isEmpty();
	}

	@Test
	void base32IsThatOfTheRfc() {
		assertThat(TotpCodes.base32("foobar".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTBOI");
		assertThat(TotpCodes.base32("f".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MY");
	}

	@Test
	void aSecretIsBoundToItsAccount() {
		SecretCipher cipher = new SecretCipher(new byte[32]);
		String encrypted = cipher.encrypt("secret".getBytes(StandardCharsets.UTF_8), 1);
		assertThat(new String(cipher.decrypt(encrypted, 1), StandardCharsets.UTF_8)).isEqualTo("secret");
		assertThatThrownBy(() -> cipher.decrypt(encrypted, 2)).isInstanceOf(IllegalStateException.class);
	}

	@Test
	void whoHasASecondStepIsSignedInByPasswordAndCodeAlone() {
		turnOn();
		Http pending = password();
		assertThat(pending.get("/account").statusCode()).as("the password alone").isEqualTo(302);
		assertThat(code(pending, "000000").headers().firstValue("Location").orElse("")).endsWith("/login/code?error");
		String right = nextCode();
		HttpResponse<String> answer = code(pending, right);
		assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/sites");
		Http session = Http.to(this.port, "localhost").with("Cookie", AdminSession.cookie(answer));
		assertThat(session.get("/account").statusCode()).isEqualTo(200);
		assertThat(code(password(), right).headers().firstValue("Location").orElse("")).as("replayed")
			.endsWith("/login/code?error");
	}

	@Test
	void aCodeWithoutThePasswordLeadsNowhere() {
		turnOn();
		HttpResponse<String> form = Http.to(this.port, "localhost").get("/login");
		Http stranger = Http.to(this.port, "localhost").with("Cookie", AdminSession.cookie(form));
		assertThat(stranger.get("/login/code").headers().firstValue("Location").orElse("")).endsWith("/login");
		HttpResponse<String> answer = stranger.form("/login/code",
				"code=" + nextCode() + "&_csrf=" + encode(AdminSession.csrf(form)));
		assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("?error");
		assertThat(stranger.get("/account").statusCode()).isEqualTo(302);
	}

	@Test
	void guessingCodesIsSlowedDownAndPrintedOnesStillWork() {
		List<String> printed = turnOn();
		Http pending = password();
		for (int i = 0; i < 5; i++) {
			assertThat(code(pending, "00000" + i).headers().firstValue("Location").orElse("")).endsWith("?error");
		}
		assertThat(code(password(), nextCode()).headers().firstValue("Location").orElse(""))
			.as("even with the right code and another session")
			.endsWith("?throttled");
		HttpResponse<String> answer = code(pending, printed.get(0));
		assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/sites");
		assertThat(code(password(), printed.get(0)).headers().firstValue("Location").orElse("")).as("used")
			.endsWith("?error");
		assertThat(this.allSites.<Integer>call("a test", () -> this.recoveryCodes.countByAccountId(this.id)))
			.isEqualTo(9);
	}

	@Test
	void theApiTakesNoPasswordOfWhoHasASecondStep() {
		Http api = Http.to(this.port, "localhost").as(this.username, PASSWORD);
		assertThat(api.get("/api/me").statusCode()).isEqualTo(200);
		turnOn();
		HttpResponse<String> answer = api.get("/api/me");
		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.body()).contains("second step");
	}

	@Test
	void anAdministratorTurnsItOffForWhoHasLostTheDevice() {
		turnOn();
		Http admin = AdminSession.signIn(this.port, "admin", TestInstallation.PASSWORD);
		String csrf = encode(AdminSession.csrf(admin.get("/account")));
		assertThat(admin.form("/people/" + this.username + "/second-step/remove", "_csrf=" + csrf).statusCode())
			.isEqualTo(302);
		assertThat(AdminSession.signIn(this.port, this.username, PASSWORD).get("/account").statusCode()).isEqualTo(200);
	}

	@Test
	void theAuditLogHasItOnAndOffAndHowOneSignedIn() {
		String printed = turnOn().get(0);
		code(password(), printed);
		Http api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		assertThat(api.send("DELETE", "/api/people/" + this.username + "/second-step", null).statusCode())
			.isEqualTo(204);
		String log = api.get("/api/audit?action=person&q=" + this.username + "&size=20").body();
		assertThat(log)
			.contains("person.second-step-on", "person.recovery-code-used", "\"with\":\"password and code\"",
					"person.second-step-off")
			.doesNotContain(printed);
		assertThat(this.secondFactors.isOn(this.id)).isFalse();
	}

	@Test
	void turningItOnOrOffNeedsThePassword() {
		Http session = AdminSession.signIn(this.port, this.username, PASSWORD);
		assertThat(post(session, "/account/second-step/begin", "present=wrong").statusCode()).isEqualTo(422);
		assertThat(post(session, "/account/second-step/confirm", "code=123456").statusCode()).isEqualTo(422);
		turnOn();
		assertThat(this.secondFactors.isOn(this.id)).isTrue();
	}

	private List<String> turnOn() {
		Http session = AdminSession.signIn(this.port, this.username, PASSWORD);
		assertThat(post(session, "/account/second-step/begin", "present=" + encode(PASSWORD)).statusCode())
			.isEqualTo(302);
		this.step = TotpCodes.step(Instant.now());
		assertThat(session.get("/account/second-step").body()).contains("<svg class=\"qr\"",
				TotpCodes.base32(secret()).substring(0, 4));
		assertThat(this.secondFactors.isOn(this.id)).as("not before the app has shown that it works").isFalse();
		HttpResponse<String> page = post(session, "/account/second-step/confirm",
				"code=" + TotpCodes.code(secret(), this.step));
		Matcher printed = PRINTED.matcher(page.body());
		List<String> codes = printed.results().map((found) -> found.group(1)).toList();
		assertThat(codes).as(page.body()).hasSize(10).doesNotHaveDuplicates();
		return codes;
	}

	/**
	 * One step after the code that turned it on, which counts whether it has begun or
	 * not.
	 */
	private String nextCode() {
		return TotpCodes.code(secret(), this.step + 1);
	}

	private byte[] secret() {
		String encrypted = this.allSites.call("a test", () -> this.totps.findByAccountId(this.id))
			.orElseThrow()
			.secret();
		return new SecretCipher(this.secrets.of("rowhouse.account.totp")).decrypt(encrypted, this.id);
	}

	private Http password() {
		HttpResponse<String> form = Http.to(this.port, "localhost").get("/login");
		HttpResponse<String> answer = Http.to(this.port, "localhost")
			.with("Cookie", AdminSession.cookie(form))
			.form("/login", "username=" + this.username + "&password=" + encode(PASSWORD) + "&_csrf="
					+ encode(AdminSession.csrf(form)));
		assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/login/code");
		return Http.to(this.port, "localhost").with("Cookie", AdminSession.cookie(answer));
	}

	private static HttpResponse<String> code(Http pending, String code) {
		return pending.form("/login/code",
				"code=" + code + "&_csrf=" + encode(AdminSession.csrf(pending.get("/login/code"))));
	}

	private static HttpResponse<String> post(Http session, String path, String body) {
		return session.form(path, body + "&_csrf=" + encode(AdminSession.csrf(session.get("/account"))));
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
