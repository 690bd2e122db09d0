package org.rowhouse.content;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * The row of an item that another site shows as well. Belongs to the platform: no tenant.
 */
@Entity
@Table(name = "item_share")
class ItemShare {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "item_share_seq")
	@SequenceGenerator(name = "item_share_seq", sequenceName = "item_share_seq", allocationSize = 1)
	private @Nullable Long id;

	private Long originSiteId;

	/** The database empties it when the site is deleted. */
	private @Nullable Long livingSiteId;

	private Long itemId;

	private Long targetSiteId;

	private @Nullable String path;

	@SuppressWarnings("NullAway.Init")
	protected ItemShare() {
	}

	ItemShare(long originSiteId, long itemId, long targetSiteId, @Nullable String path) {
		this.originSiteId = originSiteId;
		this.livingSiteId = originSiteId;
		this.itemId = itemId;
		this.targetSiteId = targetSiteId;
		this.path = path;
	}

	@Nullable Long id() {
		return this.id;
	}

	@Nullable Long livingSiteId() {
		return this.livingSiteId;
	}

	long originSiteId() {
		return this.originSiteId;
	}

	long itemId() {
		return this.itemId;
	}

	long targetSiteId() {
		return this.targetSiteId;
	}

	/** Where it is on the other site; {@code null}: where it is on its own. */
	@Nullable String path() {
		return this.path;
	}

}
