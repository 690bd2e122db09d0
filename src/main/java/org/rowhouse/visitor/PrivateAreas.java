package org.rowhouse.visitor;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.PrivacyChanged;
import org.rowhouse.site.SiteVersions;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The private areas of the bound site, for those who decide about them. A change holds
 * for the next request.
 */
@Service
public class PrivateAreas {

	/** A site has at most so many. */
	public static final int MAX_AREAS = 50;

	private final AreaRepository areas;

	private final VisitorPasswords passwords;

	private final SiteVersions versions;

	private final CurrentSite currentSite;

	private final ApplicationEventPublisher events;

	private final TransactionTemplate transaction;

	private final Clock clock = Clock.systemUTC();

	PrivateAreas(AreaRepository areas, VisitorPasswords passwords, SiteVersions versions, CurrentSite currentSite,
			ApplicationEventPublisher events, PlatformTransactionManager transactionManager) {
		this.transaction = new TransactionTemplate(transactionManager);
		this.areas = areas;
		this.passwords = passwords;
		this.versions = versions;
		this.currentSite = currentSite;
		this.events = events;
	}

	/**
	 * Lists the areas.
	 * @return areas by path
	 */
	@Transactional(readOnly = true)
	public List<Area> list() {
		return this.areas.inOrder().stream().map(AreaEntity::toArea).toList();
	}

	/**
	 * Finds an area.
	 * @param id its number
	 * @return the area, if the site has it
	 */
	@Transactional(readOnly = true)
	public Optional<Area> find(long id) {
		return this.areas.findArea(id).map(AreaEntity::toArea);
	}

	/**
	 * Makes an area. What is in it can be read by nobody else from then on.
	 * @param draft what was typed
	 * @return the area
	 * @throws InvalidInputException with a message for each field that is wrong
	 */
	public Area add(AreaDraft draft) {
		Map<String, String> errors = new LinkedHashMap<>();
		String path = AreaRules.path(draft.path(), errors);
		Opening opening = opening(draft, false, errors);
		return inTransaction(() -> {
			if (!errors.containsKey("path") && this.areas.countAt(path) > 0) {
				errors.put("path", path + " is private already. Change it, or choose another path.");
			}
			AreaRules.requireNone(errors);
			if (this.areas.countAll() >= MAX_AREAS) {
				throw new InvalidInputException("", "A site has at most " + MAX_AREAS
						+ " private areas. Protect a branch above some of them instead.");
			}
			AreaEntity area = new AreaEntity(path, this.clock.instant().truncatedTo(ChronoUnit.MICROS));
			area.opensTo(opening.way(), opening.audience(), opening.hash(), this.passwords.newStamp());
			Area saved = this.areas.saveAndFlush(area).toArea();
			changed("area.added", path, Map.of(), described(area));
			return saved;
		});
	}

	/**
	 * Changes how and for whom an area opens. Its path stays. Whoever has signed in has
	 * to do it again.
	 * @param id its number
	 * @param draft what was typed; an empty password leaves the present one
	 * @return the area as it is now
	 * @throws InvalidInputException with a message for each field that is wrong
	 * @throws NoSuchAreaException if the site has no such area
	 */
	public Area change(long id, AreaDraft draft) {
		Optional<Area> present = Objects.requireNonNull(this.transaction.execute((status) -> find(id)));
		boolean kept = present.orElseThrow(() -> new NoSuchAreaException(id)).audience() == AreaAudience.PASSWORD;
		Map<String, String> errors = new LinkedHashMap<>();
		Opening opening = opening(draft, kept, errors);
		AreaRules.requireNone(errors);
		return inTransaction(() -> {
			AreaEntity area = require(id);
			Map<String, String> before = described(area);
			String hash = (opening.keepsHash()) ? area.passwordHash() : opening.hash();
			if (hash == null && opening.audience() == AreaAudience.PASSWORD) {
				throw new InvalidInputException("password",
						"Somebody else has just taken the password away. Type one, then save again.");
			}
			area.opensTo(opening.way(), opening.audience(), hash, this.passwords.newStamp());
			Map<String, String> after = new LinkedHashMap<>(described(area));
			if (opening.hash() != null) {
				after.put("password", "changed");
			}
			changed("area.changed", area.path(), before, after);
			return this.areas.saveAndFlush(area).toArea();
		});
	}

	/**
	 * Lets everybody read what is in an area.
	 * @param id its number
	 * @throws NoSuchAreaException if the site has no such area
	 */
	@Transactional
	public void remove(long id) {
		this.versions.raise();
		AreaEntity area = require(id);
		this.areas.deleteArea(id);
		changed("area.removed", area.path(), described(area), Map.of());
	}

	/**
	 * Ends the visits of all who have signed in to an area; they have to do it again.
	 * @param id its number
	 * @throws NoSuchAreaException if the site has no such area
	 */
	@Transactional
	public void endVisits(long id) {
		this.versions.raise();
		AreaEntity area = require(id);
		area.endVisits(this.passwords.newStamp());
		this.areas.saveAndFlush(area);
		this.versions.changed("area.visits-ended", area.path(), Map.of(), Map.of("visits", "ended"));
	}

	/** Making a hash takes long on purpose: never while a row is locked. */
	private Opening opening(AreaDraft draft, boolean hasPassword, Map<String, String> errors) {
		AreaWay way = AreaRules.way(draft.way(), errors);
		AreaAudience audience = AreaRules.audience(draft.audience(), errors);
		boolean needed = audience == AreaAudience.PASSWORD;
		boolean kept = needed && hasPassword && draft.password().isEmpty();
		if (needed && !kept) {
			this.passwords.mistake(draft.password()).ifPresent((mistake) -> errors.put("password", mistake));
		}
		String hash = (needed && !kept && errors.isEmpty()) ? this.passwords.hash(draft.password()) : null;
		return new Opening(way, audience, kept, hash);
	}

	/** Locks the site's row first: what is counted does not change meanwhile. */
	private <T> T inTransaction(Supplier<T> action) {
		return Objects.requireNonNull(this.transaction.execute((status) -> {
			this.versions.raise();
			return action.get();
		}));
	}

	private AreaEntity require(long id) {
		return this.areas.findAreaToChange(id).orElseThrow(() -> new NoSuchAreaException(id));
	}

	private static Map<String, String> described(AreaEntity area) {
		return Map.of("way", area.way().word(), "audience", area.audience().word());
	}

	private void changed(String action, String path, Map<String, String> before, Map<String, String> after) {
		this.versions.changed(action, path, before, after);
		this.events.publishEvent(new PrivacyChanged(this.currentSite.get().id()));
	}

	private record Opening(AreaWay way, AreaAudience audience, boolean keepsHash, @Nullable String hash) {

	}

}
