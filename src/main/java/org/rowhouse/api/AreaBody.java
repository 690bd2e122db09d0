package org.rowhouse.api;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.rowhouse.visitor.Area;
import org.rowhouse.visitor.AreaAudience;
import org.rowhouse.visitor.AreaDraft;
import org.rowhouse.visitor.AreaWay;

/**
 * A private area as JSON.
 *
 * @param id its number; not read
 * @param path where it begins; {@code /} is the whole site
 * @param way {@code form} or {@code basic}; without it a form
 * @param audience {@code password} or {@code visitors}; without it a password
 * @param password the shared password; read and never written
 * @param since when it was made; not read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AreaBody(@Nullable Long id, @Nullable String path, @Nullable String way, @Nullable String audience,
		@Nullable String password, @Nullable Instant since) {

	static AreaBody of(Area area) {
		return new AreaBody(area.id(), area.path(), area.way().word(), area.audience().word(), null, area.since());
	}

	AreaDraft toDraft() {
		return new AreaDraft((this.path != null) ? this.path : "?", (this.way != null) ? this.way : AreaWay.FORM.word(),
				(this.audience != null) ? this.audience : AreaAudience.PASSWORD.word(),
				(this.password != null) ? this.password : "");
	}

	/** Without the password, which no log may show. */
	@Override
	public String toString() {
		return "AreaBody[path=" + this.path + "]";
	}

	/**
	 * The password of a visitor.
	 *
	 * @param password the password
	 */
	record Password(@Nullable String password) {

		String text() {
			return (this.password != null) ? this.password : "";
		}

		@Override
		public String toString() {
			return "Password[]";
		}

	}

}
