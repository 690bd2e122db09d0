package org.rowhouse.site;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Somebody changed something. Published inside the transaction that changes it, for the
 * audit log: what is rolled back has not been said.
 *
 * @param action what was done, such as {@code page.published}
 * @param site the site that it belongs to, or {@code null} for the platform
 * @param subject what was changed: a path, a name, an address
 * @param before what it was, as far as it changed; no texts, no secrets
 * @param after what it is now, as far as it changed
 */
public record Changed(String action, @Nullable Site site, String subject, Map<String, String> before,
		Map<String, String> after) {

	/**
	 * Notes a change with what differs.
	 * @param action what was done
	 * @param site the site, or {@code null} for the platform
	 * @param subject what was changed
	 * @param before all that it was; empty if it is new
	 * @param after all that it is now; empty if it is gone
	 */
	public Changed {
		Map<String, String> was = differing(before, after);
		after = differing(after, before);
		before = was;
	}

	private static Map<String, String> differing(Map<String, String> values, Map<String, String> others) {
		return values.entrySet()
			.stream()
			.filter((entry) -> !Objects.equals(others.get(entry.getKey()), entry.getValue()))
			.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	/**
	 * Notes something that has no before and after.
	 * @param action what was done
	 * @param site the site, or {@code null} for the platform
	 * @param subject what it was done to
	 * @return the change
	 */
	public static Changed of(String action, @Nullable Site site, String subject) {
		return new Changed(action, site, subject, Map.of(), Map.of());
	}

	/**
	 * Tells whether nothing differs.
	 * @return whether before and after say the same
	 */
	public boolean isNothing() {
		return this.before.isEmpty() && this.after.isEmpty();
	}

}
