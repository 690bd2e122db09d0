package org.rowhouse.mail;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.rowhouse.mail.SmtpFailure.Extent;

/**
 * Tells in a sentence why a mail server did not take a mail, and what to do. Replies are
 * those of RFC 5321, section 4.2, and RFC 4954, section 6.
 */
final class SmtpDiagnosis {

	private static final int AUTHENTICATION_REQUIRED = 530;

	private static final int SHUTTING_DOWN = 421;

	private static final Pattern REPLY = Pattern.compile("(?:^|response: )([245][0-9]{2})[ -].*", Pattern.DOTALL);

	/** Not allowed (RFC 3463, section 3.8), or in words. */
	private static final Pattern RELAY = Pattern.compile("(?i) 5\\.7\\.|relay");

	private static final int MAX_DEPTH = 20;

	private final SmtpSettings settings;

	SmtpDiagnosis(SmtpSettings settings) {
		this.settings = settings;
	}

	/**
	 * Explains why there is no connection, or nobody may sign in.
	 * @param failure what happened
	 * @return what it means for all mails
	 */
	SmtpFailure ofConnecting(MessagingException failure) {
		List<Throwable> chain = chain(failure);
		String answer = reply(chain);
		return new SmtpFailure(connecting(chain, answer), answer, Extent.SERVER, failure);
	}

	private String connecting(List<Throwable> chain, String answer) {
		String server = this.settings.server();
		if (has(chain, UnknownHostException.class)) {
			return "There is no host '" + this.settings.host() + "'. Check how it is spelt.";
		}
		if (has(chain, AuthenticationFailedException.class)) {
			return signIn(chain, answer);
		}
		if (has(chain, SSLException.class)) {
			return tls(chain);
		}
		if (has(chain, SocketTimeoutException.class)) {
			return timeout(chain);
		}
		if (has(chain, ConnectException.class)) {
			return server + " refuses the connection. Check host and port, and whether the mail server runs and lets "
					+ "this machine in.";
		}
		if (has(chain, NoRouteToHostException.class)) {
			return server + " cannot be reached from this machine. Check host, port and firewalls.";
		}
		if (chain.stream().anyMatch((step) -> message(step).contains("STARTTLS is required"))) {
			return server
					+ " does not offer STARTTLS. Choose TLS, usually with port 465; or no TLS, if nobody else can "
					+ "read the way to the server.";
		}
		if (!answer.isEmpty()) {
			return server + " does not want to talk to this machine now. Its answer may say why.";
		}
		return server + " has ended the connection before a mail could be sent. If the port speaks TLS from the start, "
				+ "as 465 does, choose TLS.";
	}

	private String signIn(List<Throwable> chain, String answer) {
		if (chain.stream().anyMatch((step) -> message(step).contains("No authentication mechanisms"))) {
			return this.settings.server() + " offers no way to sign in"
					+ ((this.settings.tls() == TlsMode.NONE)
							? ". Choose STARTTLS or TLS: most servers let nobody sign in without."
							: " that is known here. Leave user name and password empty if it wants none.");
		}
		if (answer.startsWith("4")) {
			return this.settings.server() + " cannot check the password now. Try again later.";
		}
		return this.settings.server() + " refuses user name or password. Check both; some providers want an app "
				+ "password in the place of your own.";
	}

	private String tls(List<Throwable> chain) {
		if (chain.stream().anyMatch((step) -> message(step).contains("Unsupported or unrecognized SSL message"))) {
			return this.settings.server()
					+ " does not speak TLS from the start. Choose STARTTLS, usually with port 587.";
		}
		Optional<Throwable> name = chain.stream()
			.filter((step) -> step instanceof CertificateException && message(step).startsWith("No "))
			.findFirst();
		if (name.isPresent()) {
			return "The certificate of " + this.settings.server()
					+ " is for another name. Write that name as the host.";
		}
		if (has(chain, CertPathBuilderException.class) || has(chain, CertPathValidatorException.class)
				|| has(chain, CertificateException.class)) {
			return "The certificate of " + this.settings.server()
					+ " is not trusted here. Write the host as it is in the "
					+ "certificate, or let the operator trust who issued it (rowhouse.mail.ssl-bundle).";
		}
		return "No TLS connection to " + this.settings.server() + " could be made: "
				+ message(last(chain, SSLException.class)) + ".";
	}

