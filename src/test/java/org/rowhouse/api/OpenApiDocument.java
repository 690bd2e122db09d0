package org.rowhouse.api;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What springdoc finds out about the API, made into a document for people: in a stable
 * order, with what each operation does, whom it is for, how one signs in, and examples.
 */
final class OpenApiDocument {

	private static final Set<String> VERBS = Set.of("get", "put", "post", "delete", "patch");

	private static final JsonMapper JSON = JsonMapper.shared();

	private final Map<String, ObjectNode> paths = new TreeMap<>();

	private final ObjectNode components;

	private final Map<String, String> permissions;

	private final Properties summaries = summaries();

	private final Set<String> parameterRecords = new TreeSet<>();

	OpenApiDocument(ObjectNode generated, Map<String, String> permissions) {
		this.permissions = permissions;
		this.components = (ObjectNode) generated.get("components");
		generated.get("paths").properties().forEach((entry) -> {
			String path = plain(entry.getKey());
			if (path.startsWith("/api/") && !path.equals("/api/{path}")) {
				this.paths.put(path, (ObjectNode) entry.getValue());
			}
		});
		this.paths.forEach(this::describe);
	}

	/** Without what Spring says about variables besides their names. */
	static String plain(String pattern) {
		return pattern.replaceAll("\\{\\*?(\\w+)(:(\\[[^]]*]|\\{[^}]*}|[^{}])*)?}", "{$1}");
	}

	private void describe(String path, ObjectNode operations) {
		operations.properties().forEach((entry) -> {
			String verb = entry.getKey().toUpperCase(Locale.ROOT);
			String name = verb + " " + path;
			ObjectNode operation = (ObjectNode) entry.getValue();
			String summary = this.summaries.getProperty(name.replace(' ', '.'));
			assertThat(summary).as("a line about " + name + " in api-summaries.properties").isNotNull();
			operation.put("summary", summary);
			operation.put("description", "For who may: " + this.permissions.get(name) + ".");
			operation.put("operationId", operationId(entry.getKey(), path));
			operation.set("tags", JSON.createArrayNode().add(tag(path)));
			parameters(verb, operation);
			((ObjectNode) operation.get("responses")).set("default", problem());
		});
	}

	private void parameters(String verb, ObjectNode operation) {
		ArrayNode parameters = JSON.createArrayNode();
		for (JsonNode parameter : operation.path("parameters")) {
			String reference = parameter.at("/schema/$ref").asString("");
			if (!reference.isEmpty()) {
				addFields(reference, parameters);
			}
			else if (!parameter.path("in").asString().equals("header")) {
				parameters.add(parameter);
			}
		}
		if (verb.equals("POST") || verb.equals("PATCH")) {
			parameters.add(header("Idempotency-Key", "Sent again with the same key, a request gets its first answer "
					+ "again and does nothing twice; for a day, with JSON alone."));
		}
		if (hasHeaders(operation)) {
			parameters.add(header("If-Match", "An entity tag: only if nobody has changed it since."));
		}
		operation.set("parameters", parameters);
	}

	/** A record of parameters: each of its fields is one. */
	private void addFields(String reference, ArrayNode parameters) {
		String name = reference.substring(reference.lastIndexOf('/') + 1);
		this.parameterRecords.add(name);
		this.components.path("schemas").path(name).path("properties").properties().forEach((field) -> {
			// Two handlers of one path may ask for the same record.
			if (parameters.valueStream().anyMatch((known) -> known.path("name").asString().equals(field.getKey()))) {
				return;
			}
			ObjectNode parameter = JSON.createObjectNode();
			parameter.put("name", field.getKey()).put("in", "query").put("required", false);
			parameter.set("schema", field.getValue());
			parameters.add(parameter);
		});
	}

	private static boolean hasHeaders(ObjectNode operation) {
		for (JsonNode parameter : operation.path("parameters")) {
			if (parameter.path("in").asString().equals("header")) {
				return true;
			}
		}
		return false;
	}

	private static ObjectNode header(String name, String description) {
		ObjectNode header = JSON.createObjectNode();
		header.put("name", name).put("in", "header").put("required", false).put("description", description);
		header.putObject("schema").put("type", "string");
		return header;
	}

	private static ObjectNode problem() {
		ObjectNode response = JSON.createObjectNode();
		response.put("description",
				"A problem (RFC 9457): 'detail' says what to do, 'errors' what is wrong at which field.");
		response.putObject("content")
			.putObject("application/problem+json")
			.putObject("schema")
			.put("$ref", "#/components/schemas/Problem");
		return response;
	}

