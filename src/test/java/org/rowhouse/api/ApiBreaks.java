package org.rowhouse.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import tools.jackson.databind.JsonNode;

/**
 * What of a new description of the API breaks programs that were written for the old one:
 * operations, parameters, fields and types that are gone or changed, and parameters or
 * fields that have become required.
 */
final class ApiBreaks {

	private final List<String> breaks = new ArrayList<>();

	private ApiBreaks() {
	}

	static List<String> between(JsonNode old, JsonNode present) {
		ApiBreaks breaks = new ApiBreaks();
		old.path("paths").properties().forEach((path) -> path.getValue().properties().forEach((operation) -> {
			String name = operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey();
			JsonNode now = present.path("paths").path(path.getKey()).path(operation.getKey());
			if (OpenApiDocument.isVerb(operation.getKey())) {
				breaks.operation(name, operation.getValue(), now);
			}
		}));
		old.at("/components/schemas")
			.properties()
			.forEach((schema) -> breaks.schema(schema.getKey(), schema.getValue(),
					present.at("/components/schemas").path(schema.getKey())));
		return breaks.breaks;
	}

	private void operation(String name, JsonNode old, JsonNode present) {
		if (present.isMissingNode()) {
			this.breaks.add(name + " is gone");
			return;
		}
		Set<String> known = new TreeSet<>();
		for (JsonNode parameter : old.path("parameters")) {
			known.add(parameter.path("name").asString());
			JsonNode now = find(present, parameter.path("name").asString());
			if (now == null) {
				this.breaks.add(name + ": the parameter '" + parameter.path("name").asString() + "' is gone");
			}
			else if (!now.path("schema").path("type").equals(parameter.path("schema").path("type"))) {
				this.breaks.add(name + ": the parameter '" + parameter.path("name").asString() + "' has another type");
			}
		}
		for (JsonNode parameter : present.path("parameters")) {
			String parameterName = parameter.path("name").asString();
			boolean wasRequired = known.contains(parameterName)
					&& find(old, parameterName).path("required").asBoolean(false);
			if (parameter.path("required").asBoolean(false) && !wasRequired) {
				this.breaks.add(name + ": the parameter '" + parameterName + "' has become required");
			}
		}
		old.path("responses").properties().forEach((response) -> {
			if (present.path("responses").path(response.getKey()).isMissingNode()) {
				this.breaks.add(name + ": the answer " + response.getKey() + " is gone");
			}
		});
	}

	private static JsonNode find(JsonNode operation, String name) {
		for (JsonNode parameter : operation.path("parameters")) {
			if (parameter.path("name").asString().equals(name)) {
				return parameter;
			}
		}
		return null;
	}

	private void schema(String name, JsonNode old, JsonNode present) {
		if (present.isMissingNode()) {
			this.breaks.add(name + " is gone");
			return;
		}
		old.path("properties").properties().forEach((field) -> {
			JsonNode now = present.path("properties").path(field.getKey());
			if (now.isMissingNode()) {
				this.breaks.add(name + ": the field '" + field.getKey() + "' is gone");
			}
			else if (!now.path("type").equals(field.getValue().path("type"))
					|| !now.path("$ref").equals(field.getValue().path("$ref"))) {
				this.breaks.add(name + ": the field '" + field.getKey() + "' has another type");
			}
		});
		Set<String> required = new TreeSet<>();
		old.path("required").forEach((field) -> required.add(field.asString()));
		present.path("required").forEach((field) -> {
			if (!required.contains(field.asString())) {
				this.breaks.add(name + ": the field '" + field.asString() + "' has become required");
			}
		});
	}

}
