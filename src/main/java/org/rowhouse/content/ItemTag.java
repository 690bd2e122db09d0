package org.rowhouse.content;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The row of a tag of an item.
 */
@Entity
@Table(name = "item_tag")
class ItemTag {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "content_seq")
	@SequenceGenerator(name = "content_seq", sequenceName = "content_seq", allocationSize = 50)
	private @Nullable Long id;

	@TenantId
	private Long siteId;

	private Long itemId;

	private String slug;

	private String name;

	@SuppressWarnings("NullAway.Init")
	protected ItemTag() {
	}

	@SuppressWarnings("NullAway.Init")
	ItemTag(Long itemId, Tag tag) {
		this.itemId = itemId;
		this.slug = tag.slug();
		this.name = tag.name();
	}

	Long itemId() {
		return this.itemId;
	}

	Tag toTag() {
		return new Tag(this.slug, this.name);
	}

	Long siteId() {
		return this.siteId;
	}

}
