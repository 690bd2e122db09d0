package org.rowhouse.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.rowhouse.content.RedirectTally.Count;

import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes what was counted of the bound site, in one transaction. The site's version
 * stays: visitors see no difference.
 */
@Service
class RedirectTallyWriter {

	/** The most paths that are kept of a site, and as many that are ignored. */
	static final int MAX_MISSING = 500;

	private final PathRedirectRepository redirects;

	private final MissingPathRepository missing;

	RedirectTallyWriter(PathRedirectRepository redirects, MissingPathRepository missing) {
		this.redirects = redirects;
		this.missing = missing;
	}

	@Transactional
	void write(Map<Long, Count> hits, Map<String, Count> missed) {
		// In one order, so that two nodes cannot wait for each other.
		hits.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.forEach((hit) -> this.redirects.addHits(hit.getKey(), hit.getValue().times(), hit.getValue().last()));
		if (missed.isEmpty()) {
			return;
		}
		Map<String, MissingPathEntity> present = new HashMap<>();
		this.missing.at(missed.keySet()).forEach((row) -> present.put(row.path(), row));
		List<MissingPathEntity> added = new ArrayList<>();
		missed.forEach((path, count) -> {
			MissingPathEntity row = present.get(path);
			if (row == null) {
				row = new MissingPathEntity(path, count.last());
				added.add(row);
			}
			row.add(count.times(), count.last(), count.referrer());
		});
		this.missing.saveAll(added);
		this.missing.flush();
		if (!added.isEmpty()) {
			trim(false);
			trim(true);
		}
	}

	private void trim(boolean ignored) {
		long tooMany = this.missing.count(ignored) - MAX_MISSING;
		if (tooMany > 0) {
			this.missing.deleteAll(this.missing.leastRecent(ignored, PageRequest.of(0, (int) tooMany)));
		}
	}

}
