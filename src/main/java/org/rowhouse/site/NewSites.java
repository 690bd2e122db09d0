package org.rowhouse.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.SiteSettings.TypedAddress;

import org.springframework.stereotype.Service;

/**
 * Helps to choose key and addresses of a site that is not there yet: proposes some, and
 * says of what somebody typed whether it is free.
 */
@Service
public class NewSites {

	private static final int MAX_KEY = 63;

	private final SiteValidator validator;

	private final SiteDefaults defaults;

	private final SharedAddresses shared;

	private final AddressNotes notes;

	private final RouteExplainer explainer;

	private final Hostname adminHost;

	NewSites(SiteValidator validator, SiteDefaults defaults, SharedAddresses shared, AddressNotes notes,
			RouteExplainer explainer, RowhouseProperties properties) {
		this.validator = validator;
		this.defaults = defaults;
		this.shared = shared;
		this.notes = notes;
		this.explainer = explainer;
		this.adminHost = properties.admin().hostname();
	}

	/**
	 * Finds a key that no site has.
	 * @param wanted what it is made of: small letters, digits and hyphens
	 * @return the same, or with a number behind it; empty if nothing was wanted
	 */
	public String freeKey(String wanted) {
		String stem = wanted.substring(0, Math.min(MAX_KEY - 4, wanted.length()));
		String free = stem;
		for (int i = 2; !stem.isEmpty() && this.validator.isTaken(free); i++) {
			free = stem + "-" + i;
		}
		return free;
	}

	/**
	 * Returns what stands behind the key in the address that is proposed for a site: that
	 * of an address of the platform whose host names the site, or else the domain of the
	 * admin host.
	 * @return such as {@code .example.com} or {@code .localhost}
	 */
	public String addressSuffix() {
		Optional<String> named = this.shared.all()
			.stream()
			.filter((address) -> address.target() == null && address.pattern().path().isEmpty())
			.map((address) -> address.pattern().host())
			.filter((host) -> host instanceof WildcardHost wildcard && wildcard.display().startsWith("{site}."))
			.map((host) -> host.display().substring("{site}".length()))
			.findFirst();
		return named.orElseGet(() -> {
			String admin = this.adminHost.toString();
			int dot = admin.indexOf('.');
			boolean below = dot > 0 && admin.indexOf('.', dot + 1) > 0 && !this.adminHost.isIpAddress();
			return (below) ? this.adminHost.display().substring(this.adminHost.display().indexOf('.')) : ".localhost";
		});
	}

	/**
	 * Returns a site that is nowhere, to show what one would look like. It has the number
	 * 0, which no site has, and no address.
	 * @param name its name
	 * @param tagline a line below the name; empty for the platform's
	 * @param theme a theme's name; where there is none, the platform's
	 * @param locale a language tag; where it is none, the platform's
	 * @return the site
	 */
	public Site sample(String name, String tagline, String theme, String locale) {
		SiteSettings usual = this.defaults.asSettings("sample");
		Map<String, String> wrong = new LinkedHashMap<>();
		var language = SettingRules.locale(wrong, (locale.isBlank()) ? usual.locale() : locale.strip());
		return this.defaults.complete(new SiteDefaults.Own(CurrentSite.PLATFORM, "sample", name, tagline.strip(),
				(this.validator.isTheme(theme)) ? theme : null, (wrong.isEmpty()) ? language : null, null,
				SiteState.ACTIVE, 0, List.of(), false, null, null, SettingOrigins.NONE));
	}

	/**
	 * Checks what somebody has typed so far, without saving anything.
	 * @param key the key; empty for none yet
	 * @param addresses the addresses; none: that which a site without one gets
	 * @return what is to be said about them
	 */
	public Check check(String key, List<TypedAddress> addresses) {
		String stripped = key.strip();
		String known = (Site.isKey(stripped)) ? stripped : "a";
		Map<String, String> errors = new LinkedHashMap<>();
		@Nullable Site valid = null;
		try {
			valid = this.validator.validate(new SiteSettings(stripped, "a", "", addresses, "", "", "", Map.of()), null,
					null);
		}
		catch (InvalidInputException ex) {
			errors.putAll(ex.exactErrors());
		}
		List<AddressCheck> checked = new ArrayList<>();
		for (int i = 0; i < addresses.size(); i++) {
			String typed = addresses.get(i).pattern();
			String error = errors.remove("addresses[" + i + "]");
			checked.add((error != null) ? new AddressCheck(typed, error, List.of(), false)
					: new AddressCheck(typed, null, notes(known, typed), waits(valid, typed)));
		}
		String keyError = (stripped.isEmpty()) ? null : errors.get("key");
		return new Check(keyError, (keyError != null && Site.isKey(stripped)) ? freeKey(stripped) : null, checked,
				errors.get("addresses"));
	}

	private List<String> notes(String key, String typed) {
		AddressPattern pattern = AddressPattern.parse(typed);
		List<String> all = new ArrayList<>(this.notes.of(key, pattern));
		if (pattern.exactHost() != null) {
			all.addAll(this.explainer.explain(pattern.display()).warnings());
		}
		return List.copyOf(all);
	}

	private static boolean waits(@Nullable Site site, String typed) {
		return site != null && site.addresses()
			.stream()
			.anyMatch((address) -> !address.answers() && address.pattern().isIdenticalTo(AddressPattern.parse(typed)));
	}

	/**
	 * What is to be said about key and addresses.
	 *
	 * @param keyError what is wrong with the key, or {@code null}
	 * @param freeKey a key that could take its place, if it is taken; or {@code null}
	 * @param addresses what is to be said about each address, in order
	 * @param addressesError what is wrong with all of them together, or {@code null}
	 */
	public record Check(@Nullable String keyError, @Nullable String freeKey, List<AddressCheck> addresses,
			@Nullable String addressesError) {

	}

	/**
	 * What is to be said about an address.
	 *
	 * @param address the address as it was typed
	 * @param error what is wrong with it, or who has it; {@code null} if it is free
	 * @param notes what is allowed and may surprise
	 * @param waits whether it would answer only once its domain is proved
	 */
	public record AddressCheck(String address, @Nullable String error, List<String> notes, boolean waits) {

	}

}
