package org.rowhouse.content;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.ShareTasks.Shared;
import org.rowhouse.site.AllSites;
import org.rowhouse.site.Changed;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteDeleted;
import org.rowhouse.site.SitePrivacy;
import org.rowhouse.site.SiteResolver;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets other sites show items of the bound site. They get a repetition that nobody
 * changes there, and that follows the original; search engines are told the original.
 * Links and pictures in it lead to the site of the original.
 */
@Service
public class Sharing {

	/** So many sites can show the same item. */
	public static final int MAX_SITES = 100;

	private static final int CHUNK = 100;

	private final ItemShareRepository shares;

	private final ContentItemRepository items;

	private final Repetitions repetitions;

	private final ShareTasks tasks;

	private final SiteResolver sites;

	private final CurrentSite currentSite;

	private final AllSites allSites;

	private final ApplicationEventPublisher events;

	private final SitePrivacy privacy;

	private final TransactionTemplate transaction;

	Sharing(ItemShareRepository shares, ContentItemRepository items, Repetitions repetitions, ShareTasks tasks,
			SiteResolver sites, CurrentSite currentSite, AllSites allSites, SitePrivacy privacy,
			ApplicationEventPublisher events, PlatformTransactionManager transactionManager) {
		this.events = events;
		this.privacy = privacy;
		this.shares = shares;
		this.items = items;
		this.repetitions = repetitions;
		this.tasks = tasks;
		this.sites = sites;
		this.currentSite = currentSite;
		this.allSites = allSites;
		this.transaction = new TransactionTemplate(transactionManager);
	}

	/**
	 * Lists the sites that show an item of the bound site.
	 * @param kind page or post
	 * @param itemId its number
	 * @return the sites in the order in which they were named
	 * @throws NoSuchItemException if the site has no such item
	 */
	public List<Share> sharesOf(ContentKind kind, long itemId) {
		return inTransaction(() -> {
			ContentItem item = require(kind, itemId);
			return this.shares.ofItem(this.currentSite.get().id(), itemId)
				.stream()
				.flatMap((share) -> this.sites.find(share.targetSiteId())
					.map((site) -> new Share(site, (share.path() != null) ? share.path() : item.path(),
							share.path() == null))
					.stream())
				.toList();
		});
	}

	/**
	 * Lets another site show an item of the bound site, at once.
	 * @param kind page or post
	 * @param itemId its number
	 * @param targetKey the key of the other site
	 * @param reachable which sites the person at work may publish on
	 * @param path where it is to be there; empty: where it is here
	 * @return what was agreed
	 * @throws InvalidInputException at {@code site} or {@code path}, if it cannot; or for
	 * the input as a whole, if the other site has no room
	 * @throws ConflictException if the item is another site's itself, or private
	 * @throws NoSuchItemException if the site has no such item
	 */
	public Share share(ContentKind kind, long itemId, String targetKey, Predicate<Site> reachable, String path) {
		Site origin = this.currentSite.get();
		Site target = this.sites.find(targetKey.strip())
			.filter(reachable)
			.orElseThrow(() -> new InvalidInputException("site",
					"There is no site with the key '" + shortened(targetKey) + "'. Search for it by name or address."));
		if (target.id() == origin.id()) {
			throw new InvalidInputException("site", "It is on this site already. Choose another one.");
		}
		Planned planned = plan(kind, itemId, target, path);
		Shared shared = new Shared(origin.id(), itemId, target.id());
		requireFree(target, shared, kind, planned.at());
		save(shared, planned.own(), target);
		try {
			this.repetitions.bringInStep(shared);
		}
		catch (InvalidInputException ex) {
			forget(shared);
			throw ex;
		}
		catch (DataIntegrityViolationException ex) {
			forget(shared);
			// Whoever has just saved something there is told of; all else is a failure.
			requireFree(target, shared, kind, planned.at());
			throw ex;
		}
		noted(kind, planned.here(), ".shared", target, planned.at(), ".received");
		return new Share(target, planned.at(), planned.own() == null);
	}

	/** A line for each of the two sites, neither of which names the other. */
	private void noted(ContentKind kind, String here, String action, Site target, String there, String actionThere) {
		this.events.publishEvent(Changed.of(kind.word() + action, this.currentSite.get(), Item.url(kind, here)));
		this.events.publishEvent(Changed.of(kind.word() + actionThere, target, Item.url(kind, there)));
	}

	private Planned plan(ContentKind kind, long itemId, Site target, String path) {
		return inTransaction(() -> {
			ContentItem item = require(kind, itemId);
			if (item.origin() != null) {
				throw new ConflictException("This " + kind.word()
						+ " is shared by another site. Let that one share it with the others as well.");
			}
			if (this.privacy.read().of(Item.url(kind, item.path())).isPresent()) {
				throw new ConflictException("This " + kind.word()
						+ " is in a private part of the site, and another site would show it to everybody."
						+ " Move it, or open that part, first.");
			}
			List<ItemShare> present = this.shares.ofItem(this.currentSite.get().id(), itemId);
			if (present.stream().anyMatch((share) -> share.targetSiteId() == target.id())) {
				throw new InvalidInputException("site", "'" + target.key() + "' shows it already.");
			}
			if (present.size() >= MAX_SITES) {
				throw new InvalidInputException("site", "At most " + MAX_SITES + " other sites can show it.");
			}
			String typed = path.strip();
			if (typed.isEmpty()) {
				return new Planned(item.path(), item.path(), null);
			}
			String at = DraftValidator
				.validate(kind, new Draft(typed, item.title(), "", "", "", ContentState.DRAFT, null, List.of()))
				.path();
			return new Planned(item.path(), at, (at.equals(item.path())) ? null : at);
		});
	}

