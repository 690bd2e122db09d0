package org.rowhouse.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.rowhouse.account.Needs;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docs/openapi.json} describes the API as it is, with examples that really were
 * sent and answered, and nobody breaks their programs by accident. After a change of the
 * API: {@code -Dupdate.docs=true}, and if it breaks programs {@code -Dbreak.api=true}
 * besides, with a line in the decision record of what and why.
 */
@RowhouseTest
@TestPropertySource(properties = { "springdoc.api-docs.enabled=true", "springdoc.api-docs.version=openapi_3_1",
		"springdoc.override-with-generic-response=false", "springdoc.packages-to-scan=org.rowhouse.api" })
class OpenApiTests {

	private static final Path FILE = Path.of("docs/openapi.json");

	private static final JsonMapper JSON = JsonMapper.shared();

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private OpenApiWebMvcResource generator;

	@Autowired
	private RequestMappingHandlerMapping mappings;

	@Test
	void theDocumentDescribesTheApi() throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/v3/api-docs");
		ObjectNode generated = (ObjectNode) JSON
			.readTree(this.generator.openapiJson(request, "/v3/api-docs", Locale.ENGLISH));
		OpenApiDocument document = new OpenApiDocument(generated, permissions());
		Http api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		ApiExamples.play(api, document);
		ObjectNode made = document.finish();
		JsonNode present = (Files.exists(FILE)) ? JSON.readTree(Files.readString(FILE)) : JSON.createObjectNode();
		List<String> breaks = ApiBreaks.between(present, made);
		if (Boolean.getBoolean("update.docs")) {
			assertThat((Boolean.getBoolean("break.api")) ? List.of() : breaks)
				.as("what breaks programs that use the API; say -Dbreak.api=true if it has to be")
				.isEmpty();
			write(made);
		}
		assertThat(breaks).as("what breaks programs that use the API").isEmpty();
		assertThat(text(made)).as("run with -Dupdate.docs=true").isEqualTo(Files.readString(FILE));
	}

	@Test
	void whoeverMayUseTheApiCanReadTheDocument() throws IOException {
		Http http = Http.to(this.port, "localhost");
		assertThat(http.get("/api/openapi.json").statusCode()).isEqualTo(401);
		String served = http.as("admin", TestInstallation.PASSWORD).get("/api/openapi.json").body();
		JsonNode document = JSON.readTree(served);
		assertThat(document.at("/openapi").asString()).startsWith("3.1");
		assertThat(document.at("/paths").size()).isGreaterThan(30);
	}

	private Map<String, String> permissions() {
		Map<String, String> permissions = new TreeMap<>();
		this.mappings.getHandlerMethods().forEach((info, method) -> {
			Needs needs = needs(method);
			if (needs != null) {
				info.getPatternValues()
					.forEach((pattern) -> info.getMethodsCondition()
						.getMethods()
						.forEach((verb) -> permissions.put(verb + " " + OpenApiDocument.plain(pattern),
								needs.value().description())));
			}
		});
		return permissions;
	}

	private static Needs needs(HandlerMethod method) {
		Needs needs = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), Needs.class);
		return (needs != null) ? needs : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Needs.class);
	}

	private static void write(ObjectNode made) throws IOException {
		Files.writeString(FILE, text(made));
	}

	private static String text(ObjectNode made) {
		DefaultIndenter indenter = new DefaultIndenter(" ", "\n");
		return JSON.writer()
			.with(new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter))
			.writeValueAsString(made) + "\n";
	}

}
