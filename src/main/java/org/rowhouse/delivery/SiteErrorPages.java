package org.rowhouse.delivery;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.rowhouse.cache.PageExchange;
import org.rowhouse.site.CompletedRequest;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.PlatformThreads;
import org.rowhouse.site.PlatformThreads.NoThreadFreeException;
import org.rowhouse.site.PrivateBranches;
import org.rowhouse.site.RequestFailure;
import org.rowhouse.site.Site;
import org.rowhouse.site.SitePrivacy;
import org.rowhouse.theme.SiteTemplates;
import org.rowhouse.theme.TemplateFailedException;
import org.rowhouse.theme.TemplateFailures;
import org.rowhouse.theme.TemplateMistake;
import org.rowhouse.theme.TemplateModel.ErrorModel;
import org.rowhouse.visitor.EnteredArea;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Says in the site's own look that something is not there or went wrong. Where that look
 * is what is broken, or the site is busy with other pages or asked for too often, a plain
 * page says it.
 */
@Component
class SiteErrorPages {

	private static final Logger logger = LoggerFactory.getLogger(SiteErrorPages.class);

	private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

	private static final Map<Integer, String> MESSAGES = Map.of(400, "The address or the request is malformed.", 404,
			"There is no page at this address. It may have moved, or the address may be mistyped.", 405,
			"This page can only be read.", 410, "What was at this address has been taken back.");

	private final SiteModelFactory models;

	private final SiteTemplates templates;

	private final TemplateFailures failures;

	private final RenderGate gate;

	private final PageMeta meta;

	private final SitePrivacy privacy;

	private final PlatformThreads threads;

	private final CurrentSite currentSite;

	private final PlainErrorPage plainPage = new PlainErrorPage();

	SiteErrorPages(SiteModelFactory models, SiteTemplates templates, TemplateFailures failures, RenderGate gate,
			PageMeta meta, SitePrivacy privacy, PlatformThreads threads, CurrentSite currentSite) {
		this.currentSite = currentSite;
		this.threads = threads;
		this.privacy = privacy;
		this.meta = meta;
		this.models = models;
		this.templates = templates;
		this.failures = failures;
		this.gate = gate;
	}

	/** For what the visitor asked wrongly. */
	ResponseEntity<String> page(Site site, HttpServletRequest request, int status) {
		return page(site, request, status, null, null);
	}

	/** For what is not there and has a reason of its own. */
	ResponseEntity<String> notFound(Site site, HttpServletRequest request, String message) {
		return page(site, request, HttpStatus.NOT_FOUND.value(), null, message);
	}

	/** For what failed here: noted under an id, of which the visitor sees no more. */
	ResponseEntity<String> failure(Site site, HttpServletRequest request, Throwable failure) {
		String id = newId();
		request.setAttribute(CompletedRequest.FAILURE_ATTRIBUTE, describe(id, failure));
		if (isOfDatabase(failure)) {
			PageExchange.fallBack(request);
		}
		if (failure instanceof TemplateFailedException template) {
			note(site, request, id, template);
		}
		else {
			logger.error("Site '{}': {} {} failed [{}]", site.key(), request.getMethod(), request.getRequestURI(), id,
					failure);
		}
		return page(site, request, HttpStatus.INTERNAL_SERVER_ERROR.value(), id, null);
	}

	private static RequestFailure describe(String id, Throwable failure) {
		if (failure instanceof TemplateFailedException template) {
			TemplateMistake mistake = template.mistake();
			return new RequestFailure(id, mistake.message(), mistake.file(), mistake.line());
		}
		if (isOfDatabase(failure)) {
			RequestFailure deepest = RequestFailure.of(id, NestedExceptionUtils.getMostSpecificCause(failure));
			return new RequestFailure(id, "The database failed. " + deepest.cause(), null, null);
		}
		return RequestFailure.of(id, failure);
	}

	private static boolean isOfDatabase(Throwable failure) {
		return failure instanceof DataAccessException || failure instanceof TransactionException;
	}

