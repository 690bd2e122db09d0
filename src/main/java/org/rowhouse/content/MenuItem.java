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
 * The row of a line of a menu.
 */
@Entity
@Table(name = "menu_item")
class MenuItem {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "content_seq")
	@SequenceGenerator(name = "content_seq", sequenceName = "content_seq", allocationSize = 50)
	private @Nullable Long id;

	@TenantId
	private Long siteId;

	private int position;

	private String label;

	private String path;

	private boolean fromFile;

	@SuppressWarnings("NullAway.Init")
	protected MenuItem() {
	}

	@SuppressWarnings("NullAway.Init")
	MenuItem(int position, MenuEntry entry, boolean fromFile) {
		this.fromFile = fromFile;
		this.position = position;
		this.label = entry.label();
		this.path = entry.path();
	}

	MenuEntry toEntry() {
		return new MenuEntry(this.label, this.path);
	}

	/** Whether {@code site.yml} declares it. */
	boolean fromFile() {
		return this.fromFile;
	}

	@Nullable Long id() {
		return this.id;
	}

	Long siteId() {
		return this.siteId;
	}

	int position() {
		return this.position;
	}

}
