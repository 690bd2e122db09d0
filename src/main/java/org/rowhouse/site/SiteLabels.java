package org.rowhouse.site;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the platform notes about its sites and visitors never see: tags such as
 * {@code client} or {@code 2026}, and whether other sites may begin as a copy. Tags are
 * the same in any case of their letters; the spelling that was there first stays. Answers
 * from memory, where only sites for which something is noted have an entry.
 */
@Service
public class SiteLabels implements SmartInitializingSingleton {

	/** A site has at most so many tags. */
	public static final int MAX_TAGS = 20;

	private static final int MAX_LENGTH = 40;

	private static final Logger logger = LoggerFactory.getLogger(SiteLabels.class);

	private final SiteTagRepository repository;

	private final SiteRepository sites;

	private final SiteResolver resolver;

	private final AllSites allSites;

	private final SiteLocks locks;

	private final ApplicationEventPublisher events;

	private final TransactionTemplate transaction;

	private final Map<Long, List<String>> tags = new ConcurrentHashMap<>();

	private final Set<Long> templates = ConcurrentHashMap.newKeySet();

	SiteLabels(SiteTagRepository repository, SiteRepository sites, SiteResolver resolver, AllSites allSites,
			SiteLocks locks, ApplicationEventPublisher events, PlatformTransactionManager transactionManager) {
		this.events = events;
		this.repository = repository;
		this.sites = sites;
		this.resolver = resolver;
		this.allSites = allSites;
		this.locks = locks;
		this.transaction = new TransactionTemplate(transactionManager);
	}

	@Override
	public void afterSingletonsInstantiated() {
		inTransaction("load the tags of sites", () -> {
			Map<Long, List<String>> read = new HashMap<>();
			this.repository.inOrder()
				.forEach((row) -> read.computeIfAbsent(row.siteId(), (none) -> new ArrayList<>(2)).add(row.name()));
			read.forEach((siteId, names) -> this.tags.put(siteId, List.copyOf(names)));
			this.templates.addAll(this.sites.templates());
		});
	}

	@EventListener
	void deleted(SiteDeleted site) {
		this.tags.keySet().removeIf((id) -> this.resolver.find(id).isEmpty());
		this.templates.removeIf((id) -> this.resolver.find(id).isEmpty());
	}

	/**
	 * Returns the tags of a site.
	 * @param site the site
	 * @return the tags in alphabetical order
	 */
	public List<String> tags(Site site) {
		return this.tags.getOrDefault(site.id(), List.of());
	}

	/**
	 * Tells whether a site has a tag.
	 * @param site the site
	 * @param tag the tag, in any case
	 * @return whether it does
	 */
	public boolean hasTag(Site site, String tag) {
		String wanted = fold(tag);
		return tags(site).stream().anyMatch((name) -> fold(name).equals(wanted));
	}

	/**
	 * Returns what picks the sites that have a tag.
	 * @param tag the tag, in any case; empty for all sites
	 * @return a filter
	 */
	public Predicate<Site> tagged(String tag) {
		return (tag.isBlank()) ? (site) -> true : (site) -> hasTag(site, tag);
	}

	/**
	 * Lists the tags that sites have.
	 * @return the number of sites by tag, in alphabetical order
	 */
	public Map<String, Integer> tags() {
		Map<String, Integer> counts = new TreeMap<>();
		Map<String, String> names = new HashMap<>();
		this.resolver.all().forEach((site) -> tags(site).forEach((name) -> {
			counts.merge(fold(name), 1, Integer::sum);
			names.putIfAbsent(fold(name), name);
		}));
		Map<String, Integer> named = new LinkedHashMap<>();
		counts.forEach((folded, count) -> named.put(names.getOrDefault(folded, folded), count));
		return named;
	}

	/**
	 * Replaces the tags of a site.
	 * @param site the site
	 * @param typed what somebody wrote; what is empty does not count
	 * @throws InvalidInputException if one cannot be a tag, or there are too many
	 */
	public void change(Site site, List<String> typed) {
		Map<String, String> wanted = valid(typed);
		change(site, (present) -> wanted);
	}

