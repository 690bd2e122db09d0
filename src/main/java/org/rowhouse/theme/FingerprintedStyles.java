package org.rowhouse.theme;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.rowhouse.site.Site;
import org.rowhouse.theme.StyleSheet.Reference;

/**
 * Finds the fingerprints of all that a style sheet names, as one site sees it, and of
 * what that names in turn. Each file is looked at once.
 * <p>
 * A style sheet that leads back to the one that names it has a hash that depends on
 * itself, so it is named without one. So are style sheets below one that leads to more
 * than {@value #MAX_SHEETS}. Both hold whichever of them is asked for first.
 */
final class FingerprintedStyles {

	static final int MAX_SHEETS = 20;

	private final Site site;

	private final StaticFiles files;

	private final Map<StaticName, Optional<String>> fingerprints = new HashMap<>();

	private final Map<StaticName, List<StaticName>> sheetsIn = new HashMap<>();

	FingerprintedStyles(Site site, StaticFiles files) {
		this.site = site;
		this.files = files;
	}

	Site site() {
		return this.site;
	}

	/**
	 * Returns what is to be written for the references of a style sheet.
	 * @param name the style sheet
	 * @param sheet its content
	 * @return an URL for each
	 */
	List<String> urls(StaticName name, PreparedFile sheet) {
		boolean few = reachable(name).size() <= MAX_SHEETS;
		List<String> urls = new ArrayList<>();
		for (Reference reference : sheet.references()) {
			Optional<StaticName> target = name.resolve(reference.path())
				.filter((found) -> !ContentTypes.isStyleSheet(found) || (few && !reachable(found).contains(name)));
			urls.add(target.flatMap(this::fingerprint)
				.map((fingerprint) -> Fingerprint.addTo(reference.url(), fingerprint))
				.orElse(reference.url()));
		}
		return List.copyOf(urls);
	}

	private Optional<String> fingerprint(StaticName name) {
		Optional<String> known = this.fingerprints.get(name);
		if (known == null) {
			known = this.files.fingerprint(this, name);
			this.fingerprints.put(name, known);
		}
		return known;
	}

	/** The style sheets that one leads to, itself included; one too many at most. */
	private Set<StaticName> reachable(StaticName start) {
		Set<StaticName> reached = new HashSet<>(Set.of(start));
		Deque<StaticName> ahead = new ArrayDeque<>(sheetsIn(start));
		while (!ahead.isEmpty() && reached.size() <= MAX_SHEETS) {
			StaticName next = ahead.remove();
			if (reached.add(next)) {
				ahead.addAll(sheetsIn(next));
			}
		}
		return reached;
	}

	private List<StaticName> sheetsIn(StaticName name) {
		List<StaticName> known = this.sheetsIn.get(name);
		if (known == null) {
			PreparedFile sheet = this.files.styleSheet(this.site, name);
			known = (sheet != null) ? sheetsIn(name, sheet) : List.of();
			this.sheetsIn.put(name, known);
		}
		return known;
	}

	private static List<StaticName> sheetsIn(StaticName name, PreparedFile sheet) {
		return sheet.references()
			.stream()
			.flatMap((reference) -> name.resolve(reference.path()).stream())
			.filter(ContentTypes::isStyleSheet)
			.distinct()
			.toList();
	}

}
