package org.rowhouse.delivery;

import java.util.Map;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.CompletedRequest;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.Site;
import org.rowhouse.theme.SiteTemplates;
import org.rowhouse.theme.TemplateFailedException;
import org.rowhouse.theme.TemplateModel.ErrorModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Says in the site's own look that something is not there or went wrong. Where that look
 * is what is broken, a plain page says it.
 */
@Component
class SiteErrorPages {

	private static final Logger logger = LoggerFactory.getLogger(SiteErrorPages.class);

	private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

	private static final Map<Integer, String> MESSAGES = Map.of(400, "The address or the request is malformed.", 404,
			"There is no page at this address. It may have moved, or the address may be mistyped.", 405,
			"This page can only be read.");

	private final SiteModelFactory models;

	private final SiteTemplates templates;

	SiteErrorPages(SiteModelFactory models, SiteTemplates templates) {
		this.models = models;
		this.templates = templates;
	}

	/** For what the visitor asked wrongly. */
	ResponseEntity<String> page(Site site, HttpServletRequest request, int status) {
		return page(site, request, status, null);
	}

	/** For what failed here: noted under an id, of which the visitor sees no more. */
	ResponseEntity<String> failure(Site site, HttpServletRequest request, Throwable failure) {
		String id = UUID.randomUUID().toString().substring(0, 8);
		request.setAttribute(CompletedRequest.ERROR_ATTRIBUTE, failure.getMessage() + " [" + id + "]");
		if (failure instanceof TemplateFailedException) {
			logger.error("Site '{}': {} {} failed [{}]: {}", site.key(), request.getMethod(), request.getRequestURI(),
					id, failure.getMessage());
		}
		else {
			logger.error("Site '{}': {} {} failed [{}]", site.key(), request.getMethod(), request.getRequestURI(), id,
					failure);
		}
		return page(site, request, HttpStatus.INTERNAL_SERVER_ERROR.value(), id);
	}

	private ResponseEntity<String> page(Site site, HttpServletRequest request, int status, @Nullable String id) {
		HttpStatus known = HttpStatus.resolve(status);
		ErrorModel error = new ErrorModel(status, (known != null) ? known.getReasonPhrase() : "Error",
				MESSAGES.getOrDefault(status, "Something went wrong here. Please try again in a while."), id);
		ResponseEntity.BodyBuilder response = ResponseEntity.status(status)
			.contentType(HTML)
			.header("Cache-Control", "no-store");
		try {
			Map<String, Object> model = model(site, id == null);
			model.put("error", error);
			return response.body(this.templates.render(site, HostKind.pathPrefix(request), "error", model));
		}
		catch (TemplateFailedException ex) {
			logger.error("Site '{}': its error page failed: {}", site.key(), ex.getMessage());
			return response.body(plain(error));
		}
	}

	/** After a failure the database may be the cause: a menu is not worth another one. */
	private Map<String, Object> model(Site site, boolean withContent) {
		try {
			return (withContent) ? this.models.common(site, "") : this.models.withoutContent(site, "");
		}
		catch (DataAccessException | TransactionException ex) {
			return this.models.withoutContent(site, "");
		}
	}

	private static String plain(ErrorModel error) {
		return "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>" + error.title() + "</title><h1>"
				+ error.title() + "</h1><p>" + error.message() + "</p>"
				+ ((error.id() != null) ? "<p>" + error.id() + "</p>" : "");
	}

}
