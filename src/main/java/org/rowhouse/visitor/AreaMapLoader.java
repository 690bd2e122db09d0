package org.rowhouse.visitor;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.rowhouse.site.PrivateBranches;
import org.rowhouse.visitor.AreaMap.Door;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Loads the private areas of the bound site.
 */
@Service
class AreaMapLoader {

	private static final int SECONDS = 5;

	private final AreaRepository areas;

	private final VisitorRepository visitors;

	AreaMapLoader(AreaRepository areas, VisitorRepository visitors) {
		this.areas = areas;
		this.visitors = visitors;
	}

	/**
	 * Loads them: one query, or two if there are areas for visitors.
	 * @return all of them as they were at one moment
	 */
	@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ, timeout = SECONDS)
	AreaMap load() {
		List<AreaEntity> rows = this.areas.inOrder();
		if (rows.isEmpty()) {
			return AreaMap.NONE;
		}
		boolean named = rows.stream().anyMatch((row) -> row.audience() == AreaAudience.VISITORS);
		return new AreaMap(branches(rows),
				rows.stream()
					.map((row) -> new Door(row.id(), row.path(), row.way(), row.audience(), row.stamp()))
					.collect(Collectors.toUnmodifiableMap(Door::path, Function.identity())),
				(named) ? stamps() : Map.of());
	}

	/**
	 * Loads where they begin, in the running transaction.
	 * @return the branches
	 */
	@Transactional(readOnly = true)
	PrivateBranches branches() {
		return branches(this.areas.inOrder());
	}

	private static PrivateBranches branches(List<AreaEntity> rows) {
		return (rows.isEmpty()) ? PrivateBranches.NONE
				: new PrivateBranches(rows.stream().map(AreaEntity::path).toList());
	}

	private Map<Long, Long> stamps() {
		return this.visitors.stamps()
			.stream()
			.collect(Collectors.toUnmodifiableMap((row) -> (Long) row[0], (row) -> (Long) row[1]));
	}

}
