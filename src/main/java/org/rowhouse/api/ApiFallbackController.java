package org.rowhouse.api;

import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.rowhouse.account.Needs;
import org.rowhouse.account.Permission;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers what nothing else under {@code /api} does, as a problem like all others.
 */
@RestController
@OnHost(HostKind.ADMIN)
@Needs(Permission.USE)
class ApiFallbackController {

	private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

	@RequestMapping({ "/api", "/api/{*path}" })
	ProblemDetail nothing(HttpServletRequest request) {
		String type = request.getContentType();
		if (WITH_BODY.contains(request.getMethod())
				&& (type == null || !type.startsWith(MediaType.APPLICATION_JSON_VALUE))) {
			return ProblemDetail.forStatusAndDetail(HttpStatus.UNSUPPORTED_MEDIA_TYPE,
					"Send JSON, with the header 'Content-Type: application/json'.");
		}
		return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "The API has no " + request.getMethod() + " "
				+ request.getRequestURI() + ". Its resources are below /api/sites.");
	}

}
