package org.rowhouse.content;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.ContentUsage;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.Limit;
import org.rowhouse.site.Limits;
import org.rowhouse.site.Refusals;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteLimits;
import org.rowhouse.site.SiteUsage;
import org.rowhouse.site.Sizes;
import org.rowhouse.site.StoredBytes;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How much content the bound site may have. What was written in the running transaction
 * counts already; if it is too much, the transaction must be rolled back.
 */
@Service
public class ContentLimits implements ContentUsage {

	private final ContentItemRepository items;

	private final CurrentSite currentSite;

	private final SiteLimits limits;

	private final SiteUsage usage;

	private final Refusals refusals;

	private final ObjectProvider<StoredBytes> others;

	ContentLimits(ContentItemRepository items, CurrentSite currentSite, SiteLimits limits, SiteUsage usage,
			Refusals refusals, ObjectProvider<StoredBytes> others) {
		this.items = items;
		this.currentSite = currentSite;
		this.limits = limits;
		this.usage = usage;
		this.refusals = refusals;
		this.others = others;
	}

	@Override
	@Transactional(readOnly = true)
	public Amount measure() {
		return new Amount(this.items.countAll(), this.items.bytes());
	}

	@Override
	@Transactional(readOnly = true)
	public @Nullable Instant lastPublished() {
		return this.items.lastPublished();
	}

	/**
	 * Refuses more pages and posts than the bound site may have.
	 * @throws InvalidInputException if it has more now; for the input as a whole
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void requireItems() {
		Site site = this.currentSite.get();
		Limits now = this.limits.of(site);
		long count = (now.of(Limit.ITEMS) != 0) ? this.items.countAll() : 0;
		if (now.isExceeded(Limit.ITEMS, count)) {
			this.refusals.count(site, Refusals.Reason.ITEMS);
			throw new InvalidInputException("", "This site would have " + count + " pages and posts, and may have "
					+ now.of(Limit.ITEMS) + ". Delete some, or ask an administrator to raise the limit.");
		}
	}

	/**
	 * Refuses more bytes, in the bound site's folder, in the database and in its media
	 * together, than it may have. The size of the folder is that of at most half a minute
	 * ago.
	 * @throws InvalidInputException if it has more now; for the input as a whole
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void requireStorage() {
		Limits now = this.limits.of(this.currentSite.get());
		if (now.of(Limit.STORAGE) != 0) {
			requireStorage(this.usage.folderBytes(this.currentSite.get()));
		}
	}

	/**
	 * Refuses more bytes than the bound site may have, with a folder of a known size.
	 * @param folderBytes the size of everything in the site's folder
	 * @throws InvalidInputException if it has more now; for the input as a whole
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void requireStorage(long folderBytes) {
		Site site = this.currentSite.get();
		Limits now = this.limits.of(site);
		long bytes = (now.of(Limit.STORAGE) != 0)
				? folderBytes + this.items.bytes() + this.others.stream().mapToLong(StoredBytes::storedBytes).sum() : 0;
		if (now.isExceeded(Limit.STORAGE, bytes)) {
			this.refusals.count(site, Refusals.Reason.STORAGE);
			throw new InvalidInputException("", "This site would need " + Sizes.readable(bytes)
					+ ", its folder, its texts and its media together, and may have "
					+ Sizes.readable(now.of(Limit.STORAGE)) + ". Make room, or ask an administrator for more storage.");
		}
	}

}