	private static String newId() {
		return UUID.randomUUID().toString().substring(0, 8);
	}

	/** One line: where and what it is says more about a template than a stack trace. */
	private void note(Site site, HttpServletRequest request, String id, TemplateFailedException failure) {
		this.failures.add(site.id(), id, request.getRequestURI(), failure.mistake());
		logger.error("Site '{}': {} {} failed [{}]: {}", site.key(), request.getMethod(), request.getRequestURI(), id,
				failure.getMessage());
	}

	private ResponseEntity<String> page(Site site, HttpServletRequest request, int status, @Nullable String id,
			@Nullable String message) {
		HttpStatus known = HttpStatus.resolve(status);
		ErrorModel error = new ErrorModel(status, (known != null) ? known.getReasonPhrase() : "Error", (message != null)
				? message : MESSAGES.getOrDefault(status, "Something went wrong here. Please try again in a while."),
				id);
		ResponseEntity.BodyBuilder response = ResponseEntity.status(status)
			.contentType(HTML)
			.header("Cache-Control", "no-store");
		String shown = (id != null) ? id : newId();
		if (!this.gate.isAdmitted(site, request)) {
			PageExchange.keepNothing(request);
			return plain(site, request, response, error, shown);
		}
		try {
			boolean open = mayShowContent(site, request);
			if (!open) {
				response.header("X-Robots-Tag", "noindex, nofollow");
			}
			Map<String, Object> model = model(site, request, open && id == null);
			model.put("error", error);
			model.put("meta", this.meta.of(site, null, model));
			return response.body(render(site, HostKind.pathPrefix(request), model));
		}
		catch (TemplateFailedException ex) {
			note(site, request, shown, ex);
			PageExchange.keepNothing(request);
			return plain(site, request, response, error, shown);
		}
		catch (NoThreadFreeException ex) {
			PageExchange.keepNothing(request);
			return plain(site, request, response, error, shown);
		}
		catch (DataAccessException | TransactionException ex) {
			logger.error("Site '{}': the error page for {} {} failed [{}]", site.key(), request.getMethod(),
					request.getRequestURI(), shown, ex);
			PageExchange.keepNothing(request);
			return plain(site, request, response, error, shown);
		}
	}

	/** A file that is not there is looked for on a thread that must not be kept busy. */
	private String render(Site site, String pathPrefix, Map<String, Object> model) {
		return this.threads
			.call(() -> this.currentSite.call(site, () -> this.templates.render(site, pathPrefix, "error", model)));
	}

	private ResponseEntity<String> plain(Site site, HttpServletRequest request, ResponseEntity.BodyBuilder response,
			ErrorModel error, String id) {
		return response.header("Content-Security-Policy", PlainErrorPage.POLICY)
			.body(this.plainPage.render(site.locale(), error.status(), id, HostKind.pathPrefix(request)));
	}

	/**
	 * The page names what the home page may name. Where all of the site is private,
	 * whoever has not been let in to that may still ask for {@code robots.txt} in a wrong
	 * way, and whoever has been let in to a branch for what is not there.
	 */
	private boolean mayShowContent(Site site, HttpServletRequest request) {
		try {
			Optional<String> branch = this.privacy.of(site).of(PrivateBranches.WHOLE);
			return branch.isEmpty() || branch.equals(EnteredArea.of(request));
		}
		catch (DataAccessException | TransactionException ex) {
			PageExchange.keepNothing(request);
			return false;
		}
	}

	/** After a failure the database may be the cause: a menu is not worth another one. */
	private Map<String, Object> model(Site site, HttpServletRequest request, boolean withContent) {
		try {
			return (withContent) ? this.models.common(site, "") : this.models.withoutContent(site, "");
		}
		catch (DataAccessException | TransactionException ex) {
			PageExchange.keepNothing(request);
			return this.models.withoutContent(site, "");
		}
	}

}
