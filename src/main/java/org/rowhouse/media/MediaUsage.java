package org.rowhouse.media;

import org.rowhouse.site.ContentUsage;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Limit;
import org.rowhouse.site.Limits;
import org.rowhouse.site.Refusals;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteLimits;
import org.rowhouse.site.SiteUsage;
import org.rowhouse.site.Sizes;
import org.rowhouse.site.StoredBytes;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How much of its storage the bound site uses for media: the files, without the smaller
 * pictures that are made out of them.
 */
@Service
class MediaUsage implements StoredBytes {

	private final MediaFileRepository files;

	private final ContentUsage content;

	private final CurrentSite currentSite;

	private final SiteLimits limits;

	private final SiteUsage usage;

	private final Refusals refusals;

	MediaUsage(MediaFileRepository files, ContentUsage content, CurrentSite currentSite, SiteLimits limits,
			SiteUsage usage, Refusals refusals) {
		this.files = files;
		this.content = content;
		this.currentSite = currentSite;
		this.limits = limits;
		this.usage = usage;
		this.refusals = refusals;
	}

	@Override
	@Transactional(readOnly = true)
	public long storedBytes() {
		return this.files.bytes();
	}

	/**
	 * Refuses more bytes than the bound site may have, in its folder, its texts and its
	 * media together.
	 * @param more how many come on top of what there is
	 * @throws NoRoomException if that is too much
	 */
	@Transactional(readOnly = true)
	void requireRoom(long more) {
		Site site = this.currentSite.get();
		Limits now = this.limits.of(site);
		if (now.of(Limit.STORAGE) == 0) {
			return;
		}
		long bytes = this.usage.folderBytes(site) + this.content.measure().bytes() + this.files.bytes() + more;
		if (now.isExceeded(Limit.STORAGE, bytes)) {
			this.refusals.count(site, Refusals.Reason.STORAGE);
			throw new NoRoomException("This site may have " + Sizes.readable(now.of(Limit.STORAGE))
					+ ", its folder, its texts and its media together, and would need " + Sizes.readable(bytes)
					+ ". Delete files that nobody needs, or ask an administrator for more storage.");
		}
	}

}
