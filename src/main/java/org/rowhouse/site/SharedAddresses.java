package org.rowhouse.site;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Service;

/**
 * The addresses of the platform: those whose host names the site, and domains that
 * redirect without being a site. A change answers requests when the method returns.
 */
@Service
public class SharedAddresses {

	private static final Logger logger = LoggerFactory.getLogger(SharedAddresses.class);

	private static final int MAX_TARGET = 500;

	private static final Pattern PORT = Pattern.compile(":[1-9][0-9]{0,4}");

	private final SiteStore store;

	private final SiteResolver resolver;

	private final AddressValidator validator;

	private final Redirects redirects;

	SharedAddresses(SiteStore store, SiteResolver resolver, AddressValidator validator, Redirects redirects) {
		this.store = store;
		this.resolver = resolver;
		this.validator = validator;
		this.redirects = redirects;
	}

	/**
	 * Lists the shared addresses.
	 * @return all, by their pattern
	 */
	public List<SharedAddress> all() {
		return this.resolver.table()
			.shared()
			.stream()
			.sorted(Comparator.comparing((address) -> address.pattern().display()))
			.toList();
	}

	/**
	 * Adds an address.
	 * @param pattern what was typed; without a target a part of its host must have the
	 * name {@code site}
	 * @param target the URL to redirect to, or empty
	 * @return the address
	 * @throws InvalidInputException saying at {@code pattern} or {@code target} what is
	 * wrong
	 */
	public SharedAddress add(String pattern, String target) {
		AddressPattern parsed = parse(pattern);
		String url = (target.isBlank()) ? null : target(target.strip());
		if (url == null && !parsed.host().choosesSite()) {
			throw new InvalidInputException("target", "Write where '" + parsed.display()
					+ "' redirects to, or let its host name the site, such as {site}.example.com.");
		}
		if (url != null) {
			try {
				this.redirects.requireEndsAt(parsed, url);
				this.redirects.requireNoneInto(parsed);
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidInputException("target", String.valueOf(ex.getMessage()));
			}
		}
		SharedAddress added = this.store.insertShared(parsed, url);
		logger.info("Shared address '{}' added", parsed);
		return added;
	}

	private AddressPattern parse(String typed) {
		try {
			AddressPattern pattern = AddressPattern.parse(typed);
			this.validator.requireNotAdmin(pattern);
			this.store.othersThatHave(List.of(pattern), 0).values().forEach((holder) -> {
				throw new IllegalArgumentException(AddressValidator.takenMessage(pattern, holder, true));
			});
			return pattern;
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidInputException("pattern", String.valueOf(ex.getMessage()));
		}
	}

	/** The host is kept as it is looked up, and no slash at the end. */
	private static String target(String typed) {
		try {
			URI uri = new URI(typed);
			String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
			String authority = uri.getRawAuthority();
			if ((!scheme.equals("http") && !scheme.equals("https")) || authority == null || uri.getRawQuery() != null
					|| uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
				throw new IllegalArgumentException("it is not such a URL");
			}
			int colon = authority.lastIndexOf(':');
			String port = (colon > authority.lastIndexOf(']')) ? authority.substring(colon) : "";
			Hostname host = Hostname.fromInput(authority.substring(0, authority.length() - port.length()));
			Hostname.fromRequest(host + port);
			if (!port.isEmpty() && !PORT.matcher(port).matches()) {
				throw new IllegalArgumentException("a port is a number from 1, without zeros before it");
			}
			String path = RequestPath.of((uri.getRawPath().isEmpty()) ? "/" : uri.getRawPath()).value();
			String target = scheme + "://" + host + port
					+ ((path.endsWith("/")) ? path.substring(0, path.length() - 1) : path);
			if (target.length() > MAX_TARGET) {
				throw new IllegalArgumentException("it is too long");
			}
			return target;
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			throw new InvalidInputException("target", "'" + typed + "' is not a URL to redirect to. Write one such as "
					+ "https://example.com/shop, without query, of at most " + MAX_TARGET + " characters.");
		}
	}

	/**
	 * Takes an address away.
	 * @param pattern its pattern
	 * @return whether it was there
	 */
	public boolean remove(String pattern) {
		AddressPattern parsed;
		try {
			parsed = AddressPattern.parse(pattern);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
		logger.info("Shared address '{}' removed", parsed);
		return this.store.deleteShared(parsed);
	}

}
