package org.rowhouse.theme;

import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Plurals}. How languages differ is in {@code SiteLanguageTests}.
 */
class PluralsTests {

	private final Plurals plurals = new Plurals(Locale.ENGLISH);

	@Test
	void exactlyThisNumberGoesBeforeItsCategory() {
		Map<String, String> forms = Map.of("=0", "No posts", "one", "1 post", "other", "{0} posts");
		assertThat(this.plurals.of(0, forms)).isEqualTo("No posts");
		assertThat(this.plurals.of(0L, forms)).isEqualTo("No posts");
		assertThat(this.plurals.of(1, forms)).isEqualTo("1 post");
		assertThat(this.plurals.of(1200, forms)).isEqualTo("1,200 posts");
	}

	@Test
	void otherStandsForACategoryWithoutAText() {
		assertThat(new Plurals(Locale.forLanguageTag("pl")).of(2, Map.of("one", "{0} wpis", "other", "{0} wpisów")))
			.isEqualTo("2 wpisów");
	}

	@Test
	void aMistakeIsToldWithWhatToDo() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.plurals.of(2, Map.of("one", "1 post")))
			.withMessageContaining("needs a text for 'other'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.plurals.of(null, Map.of("other", "{0}")))
			.withMessageContaining("needs a number first");
		assertThatIllegalArgumentException().isThrownBy(() -> this.plurals.of("2", Map.of("other", "{0}")))
			.withMessageContaining("needs a number first, and got 2");
	}

}
