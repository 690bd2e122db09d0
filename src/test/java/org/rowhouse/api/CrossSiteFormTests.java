package org.rowhouse.api;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A browser sends a name and password that it has kept with forms of other sites too. The
 * API takes nothing that a form can send: its method is POST, and its body one of three
 * types (HTML, form-submission). Other methods need the consent of the API (CORS), which
 * gives none.
 */
@RowhouseTest
class CrossSiteFormTests {

	private static final List<String> FORMS = List.of("application/x-www-form-urlencoded", "multipart/form-data",
			"text/plain", "text/plain;charset=UTF-8");

	/** Takes files of any other type; see below. */
	private static final String UPLOAD = "/api/sites/{key}/media";

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private RequestMappingHandlerMapping mappings;

	@Test
	void nothingThatChangesSomethingTakesWhatAFormCanSend() {
		Map<RequestMappingInfo, HandlerMethod> changing = this.mappings.getHandlerMethods()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().getPatternValues().stream().anyMatch((path) -> path.startsWith("/api/"))
					&& entry.getKey().getMethodsCondition().getMethods().contains(RequestMethod.POST)
					&& !entry.getKey().getPatternValues().contains(UPLOAD))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
		assertThat(changing).hasSizeGreaterThan(10);
		for (String type : FORMS) {
			assertThat(changing.keySet()).as(type).noneMatch((mapping) -> takes(mapping, type));
		}
	}

	@Test
	void anUploadIsNoForm() {
		Http api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		String path = UPLOAD.replace("{key}", "garden") + "?name=form.svg";
		for (String type : FORMS) {
			assertThat(api.with("Content-Type", type).send("POST", path, "<svg/>").statusCode()).as(type)
				.isIn(415, 422);
		}
		assertThat(api.get("/api/sites/garden/media/form.svg").statusCode()).isEqualTo(404);
	}

	/** Without a method a mapping takes them all; there is one, which answers 404. */
	@Test
	void everyMappingNamesItsMethods() {
		assertThat(this.mappings.getHandlerMethods()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().getPatternValues().stream().anyMatch((path) -> path.startsWith("/api/"))
					&& entry.getKey().getMethodsCondition().getMethods().isEmpty())
			.map((entry) -> entry.getValue().getBeanType().getSimpleName())).containsOnly("ApiFallbackController");
	}

	private static boolean takes(RequestMappingInfo mapping, String type) {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api");
		request.setContentType(type);
		request.setContent(new byte[] { '{' });
		return mapping.getConsumesCondition().getMatchingCondition(request) != null;
	}

}