	/** Told before anything is written, so that nothing has to be taken back. */
	private void requireFree(Site target, Shared shared, ContentKind kind, String path) {
		this.currentSite.run(target,
				() -> this.transaction.executeWithoutResult((status) -> this.items.findByKindAndPath(kind, path)
					.filter((other) -> other.origin() == null || other.origin().itemId() != shared.itemId()
							|| other.origin().siteId() != shared.originSiteId())
					.ifPresent((other) -> {
						throw new InvalidInputException("path", "'" + other.title() + "' is at " + Item.url(kind, path)
								+ " on '" + target.key() + "' already. Choose another path there.");
					})));
	}

	private void save(Shared shared, @Nullable String path, Site target) {
		try {
			inTransaction(() -> {
				this.tasks.plan(shared.itemId(), shared.targetSiteId());
				return this.shares
					.save(new ItemShare(shared.originSiteId(), shared.itemId(), shared.targetSiteId(), path));
			});
		}
		catch (DataIntegrityViolationException ex) {
			boolean present = inTransaction(() -> this.shares.ofItem(shared.originSiteId(), shared.itemId())).stream()
				.anyMatch((share) -> share.targetSiteId() == shared.targetSiteId());
			throw new InvalidInputException("site", (present) ? "'" + target.key() + "' shows it already."
					: "'" + target.key() + "' has just been deleted. Choose another one.");
		}
	}

	private void forget(Shared shared) {
		inTransaction(() -> {
			this.tasks.plan(shared.itemId(), shared.targetSiteId());
			return this.shares.deleteShare(shared.originSiteId(), shared.itemId(), shared.targetSiteId());
		});
	}

	/**
	 * Lets another site show an item of the bound site no more. Its repetition is deleted
	 * there, at once.
	 * @param kind page or post
	 * @param itemId its number
	 * @param targetKey the key of the other site; if that does not show it, nothing
	 * happens
	 * @throws NoSuchItemException if the site has no such item
	 */
	public void withdraw(ContentKind kind, long itemId, String targetKey) {
		String here = inTransaction(() -> require(kind, itemId)).path();
		this.sites.find(targetKey).ifPresent((target) -> {
			Optional<Share> share = sharesOf(kind, itemId).stream()
				.filter((present) -> present.site().id() == target.id())
				.findFirst();
			Shared shared = new Shared(this.currentSite.get().id(), itemId, target.id());
			forget(shared);
			this.repetitions.bringInStep(shared);
			share.ifPresent((was) -> noted(kind, here, ".unshared", target, was.path(), ".taken-back"));
		});
	}

	/** What a deleted site shared goes from the others. */
	@EventListener
	void siteDeleted(SiteDeleted deleted) {
		takeBackThoseOfDeletedSites();
	}

	void takeBackThoseOfDeletedSites() {
		List<ItemShare> left = deletedOnes();
		while (!left.isEmpty()) {
			takeBack(left);
			left = deletedOnes();
		}
	}

	/** One that fails does not keep the others from it, unless all of them fail. */
	private void takeBack(List<ItemShare> left) {
		RuntimeException failure = null;
		int failed = 0;
		for (ItemShare share : left) {
			try {
				this.repetitions.bringInStep(new Shared(share.originSiteId(), share.itemId(), share.targetSiteId()));
			}
			catch (RuntimeException ex) {
				failure = ex;
				failed++;
			}
		}
		if (failure != null && failed == left.size()) {
			throw failure;
		}
	}

	private List<ItemShare> deletedOnes() {
		return this.allSites.call("find what deleted sites shared",
				() -> inTransaction(() -> this.shares.ofDeletedSites(PageRequest.of(0, CHUNK))));
	}

	private ContentItem require(ContentKind kind, long itemId) {
		return this.items.findItem(itemId)
			.filter((item) -> item.kind() == kind)
			.orElseThrow(() -> new NoSuchItemException(kind));
	}

	private <T> T inTransaction(Supplier<T> action) {
		T result = this.transaction.execute((status) -> action.get());
		if (result == null) {
			throw new IllegalStateException("Nothing came of it");
		}
		return result;
	}

	private static String shortened(String text) {
		return text.substring(0, Math.min(63, text.length()));
	}

	/**
	 * Where an item is to be on another site.
	 */
	private record Planned(String here, String at, @Nullable String own) {

	}

	/**
	 * Another site that shows an item.
	 *
	 * @param site the other site
	 * @param path where it is there; of a page its path, of a post its slug
	 * @param same whether that is where it is on its own site, and follows it
	 */
	public record Share(Site site, String path, boolean same) {

	}

}
