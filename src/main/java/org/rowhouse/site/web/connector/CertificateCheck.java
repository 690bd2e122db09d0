package org.rowhouse.site.web.connector;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.function.Predicate;

import javax.net.ssl.SSLSession;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.util.ssl.X509;
import org.jspecify.annotations.Nullable;

/**
 * Answers 421 over TLS for a host that the certificate of the connection does not cover
 * (RFC 9110, section 15.5.20). All hosts that it covers are answered, whichever of them
 * the client named in its handshake: over HTTP/2 browsers send requests for any of them
 * (RFC 9113, section 9.1.1). Trusted proxies know this server by another name, and may
 * ask for every host.
 */
final class CertificateCheck extends SecureRequestCustomizer {

	private static final String CERTIFICATE = X509.class.getName();

	private final Predicate<InetAddress> trustedProxies;

	CertificateCheck(Predicate<InetAddress> trustedProxies) {
		this.trustedProxies = trustedProxies;
	}

	@Override
	protected void checkSni(Request request, SSLSession session) {
		String host = Request.getServerName(request);
		boolean trusted = request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress remote
				&& this.trustedProxies.test(remote.getAddress());
		X509 certificate = (trusted) ? null : certificate(session);
		String name = (host != null && host.endsWith(".")) ? host.substring(0, host.length() - 1) : host;
		if (!trusted && (certificate == null || name == null || !certificate.matches(name))) {
			throw new HttpException.RuntimeException(HttpStatus.MISDIRECTED_REQUEST_421,
					"the certificate does not cover the host");
		}
	}

	private static @Nullable X509 certificate(SSLSession session) {
		if (session.getValue(CERTIFICATE) instanceof X509 known) {
			return known;
		}
		Certificate[] chain = session.getLocalCertificates();
		if (chain == null || chain.length == 0 || !(chain[0] instanceof X509Certificate own)) {
			return null;
		}
		X509 certificate = new X509(null, own);
		session.putValue(CERTIFICATE, certificate);
		return certificate;
	}

}
