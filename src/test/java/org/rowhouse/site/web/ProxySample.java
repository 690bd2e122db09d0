package org.rowhouse.site.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.rowhouse.testing.TestCertificate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The samples in {@code platform/deploy/}, and how each proxy is run with its own on
 * ports and with files of a test. What is replaced in a sample must be there.
 */
enum ProxySample {

	NGINX("nginx.conf", "/usr/sbin/nginx", true) {

		@Override
		List<String> prepare(Setting setting) throws IOException {
			String server = replace(sample(), "127.0.0.1:8080", "127.0.0.1:" + setting.application(), "listen 80 ",
					"listen 127.0.0.1:" + setting.plain() + " ", "    listen [::]:80 default_server;\n", "",
					"listen 443 ", "listen 127.0.0.1:" + setting.tls() + " ",
					"    listen [::]:443 ssl http2 default_server;\n", "", CERTIFICATE, setting.certificate(), KEY,
					setting.key());
			// Who is root would otherwise work as somebody who cannot write here.
			String user = (ROOT) ? "user root;\n" : "";
			String temporary = "";
			for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
				temporary += kind + "_temp_path " + setting.folder().resolve(kind) + ";\n";
			}
			Path file = setting.write("nginx.conf",
					user + "daemon off;\npid nginx.pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n"
							+ temporary + server + "}\n");
			return List.of(binary().toString(), "-p", setting.folder().toString(), "-e", "stderr", "-c",
					file.toString());
		}

	},

	APACHE("apache.conf", "/usr/sbin/apache2", true) {

		@Override
		List<String> prepare(Setting setting) throws IOException {
			String hosts = replace(sample(), "127.0.0.1:8080", "127.0.0.1:" + setting.application(), "*:80>",
					"*:" + setting.plain() + ">", "*:443>", "*:" + setting.tls() + ">", CERTIFICATE,
					setting.certificate(), KEY, setting.key());
			StringBuilder main = new StringBuilder();
			for (String module : List.of("mpm_event", "authz_core", "ssl", "socache_shmcb", "headers", "proxy",
					"proxy_http", "reqtimeout", "rewrite")) {
				main.append("LoadModule ").append(module).append("_module /usr/lib/apache2/modules/mod_");
				main.append(module).append(".so\n");
			}
			main.append("ServerRoot ").append(setting.folder()).append("\nDefaultRuntimeDir ").append(setting.folder());
			main.append("\nPidFile apache.pid\nErrorLog /dev/stderr\nServerName localhost\n");
			main.append((ROOT) ? "User #65534\nGroup #65534\n" : "");
			main.append("Listen 127.0.0.1:").append(setting.plain()).append('\n');
			main.append("Listen 127.0.0.1:").append(setting.tls()).append('\n');
			Path file = setting.write("apache.conf", main + hosts);
			return List.of(binary().toString(), "-f", file.toString(), "-D", "FOREGROUND");
		}

	},

	CADDY("Caddyfile", "/usr/bin/caddy", false) {

		@Override
		List<String> prepare(Setting setting) throws IOException {
			Path file = setting.write("Caddyfile",
					replace(sample(), "127.0.0.1:8080", "127.0.0.1:" + setting.application(), "\n{\n",
							"\n{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n",
							"\nexample.com, www.example.com, admin.example.com {\n",
							"\n:" + setting.tls() + " {\n\tbind 127.0.0.1\n\ttls " + setting.certificate() + " "
									+ setting.key() + "\n"));
			return List.of(binary().toString(), "run", "--adapter", "caddyfile", "--config", file.toString());
		}

	},

	HAPROXY("haproxy.cfg", "/usr/sbin/haproxy", false) {

		@Override
		List<String> prepare(Setting setting) throws IOException {
			Path file = setting.write("haproxy.cfg",
					replace(sample(), "127.0.0.1:8080", "127.0.0.1:" + setting.application(), "bind :80",
							"bind 127.0.0.1:" + setting.plain(), "bind :443", "bind 127.0.0.1:" + setting.tls(),
							"/etc/haproxy/certs/ ", setting.both() + " "));
			return List.of(binary().toString(), "-db", "-f", file.toString());
		}

	};

	private static final String CERTIFICATE = "/etc/ssl/rowhouse/fullchain.pem";

	private static final String KEY = "/etc/ssl/rowhouse/privkey.pem";

	private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

	private final String file;

	private final String binary;

	private final boolean required;

	ProxySample(String file, String binary, boolean required) {
		this.file = file;
		this.binary = binary;
		this.required = required;
	}

	/** Writes what the proxy reads and returns the command that runs it. */
	abstract List<String> prepare(Setting setting) throws IOException;

	/** Where packages of Debian and Ubuntu install it. */
	Path binary() {
		return Path.of(this.binary);
	}

	/** Whether a build that counts must have it. */
	boolean required() {
		return this.required;
	}

	String sample() throws IOException {
		return Files.readString(Path.of("platform/deploy", this.file));
	}

	private static String replace(String sample, String... pairs) {
		String text = sample;
		for (int i = 0; i < pairs.length; i += 2) {
			assertThat(text).contains(pairs[i]);
			text = text.replace(pairs[i], pairs[i + 1]);
		}
		return text;
	}

	/**
	 * The surroundings of a proxy in a test.
	 */
	record Setting(Path folder, TestCertificate files, int application, int plain, int tls) {

		Path write(String name, String text) throws IOException {
			return Files.writeString(this.folder.resolve(name), text);
		}

		String certificate() {
			return this.files.certificate().toString();
		}

		String key() {
			return this.files.key().toString();
		}

		String both() {
			return this.files.both().toString();
		}

	}

}
