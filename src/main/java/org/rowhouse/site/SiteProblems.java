package org.rowhouse.site;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;

/**
 * What is wrong with which site right now. Kept in memory, since whoever finds a mistake
 * finds it again at the next start.
 */
@Component
public class SiteProblems {

	private final Map<String, List<SiteProblem>> byKey = new ConcurrentHashMap<>();

	/**
	 * Returns the problems of a site.
	 * @param key the site's key
	 * @return its problems; empty if all is well
	 */
	public List<SiteProblem> of(String key) {
		return this.byKey.getOrDefault(key, List.of());
	}

	/**
	 * Returns all problems.
	 * @return problems by the key of their site, or by the name of a folder that is none
	 */
	public Map<String, List<SiteProblem>> all() {
		return Map.copyOf(this.byKey);
	}

	/**
	 * Replaces the problems of a site.
	 * @param key the site's key
	 * @param problems what is wrong now; empty if all is well
	 */
	public void set(String key, List<SiteProblem> problems) {
		if (problems.isEmpty()) {
			this.byKey.remove(key);
		}
		else {
			this.byKey.put(key, List.copyOf(problems));
		}
	}

}
