package org.rowhouse.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * An address in the REST API: an object, or in a request just its pattern.
 */
record AddressBody(@Nullable String pattern, @Nullable String role) {

	@JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
	AddressBody(@JsonProperty("pattern") @Nullable String pattern, @JsonProperty("role") @Nullable String role) {
		this.pattern = pattern;
		this.role = role;
	}

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	static AddressBody of(String pattern) {
		return new AddressBody(pattern, null);
	}

}
