package org.rowhouse.visitor;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.PrivacyChanged;
import org.rowhouse.site.PrivateBranches;
import org.rowhouse.site.SiteVersions;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets private areas go along with the pages that they protect. Passwords stay as they
 * are, and whoever has signed in need not do it again.
 */
@Service
class AreaMoves {

	private final AreaRepository areas;

	private final SiteVersions versions;

	private final CurrentSite currentSite;

	private final ApplicationEventPublisher events;

	AreaMoves(AreaRepository areas, SiteVersions versions, CurrentSite currentSite, ApplicationEventPublisher events) {
		this.areas = areas;
		this.versions = versions;
		this.currentSite = currentSite;
		this.events = events;
	}

	/** See {@link org.rowhouse.site.SitePrivacy#follow}. */
	@Transactional(propagation = Propagation.MANDATORY)
	void follow(String from, String to, String field) {
		Map<Boolean, List<AreaEntity>> all = this.areas.inOrder()
			.stream()
			.collect(Collectors.partitioningBy((area) -> PrivateBranches.isAtOrBelow(area.path(), from)));
		List<AreaEntity> moving = all.getOrDefault(true, List.of());
		if (moving.isEmpty()) {
			return;
		}
		Set<String> others = all.getOrDefault(false, List.of())
			.stream()
			.map(AreaEntity::path)
			.collect(Collectors.toSet());
		moving.forEach(
				(area) -> requirePossible(area.path(), PrivateBranches.moved(area.path(), from, to), others, field));
		// Upwards one can go where another one is: shorter paths, which make room, go
		// first.
		moving.stream().sorted(Comparator.comparingInt((area) -> area.path().length())).forEach((area) -> {
			String before = area.path();
			area.movesTo(PrivateBranches.moved(before, from, to));
			this.areas.saveAndFlush(area);
			this.versions.changed("area.moved", area.path(), Map.of("path", before), Map.of("path", area.path()));
		});
		this.versions.raise();
		this.events.publishEvent(new PrivacyChanged(this.currentSite.get().id()));
	}

	private static void requirePossible(String path, String wanted, Set<String> others, String field) {
		if (wanted.equals(PrivateBranches.WHOLE)) {
			throw new InvalidInputException(field, path + " is private, and the home page cannot be so alone. "
					+ "Let an owner of the site end that on Access first, or keep the address.");
		}
		if (others.contains(wanted)) {
			throw new InvalidInputException(field, path + " is private and " + wanted
					+ " is so already, for others. Choose another place, or let an owner of the site remove one of them on Access first.");
		}
		String mistake = AreaRules.mistakeIn(wanted);
		if (mistake != null) {
			throw new InvalidInputException(field, path + " is private and cannot be so at " + wanted + ". " + mistake);
		}
	}

}
