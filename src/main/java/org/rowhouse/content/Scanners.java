package org.rowhouse.content;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Knows paths that nobody asks for who reads a site: those of programs that look for weak
 * software, and those that some software asks for everywhere. Old addresses of pages
 * ({@code /about.php}) are not among them.
 */
final class Scanners {

	private static final Pattern PATHS = Pattern.compile("/wp-(login|admin|includes|json|cron|config|signup|trackback)"
			+ "|/xmlrpc\\.php|/wlwmanifest|/wp-content/plugins|/\\.|/cgi-bin|/php-?my-?admin|/pma/|/adminer"
			+ "|/phpinfo|/vendor/phpunit|/node_modules/|/actuator(/|$)|/server-status|/_ignition|/telescope/"
			+ "|/boaform|/hnap1|/owa/|/ecp/|/autodiscover|/remote/login|/config\\.(json|php|yml)|/eval-stdin"
			+ "|\\.(sql|bak|env|ini|log|swp)$|^/apple-touch-icon|^/(ads|app-ads|humans)\\.txt$"
			+ "|^/browserconfig\\.xml$");

	private Scanners() {
	}

	static boolean askFor(String path) {
		return PATHS.matcher(path.toLowerCase(Locale.ROOT)).find();
	}

}