	private static String operationId(String verb, String path) {
		return verb + Arrays.stream(path.substring("/api/".length()).split("[^A-Za-z0-9]+"))
			.filter((word) -> !word.isEmpty())
			.map((word) -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
			.collect(Collectors.joining());
	}

	private static String tag(String path) {
		String[] parts = path.split("/");
		return (parts[2].equals("sites") && parts.length > 4) ? parts[4] : parts[2];
	}

	/** Adds what was really sent and answered. */
	void example(String verb, String path, String request, int status, String answer) {
		ObjectNode operation = (ObjectNode) this.paths.get(path).get(verb.toLowerCase(Locale.ROOT));
		assertThat(operation).as(verb + " " + path).isNotNull();
		if (request != null) {
			JsonNode content = operation.at("/requestBody/content/application~1json");
			((ObjectNode) content).set("example", JSON.readTree(request));
		}
		ObjectNode responses = (ObjectNode) operation.get("responses");
		ObjectNode response = (ObjectNode) responses.remove("200");
		if (response == null) {
			response = (ObjectNode) responses.get(String.valueOf(status));
		}
		response.put("description",
				(status == 201) ? "Created" : (status == 202) ? "Accepted" : (status == 204) ? "Done" : "OK");
		responses.set(String.valueOf(status), response);
		if (answer.isEmpty()) {
			response.remove("content");
			return;
		}
		JsonNode schema = response.path("content").path("*/*");
		ObjectNode content = JSON.createObjectNode();
		content.setAll((schema.isMissingNode()) ? (ObjectNode) response.at("/content/application~1json")
				: (ObjectNode) schema);
		content.set("example", JSON.readTree(answer));
		response.putObject("content").set("application/json", content);
	}

	ObjectNode finish() {
		ObjectNode document = JSON.createObjectNode();
		document.put("openapi", "3.1.0");
		ObjectNode info = document.putObject("info");
		info.put("title", "Rowhouse");
		info.put("version", "1");
		info.put("description", "Many web sites in one process. docs/api.md says how to sign in, to page, to send "
				+ "again, and how much one may ask.");
		document.putArray("servers").addObject().put("url", "/").put("description", "the host of the admin UI");
		document.putArray("security").add(JSON.createObjectNode().set("token", JSON.createArrayNode()));
		((ArrayNode) document.get("security")).add(JSON.createObjectNode().set("password", JSON.createArrayNode()));
		Set<String> tags = new TreeSet<>();
		this.paths.keySet().forEach((path) -> tags.add(tag(path)));
		ArrayNode names = document.putArray("tags");
		tags.forEach((tag) -> names.addObject().put("name", tag));
		ObjectNode sorted = document.putObject("paths");
		this.paths.forEach((path, operations) -> sorted.set(path, sort(operations)));
		document.set("components", components());
		return document;
	}

	private ObjectNode components() {
		ObjectNode schemas = JSON.createObjectNode();
		Map<String, JsonNode> byName = new TreeMap<>();
		this.components.get("schemas").properties().forEach((entry) -> byName.put(entry.getKey(), entry.getValue()));
		byName.forEach((name, schema) -> {
			if (!name.equals("ProblemDetail") && !this.parameterRecords.contains(name)) {
				schemas.set(name, sort(schema));
			}
		});
		ObjectNode problem = schemas.putObject("Problem");
		problem.put("type", "object");
		ObjectNode properties = problem.putObject("properties");
		properties.putObject("title").put("type", "string");
		properties.putObject("status").put("type", "integer");
		properties.putObject("detail").put("type", "string");
		properties.putObject("instance").put("type", "string");
		properties.putObject("errors").put("type", "object").putObject("additionalProperties").put("type", "string");
		ObjectNode result = JSON.createObjectNode();
		result.set("schemas", schemas);
		ObjectNode schemes = result.putObject("securitySchemes");
		schemes.putObject("token").put("type", "http").put("scheme", "bearer");
		schemes.putObject("password").put("type", "http").put("scheme", "basic");
		return result;
	}

	/** Objects come in the order of reflection, which no JVM promises. */
	private static JsonNode sort(JsonNode node) {
		if (node instanceof ObjectNode object) {
			ObjectNode sorted = JSON.createObjectNode();
			Map<String, JsonNode> byName = new TreeMap<>();
			object.properties().forEach((entry) -> byName.put(entry.getKey(), sort(entry.getValue())));
			byName.forEach(sorted::set);
			return sorted;
		}
		if (node instanceof ArrayNode array) {
			ArrayNode sorted = JSON.createArrayNode();
			array.forEach((element) -> sorted.add(sort(element)));
			return sorted;
		}
		return node;
	}

	private static Properties summaries() {
		try (Reader in = new InputStreamReader(OpenApiDocument.class.getResourceAsStream("/api-summaries.properties"),
				StandardCharsets.UTF_8)) {
			Properties summaries = new Properties();
			summaries.load(in);
			return summaries;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static boolean isVerb(String word) {
		return VERBS.contains(word);
	}

}
