package org.rowhouse.site;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Checks the settings that site folders declare by the rules of a start, without a
 * database: what is known of other sites is what has been {@linkplain #declare declared}
 * here. Shared addresses, and sites without a folder, are not known. For one thread.
 */
public final class SettingsCheck {

	private final SiteDefaults defaults;

	private final SiteValidator validator;

	private final DeclaredAddresses addresses = new DeclaredAddresses();

	/**
	 * Makes a check that knows no site yet.
	 * @param properties the operator's settings
	 * @param themes the themes that sites can have
	 */
	public SettingsCheck(RowhouseProperties properties, ThemeNames themes) {
		SiteResolver resolver = new SiteResolver();
		Redirects redirects = new Redirects(resolver, new PublicUrls(properties), properties);
		this.defaults = new SiteDefaults(themes);
		AddressChallenges none = (pattern, known) -> null;
		this.validator = new SiteValidator(resolver, themes,
				new AddressValidator(this.addresses, redirects, properties, none,
						new AddressGrants(this.addresses, resolver, none, Worker.PROCESS), Worker.PROCESS),
				this.defaults);
	}

	/**
	 * Returns what holds for sites that do not say it themselves.
	 * @return the defaults, built-in ones to begin with
	 */
	public SiteDefaults defaults() {
		return this.defaults;
	}

	/**
	 * Notes the addresses of a site, so that others cannot have them.
	 * @param settings what its file declares; addresses that cannot be read are left out
	 */
	public void declare(SiteSettings settings) {
		List<String> typed = settings.addresses().stream().map(SiteSettings.TypedAddress::pattern).toList();
		for (String pattern : (typed.isEmpty()) ? List.of(AddressValidator.defaultAddress(settings.key())) : typed) {
			readable(pattern).ifPresent((address) -> this.addresses.note(address, settings.key()));
		}
	}

	private static Optional<AddressPattern> readable(String pattern) {
		try {
			return Optional.of(AddressPattern.parse(pattern));
		}
		catch (IllegalArgumentException ex) {
			// check(…) tells it.
			return Optional.empty();
		}
	}

	/**
	 * Checks the settings of a site.
	 * @param settings what its file declares
	 * @return the site that it would be
	 * @throws InvalidInputException if settings are wrong, or an address is another
	 * site's
	 */
	public Site check(SiteSettings settings) {
		this.addresses.asking = settings.key();
		return this.validator.validate(settings.orElse(SiteSettings.none(settings.key())), null, settings);
	}

	private static final class DeclaredAddresses implements AddressHolders {

		private final Map<String, List<String>> keysByPattern = new HashMap<>();

		private String asking = "";

		void note(AddressPattern pattern, String key) {
			this.keysByPattern.computeIfAbsent(identity(pattern), (none) -> new ArrayList<>(1)).add(key);
		}

		@Override
		public Map<String, @Nullable String> othersThatHave(Collection<AddressPattern> patterns, long siteId) {
			Map<String, @Nullable String> taken = new HashMap<>();
			for (AddressPattern pattern : patterns) {
				this.keysByPattern.getOrDefault(identity(pattern), List.of())
					.stream()
					.filter((key) -> !key.equals(this.asking))
					.findFirst()
					.ifPresent((key) -> taken.put(pattern.toString(), key));
			}
			return taken;
		}

		/** A folder cannot be there twice. */
		@Override
		public boolean hasKey(String key) {
			return false;
		}

		/** Of paths on one host each may belong to another folder. */
		@Override
		public List<String> othersOn(HostPattern host, long siteId) {
			return List.of();
		}

		private static String identity(AddressPattern pattern) {
			return pattern.host().key() + pattern.path();
		}

	}

}
