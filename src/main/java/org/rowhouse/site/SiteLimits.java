package org.rowhouse.site;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What each site may use: the platform's limits, and in their place what an administrator
 * has set for one site. Answers from memory, where only sites for which something is set
 * have an entry. Entries belong to a site's number, which no other site ever gets.
 */
@Component
public class SiteLimits implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(SiteLimits.class);

	private final LimitsProperties properties;

	private final Limits defaults;

	private final SiteLimitsRepository repository;

	private final AllSites allSites;

	private final TransactionTemplate transaction;

	private final ApplicationEventPublisher events;

	private volatile Map<Long, Own> own = Map.of();

	SiteLimits(LimitsProperties properties, SiteLimitsRepository repository, AllSites allSites,
			PlatformTransactionManager transactionManager, ApplicationEventPublisher events) {
		this.events = events;
		this.properties = properties;
		this.defaults = properties.toLimits();
		this.repository = repository;
		this.allSites = allSites;
		this.transaction = new TransactionTemplate(transactionManager);
	}

	@Override
	public void afterSingletonsInstantiated() {
		inTransaction("load the limits of sites", this::load);
	}

	/**
	 * Returns what holds where nothing is set for a site.
	 * @return the platform's limits
	 */
	public Limits defaults() {
		return this.defaults;
	}

	/**
	 * Returns what holds for a site.
	 * @param site the site
	 * @return its limits
	 */
	public Limits of(Site site) {
		Own found = this.own.get(site.id());
		return (found != null) ? found.effective() : this.defaults;
	}

	/**
	 * Returns what is set for a site itself.
	 * @param site the site
	 * @return amounts, and nothing for limits that are the platform's
	 */
	public Map<Limit, Long> own(Site site) {
		Own found = this.own.get(site.id());
		return (found != null) ? found.amounts() : Map.of();
	}

	/**
	 * Sets limits of a site, which hold for requests at once.
	 * @param site the site
	 * @param typed amounts as {@link Limit#parse} reads them; empty: the platform's. What
	 * is not among them stays as it is.
	 * @throws InvalidInputException if something is no amount; by the names in
	 * {@link Limit#field()}
	 */
	public synchronized void change(Site site, Map<Limit, String> typed) {
		Map<Limit, Long> amounts = new EnumMap<>(Limit.class);
		amounts.putAll(own(site));
		Map<String, String> errors = new LinkedHashMap<>();
		typed.forEach((limit, text) -> {
			try {
				if (text.isBlank()) {
					amounts.remove(limit);
				}
				else {
					amounts.put(limit, limit.parse(text));
				}
			}
			catch (IllegalArgumentException ex) {
				errors.put(limit.field(), String.valueOf(ex.getMessage()));
			}
		});
		if (!errors.isEmpty()) {
			throw new InvalidInputException(errors);
		}
		inTransaction("change the limits of a site", () -> {
			this.events.publishEvent(new Changed("limits.changed", site, site.key(), texts(own(site)), texts(amounts)));
			if (amounts.isEmpty()) {
				this.repository.deleteRow(site.id());
			}
			else {
				this.repository.save(new SiteLimitsEntity(site.id(), amounts));
			}
		});
		inTransaction("load the limits of sites", this::load);
		logger.info("Limits of site '{}' are now {}", site.key(), describe(of(site)));
	}

	private static Map<String, String> texts(Map<Limit, Long> amounts) {
		return amounts.entrySet()
			.stream()
			.collect(Collectors.toMap((entry) -> entry.getKey().field(),
					(entry) -> entry.getKey().format(entry.getValue())));
	}

	/**
	 * Gives a site the limits that are set for another one.
	 * @param original the other one
	 * @param copy the site, which may be unfinished
	 */
	public void copy(Site original, Site copy) {
		Map<Limit, String> typed = new EnumMap<>(Limit.class);
		own(original).forEach((limit, amount) -> typed.put(limit, limit.format(amount)));
		if (!typed.isEmpty()) {
			change(copy, typed);
		}
	}

	/**
	 * Refuses a site folder that is larger than all that the site may have.
	 * @param site the site, or {@code null} if it is new
	 * @param bytes the size of everything in the folder
	 * @throws InvalidInputException if it is too large
	 */
	public void requireFolderSize(@Nullable Site site, long bytes) {
		Limits limits = (site != null) ? of(site) : this.defaults;
		if (limits.isExceeded(Limit.STORAGE, bytes)) {
			throw new InvalidInputException("",
					"The folder holds " + Sizes.readable(bytes) + ", and this site may have "
							+ Sizes.readable(limits.of(Limit.STORAGE))
							+ ". Remove files, or ask an administrator for more storage.");
		}
	}

	/**
	 * Returns how many requests of a site wait for what another one makes.
	 * @return a number; may be zero
	 */
	public int waitingRequests() {
		return this.properties.waitingRequests();
	}

	/**
	 * Returns how long each of them waits.
	 * @return the time; may be zero
	 */
	public Duration waitingTime() {
		return this.properties.waitingTime();
	}

	/**
	 * Returns how long the answer to a refused request is held back.
	 * @return the pause; may be zero
	 */
	public Duration refusalPause() {
		return this.properties.refusalPause();
	}

	private void inTransaction(String purpose, Runnable action) {
		this.allSites.call(purpose, () -> {
			this.transaction.executeWithoutResult((status) -> action.run());
			return null;
		});
	}

	/** All of them: those of deleted sites are gone then. */
	private void load() {
		Map<Long, Own> read = new HashMap<>();
		this.repository.findAll().forEach((row) -> {
			Map<Limit, Long> effective = new EnumMap<>(Limit.class);
			effective.putAll(this.defaults.amounts());
			effective.putAll(row.amounts());
			read.put(row.siteId(), new Own(Map.copyOf(row.amounts()), new Limits(effective)));
		});
		this.own = Map.copyOf(read);
	}

	private static String describe(Limits limits) {
		return limits.amounts()
			.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.map((limit) -> limit.getKey().key() + " " + limit.getKey().format(limit.getValue()))
			.collect(Collectors.joining(", "));
	}

	private record Own(Map<Limit, Long> amounts, Limits effective) {

	}

}