	/**
	 * Notes something about a site that is being made, in the running transaction of the
	 * site: both are there, or neither.
	 * @param site the site, of which nothing is noted yet
	 * @param typed its tags; what is empty does not count
	 * @param template whether others may begin as a copy of it
	 * @throws InvalidInputException if one cannot be a tag, or there are too many
	 * @throws IllegalStateException if no transaction is running
	 */
	public void begin(Site site, List<String> typed, boolean template) {
		if (!TransactionSynchronizationManager.isActualTransactionActive()) {
			throw new IllegalStateException("Labels of a new site are noted in the transaction that makes it");
		}
		Map<String, String> wanted = new TreeMap<>(valid(typed));
		this.repository.saveAll(wanted.entrySet()
			.stream()
			.map((tag) -> new SiteTagEntity(site.id(), tag.getKey(), tag.getValue()))
			.toList());
		noted("site.tags-changed", site, "tags", "", listed(wanted.values()));
		if (template) {
			noted("site.template-changed", site, "template", "false", "true");
			this.sites.markTemplate(site.id(), true);
		}
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				if (!wanted.isEmpty()) {
					SiteLabels.this.tags.put(site.id(), List.copyOf(wanted.values()));
				}
				if (template) {
					SiteLabels.this.templates.add(site.id());
				}
			}

		});
	}

	/**
	 * Gives a site one more tag, if it does not have it.
	 * @param site the site
	 * @param tag the tag
	 * @throws InvalidInputException if one cannot be a tag, or there are too many
	 */
	public void add(Site site, String tag) {
		Map<String, String> more = valid(List.of(tag));
		change(site, (present) -> {
			Map<String, String> all = new LinkedHashMap<>(present);
			more.forEach(all::putIfAbsent);
			return all;
		});
	}

	/**
	 * Takes a tag from a site.
	 * @param site the site
	 * @param tag the tag, in any case
	 */
	public void remove(Site site, String tag) {
		change(site, (present) -> {
			Map<String, String> rest = new LinkedHashMap<>(present);
			rest.remove(fold(tag));
			return rest;
		});
	}

	/**
	 * Checks a tag.
	 * @param typed what somebody wrote
	 * @return the tag, as sites have it already or as it was written
	 * @throws InvalidInputException if it cannot be one
	 */
	public String check(String typed) {
		return valid(List.of(typed)).values()
			.stream()
			.findFirst()
			.orElseThrow(() -> new InvalidInputException("tags", "Write a tag, such as client."));
	}

	/**
	 * Checks tags without changing anything.
	 * @param typed what somebody wrote
	 * @throws InvalidInputException if one cannot be a tag, or there are too many
	 */
	public void check(List<String> typed) {
		valid(typed);
	}

	private void change(Site site, Function<Map<String, String>, Map<String, String>> change) {
		Lock lock = this.locks.get(site.key());
		lock.lock();
		try {
			inTransaction("change the tags of a site", () -> {
				Map<String, String> present = new LinkedHashMap<>();
				this.repository.ofSite(site.id()).forEach((row) -> present.put(fold(row.name()), row.name()));
				Map<String, String> wanted = new TreeMap<>(change.apply(present));
				if (wanted.size() > MAX_TAGS) {
					throw new InvalidInputException("tags",
							"A site has at most " + MAX_TAGS + " tags. '" + site.key() + "' would have more.");
				}
				this.repository.deleteOfSite(site.id());
				this.repository.saveAll(wanted.entrySet()
					.stream()
					.map((tag) -> new SiteTagEntity(site.id(), tag.getKey(), tag.getValue()))
					.toList());
				noted("site.tags-changed", site, "tags", listed(present.values()), listed(wanted.values()));
			});
			remember(site);
		}
		finally {
			lock.unlock();
		}
	}

	private static String listed(Collection<String> names) {
		return names.stream().sorted(String.CASE_INSENSITIVE_ORDER).collect(Collectors.joining(", "));
	}

	/** Of the platform, since owners do not see what it notes. */
	private void noted(String action, Site site, String what, String before, String after) {
		Changed change = new Changed(action, null, site.key(), Map.of(what, before), Map.of(what, after));
		if (!change.isNothing()) {
			this.events.publishEvent(change);
		}
	}

	private void remember(Site site) {
		inTransaction("read the tags of a site", () -> {
			List<String> names = this.repository.ofSite(site.id()).stream().map(SiteTagEntity::name).toList();
			if (names.isEmpty()) {
				this.tags.remove(site.id());
			}
			else {
				this.tags.put(site.id(), names);
			}
		});
	}

	private Map<String, String> valid(List<String> typed) {
		Map<String, String> spelled = new HashMap<>();
		tags().keySet().forEach((name) -> spelled.put(fold(name), name));
		Map<String, String> valid = new LinkedHashMap<>();
		for (String text : typed) {
			String name = text.strip().replaceAll("\\s+", " ");
			if (name.isEmpty()) {
				continue;
			}
			if (name.length() > MAX_LENGTH || name.contains(",") || !PlainText.isPlain(name)) {
				throw new InvalidInputException("tags", "A tag has at most " + MAX_LENGTH
						+ " characters and no comma. Change '" + shortened(name) + "'.");
			}
			valid.putIfAbsent(fold(name), spelled.getOrDefault(fold(name), name));
		}
		if (valid.size() > MAX_TAGS) {
			throw new InvalidInputException("tags",
					"A site has at most " + MAX_TAGS + " tags; these are " + valid.size() + ".");
		}
		return valid;
	}

	private static String shortened(String name) {
		return (name.length() > MAX_LENGTH) ? name.substring(0, MAX_LENGTH) + "…" : name;
	}

	private static String fold(String tag) {
		return tag.strip().toLowerCase(Locale.ROOT);
	}

	/**
	 * Tells whether other sites may begin as a copy of a site.
	 * @param site the site
	 * @return whether it is a template
	 */
	public boolean isTemplate(Site site) {
		return this.templates.contains(site.id());
	}

	/**
	 * Says whether other sites may begin as a copy of a site.
	 * @param site the site
	 * @param template whether they may
	 */
	public void markTemplate(Site site, boolean template) {
		inTransaction("mark a template", () -> {
			noted("site.template-changed", site, "template", String.valueOf(isTemplate(site)),
					String.valueOf(template));
			this.sites.markTemplate(site.id(), template);
		});
		if (template) {
			this.templates.add(site.id());
		}
		else {
			this.templates.remove(site.id());
		}
		logger.info("Site '{}' is {} template", site.key(), (template) ? "a" : "no");
	}

	/**
	 * Lists the sites that others may begin as a copy of.
	 * @return sites by name, broken ones left out
	 */
	public List<Site> templates() {
		return this.templates.stream()
			.map(this.resolver::find)
			.flatMap(Optional::stream)
			.filter((site) -> site.state() != SiteState.BROKEN)
			.sorted((a, b) -> a.name().compareToIgnoreCase(b.name()))
			.toList();
	}

	private void inTransaction(String purpose, Runnable action) {
		this.allSites.call(purpose, () -> {
			this.transaction.executeWithoutResult((status) -> action.run());
			return null;
		});
	}

}
