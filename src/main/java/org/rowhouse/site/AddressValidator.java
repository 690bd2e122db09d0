package org.rowhouse.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Turns what was typed about the addresses of a site into addresses, or says what is
 * wrong with them.
 */
@Component
class AddressValidator {

	static final int MAX_ADDRESSES = 100;

	private static final List<String> ROLES = List.of("primary", "alias", "redirect");

	private final AddressHolders holders;

	private final Redirects redirects;

	private final RowhouseProperties properties;

	private final AddressChallenges challenges;

	private final AddressGrants grants;

	private final Worker worker;

	AddressValidator(AddressHolders holders, Redirects redirects, RowhouseProperties properties,
			AddressChallenges challenges, AddressGrants grants, Worker worker) {
		this.grants = grants;
		this.worker = worker;
		this.holders = holders;
		this.redirects = redirects;
		this.properties = properties;
		this.challenges = challenges;
	}

	/**
	 * Checks the addresses of a site.
	 * @param errors where mistakes are noted, under {@code addresses}
	 * @param parts where mistakes are noted that one of them has, under
	 * {@code addresses[0]} and so on
	 * @param typed what was typed
	 * @param key the site's key
	 * @param existing the site as it is, or {@code null} for a new one
	 * @return the addresses, the primary first; empty if there were mistakes
	 */
	List<Address> validate(Map<String, String> errors, Map<String, String> parts, List<SiteSettings.TypedAddress> typed,
			String key, @Nullable Site existing) {
		List<SiteSettings.TypedAddress> wanted = (typed.isEmpty())
				? List.of(new SiteSettings.TypedAddress(defaultAddress(key), "")) : typed;
		List<String> mistakes = new ArrayList<>();
		List<Address> addresses = new ArrayList<>();
		Map<AddressPattern, Integer> places = new HashMap<>();
		if (wanted.size() > MAX_ADDRESSES) {
			mistakes.add("A site has at most " + MAX_ADDRESSES + " addresses.");
		}
		else {
			for (int i = 0; i < wanted.size(); i++) {
				try {
					AddressPattern pattern = AddressPattern.parse(wanted.get(i).pattern());
					places.putIfAbsent(pattern, i);
					add(addresses, pattern, wanted.get(i).role(), key, existing);
				}
				catch (IllegalArgumentException ex) {
					parts.put(part(i), String.valueOf(ex.getMessage()));
				}
			}
			taken(addresses, existing)
				.forEach((pattern, message) -> parts.put(part(places.getOrDefault(pattern, 0)), message));
			mistakes.addAll(parts.values());
		}
		if (mistakes.isEmpty()) {
			checkRoles(mistakes, addresses);
		}
		if (!mistakes.isEmpty()) {
			errors.putIfAbsent("addresses", String.join(" ", mistakes));
			return List.of();
		}
		return withPrimaryFirst(addresses);
	}

	/** Whether a site has a key, also one that nobody sees yet. */
	boolean isTaken(String key) {
		return this.holders.hasKey(key);
	}

	private static String part(int index) {
		return "addresses[" + index + "]";
	}

	/** The address of a site that nobody has given one. */
	static String defaultAddress(String key) {
		return key + ".localhost";
	}