	/** Before the connection is there, or after it. */
	private String timeout(List<Throwable> chain) {
		long seconds = this.settings.timeout().toSeconds();
		if (has(chain, MailConnectException.class)) {
			return this.settings.server() + " has not answered for " + seconds + " seconds. Check host and port; many "
					+ "providers let nobody out to port 25.";
		}
		return this.settings.server() + " takes the connection and says nothing for " + seconds + " seconds. "
				+ ((this.settings.tls() == TlsMode.TLS) ? "If it wants STARTTLS, choose that."
						: "If the port speaks TLS from the start, as 465 does, choose TLS.");
	}

	/**
	 * Explains why a mail was not taken by a server that had let us in.
	 * @param failure what happened
	 * @return what it means
	 */
	SmtpFailure ofSending(MessagingException failure) {
		List<Throwable> chain = chain(failure);
		String answer = reply(chain);
		int code = code(chain);
		if (code == AUTHENTICATION_REQUIRED) {
			return new SmtpFailure(this.settings.server() + " wants somebody to sign in"
					+ ((this.settings.tls() == TlsMode.NONE) ? ", perhaps with TLS" : "")
					+ ". Set user name and password.", answer, Extent.SERVER, failure);
		}
		if (code == 0 || code == SHUTTING_DOWN) {
			return new SmtpFailure(
					"The connection to " + this.settings.server()
							+ " has ended before the mail was taken. It may have a moment of trouble.",
					answer, Extent.SERVER, failure);
		}
		return new SmtpFailure(refusal(chain, code), answer, (code >= 500) ? Extent.MAIL_FOR_GOOD : Extent.MAIL_FOR_NOW,
				failure);
	}

	private String refusal(List<Throwable> chain, int code) {
		String forNow = (code < 500) ? " for now" : "";
		if (has(chain, SMTPAddressFailedException.class)) {
			boolean relay = this.settings.username().isEmpty() && RELAY.matcher(reply(chain)).find();
			return "The mail server does not take mail for this address" + forNow + "."
					+ ((relay) ? " It may do so for its own users alone: set user name and password." : "");
		}
		if (has(chain, SMTPSenderFailedException.class)) {
			return "The mail server does not take mail from " + this.settings.senderAddress() + forNow
					+ ". Set an address that this account may send from.";
		}
		return "The mail server does not take this mail" + forNow + ".";
	}

	private static int code(List<Throwable> chain) {
		for (Throwable step : chain) {
			if (step instanceof SMTPAddressFailedException address) {
				return address.getReturnCode();
			}
			if (step instanceof SMTPSenderFailedException sender) {
				return sender.getReturnCode();
			}
			if (step instanceof SMTPSendFailedException send && send.getReturnCode() > 0) {
				return send.getReturnCode();
			}
		}
		return 0;
	}

	private static String reply(List<Throwable> chain) {
		return chain.stream()
			.map((step) -> REPLY.matcher(message(step)))
			.filter(Matcher::find)
			.map((matcher) -> SmtpConnection.line(matcher.group().replaceFirst("^response: ", "")))
			.findFirst()
			.orElse("");
	}

	private static boolean has(List<Throwable> chain, Class<? extends Throwable> type) {
		return chain.stream().anyMatch(type::isInstance);
	}

	private static Throwable last(List<Throwable> chain, Class<? extends Throwable> type) {
		List<Throwable> found = chain.stream().filter(type::isInstance).toList();
		return found.get(found.size() - 1);
	}

	private static String message(Throwable step) {
		return String.valueOf(step.getMessage());
	}

	/** Jakarta Mail chains exceptions in a way of its own besides causes. */
	private static List<Throwable> chain(Throwable failure) {
		List<Throwable> chain = new ArrayList<>();
		collect(failure, chain);
		return chain;
	}

	private static void collect(Throwable failure, List<Throwable> chain) {
		if (chain.size() >= MAX_DEPTH || chain.contains(failure)) {
			return;
		}
		chain.add(failure);
		if (failure instanceof MessagingException mail && mail.getNextException() != null) {
			collect(mail.getNextException(), chain);
		}
		if (failure.getCause() != null) {
			collect(failure.getCause(), chain);
		}
	}

}
