package org.rowhouse.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A certificate that signs itself, made for one test, and a client that trusts it alone.
 *
 * @param certificate the certificate, PEM
 * @param key its key, PEM
 * @param both certificate and key in one file, PEM
 * @param client what a client connects with
 * @param server what a server answers with
 */
public record TestCertificate(Path certificate, Path key, Path both, SSLContext client, SSLContext server) {

	private static final String PASSWORD = "for a test alone";

	private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] { '\n' });

	/** Makes one with the keytool that comes with Java. */
	public static TestCertificate in(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
		Path store = folder.resolve("test.p12");
		Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
		Process process = new ProcessBuilder(keytool.toString(), "-genkeypair", "-alias", "test", "-keyalg", "EC",
				"-dname", "CN=localhost", "-ext", "SAN=dns:localhost,dns:*.localhost", "-validity", "2", "-storetype",
				"PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD)
			.redirectErrorStream(true)
			.redirectOutput(folder.resolve("keytool.log").toFile())
			.start();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(store)) {
			keys.load(in, PASSWORD.toCharArray());
		}
		String certificate = pem("CERTIFICATE", keys.getCertificate("test").getEncoded());
		String key = pem("PRIVATE KEY", keys.getKey("test", PASSWORD.toCharArray()).getEncoded());
		KeyStore trusted = KeyStore.getInstance("PKCS12");
		trusted.load(null, null);
		trusted.setCertificateEntry("test", keys.getCertificate("test"));
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(trusted);
		SSLContext client = SSLContext.getInstance("TLS");
		client.init(null, trust.getTrustManagers(), null);
		KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		own.init(keys, PASSWORD.toCharArray());
		SSLContext server = SSLContext.getInstance("TLS");
		server.init(own.getKeyManagers(), null, null);
		return new TestCertificate(Files.writeString(folder.resolve("test.crt"), certificate),
				Files.writeString(folder.resolve("test.key"), key),
				Files.writeString(folder.resolve("test.pem"), certificate + key), client, server);
	}

	private static String pem(String what, byte[] bytes) {
		return "-----BEGIN " + what + "-----\n" + new String(PEM.encode(bytes), StandardCharsets.US_ASCII)
				+ "\n-----END " + what + "-----\n";
	}

}