	private void add(List<Address> addresses, AddressPattern pattern, String role, String key,
			@Nullable Site existing) {
		requireNotAdmin(pattern);
		if (pattern.host().choosesSite()) {
			throw new IllegalArgumentException("'" + pattern.display() + "' picks a site by its key, so it belongs to "
					+ "no single site: add it to the shared addresses. For this site alone write '*' for the label.");
		}
		this.grants.require(pattern, key, existing);
		if (addresses.stream().anyMatch((address) -> address.pattern().isIdenticalTo(pattern))) {
			throw new IllegalArgumentException("'" + pattern.display() + "' stands there twice.");
		}
		AddressRole wanted = switch (role.strip().toLowerCase(Locale.ROOT)) {
			case "" -> AddressRole.ALIAS;
			case "primary" -> AddressRole.PRIMARY;
			case "alias" -> AddressRole.ALIAS;
			case "redirect" -> AddressRole.REDIRECT;
			default -> throw new IllegalArgumentException("'" + role.strip() + "' is not a role of an address. "
					+ Suggestion.didYouMean(role, ROLES, "Write primary, alias or redirect."));
		};
		if (wanted == AddressRole.PRIMARY && pattern.exactHost() == null) {
			throw new IllegalArgumentException("'" + pattern.display()
					+ "' stands for many hosts. The primary address is the one that links use: one host by its name.");
		}
		if (wanted == AddressRole.REDIRECT) {
			this.redirects.requireNoneInto(pattern);
		}
		addresses.add(new Address(pattern, wanted, challenge(pattern, addresses, existing)));
	}

	/** Used for shared addresses as well. */
	void requireNotAdmin(AddressPattern pattern) {
		if (pattern.host().equals(this.properties.admin().hostname())) {
			throw new IllegalArgumentException("'" + pattern.host().display()
					+ "' is the host of the admin UI (rowhouse.admin.host). Choose another one.");
		}
	}

	/** What the site has already, or gets by the same save, may have been proved. */
	private @Nullable String challenge(AddressPattern pattern, List<Address> added, @Nullable Site existing) {
		List<Address> known = new ArrayList<>((existing != null) ? existing.addresses() : List.of());
		known.addAll(added);
		return this.challenges.challengeFor(pattern, known);
	}

	private Map<AddressPattern, String> taken(List<Address> addresses, @Nullable Site existing) {
		List<AddressPattern> patterns = addresses.stream().map(Address::pattern).toList();
		Map<String, @Nullable String> others = this.holders.othersThatHave(patterns,
				(existing != null) ? existing.id() : 0);
		Map<AddressPattern, String> taken = new LinkedHashMap<>();
		boolean named = this.worker.seesAllSites();
		patterns.stream()
			.filter((pattern) -> others.containsKey(pattern.toString()))
			.forEach((pattern) -> taken.put(pattern, takenMessage(pattern, others.get(pattern.toString()), named)));
		return taken;
	}

	/** Which site has it is nobody's business but the platform's. */
	static String takenMessage(AddressPattern pattern, @Nullable String holder, boolean named) {
		if (!named) {
			return "'" + pattern.display() + "' is taken already. Choose another one.";
		}
		return "'" + pattern.display() + "' belongs to "
				+ ((holder != null) ? "the site '" + holder + "'" : "the shared addresses of the platform")
				+ " already. Remove it there first, or choose another one.";
	}

	private static void checkRoles(List<String> mistakes, List<Address> addresses) {
		if (addresses.stream().filter((address) -> address.role() == AddressRole.PRIMARY).count() > 1) {
			mistakes.add("Only one address can be the primary one.");
		}
		else if (addresses.stream().allMatch((address) -> address.role() == AddressRole.REDIRECT)) {
			mistakes.add("At least one address must serve the site: not all can redirect.");
		}
		else if (addresses.stream().noneMatch(AddressValidator::canBePrimary)) {
			mistakes.add("At least one address must be a single host by its name: links to the site use it.");
		}
	}

	private static boolean canBePrimary(Address address) {
		return address.role() != AddressRole.REDIRECT && address.pattern().exactHost() != null;
	}

	private static List<Address> withPrimaryFirst(List<Address> addresses) {
		List<Address> ordered = new ArrayList<>(addresses);
		Address primary = addresses.stream()
			.filter((address) -> address.role() == AddressRole.PRIMARY)
			.findFirst()
			.or(() -> addresses.stream().filter(AddressValidator::canBePrimary).findFirst())
			.orElseThrow();
		ordered.remove(primary);
		ordered.add(0, new Address(primary.pattern(), AddressRole.PRIMARY, primary.challenge()));
		return List.copyOf(ordered);
	}

}
