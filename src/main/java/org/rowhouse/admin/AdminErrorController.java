package org.rowhouse.admin;

import java.util.UUID;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.rowhouse.account.BusyException;
import org.rowhouse.account.Needs;
import org.rowhouse.account.NoSuchInvitationException;
import org.rowhouse.account.NoSuchPasskeyException;
import org.rowhouse.account.NoSuchPersonException;
import org.rowhouse.account.NoSuchSessionException;
import org.rowhouse.account.OutdatedForm;
import org.rowhouse.account.Permission;
import org.rowhouse.content.NoSuchItemException;
import org.rowhouse.content.NoSuchRedirectException;
import org.rowhouse.content.NoSuchSnippetException;
import org.rowhouse.job.NoSuchJobException;
import org.rowhouse.mail.NoSuchMailException;
import org.rowhouse.media.NoSuchMediaException;
import org.rowhouse.site.CompletedRequest;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.NotPermittedException;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.RequestFailure;
import org.rowhouse.visitor.NoSuchAreaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.TypeMismatchException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Errors of the admin UI, told in a sentence.
 */
@Controller
@ControllerAdvice(basePackageClasses = AdminErrorController.class)
@OnHost(HostKind.ADMIN)
@Needs(Permission.ENTER)
class AdminErrorController implements ErrorController {

	private static final Logger logger = LoggerFactory.getLogger(AdminErrorController.class);

	@RequestMapping("/error")
	ModelAndView error(HttpServletRequest request) {
		Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
		if (failure instanceof Throwable throwable) {
			return failed(throwable, request);
		}
		OutdatedForm form = OutdatedForm.of(request).orElse(null);
		if (form != null) {
			return outdated(form);
		}
		Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		return page((code instanceof Integer status) ? HttpStatusCode.valueOf(status) : HttpStatus.NOT_FOUND, null,
				null);
	}

	private static ModelAndView outdated(OutdatedForm form) {
		ModelAndView view = new ModelAndView("admin/outdated");
		view.setStatus(HttpStatus.FORBIDDEN);
		view.addObject("form", form);
		view.addObject("title", (form.signedIn() || form.fields().isEmpty()) ? "This page was open for too long"
				: "You are signed out");
		return view;
	}

	@ExceptionHandler({ NoSuchSiteException.class, NoSuchItemException.class, NoSuchRedirectException.class,
			NoSuchSnippetException.class, NoSuchMediaException.class, NoSuchPersonException.class,
			NoSuchJobException.class, NoSuchMailException.class, NoSuchSessionException.class,
			NoSuchInvitationException.class, NoSuchPasskeyException.class, NoSuchAreaException.class })
	ModelAndView notFound(Exception failure) {
		return page(HttpStatus.NOT_FOUND, failure.getMessage(), null);
	}

	/** Nobody is there any more to be told anything, and nothing failed here. */
	@ExceptionHandler(AsyncRequestNotUsableException.class)
	void visitorLeft(HttpServletResponse response) {
	}

	@ExceptionHandler
	ModelAndView notPermitted(NotPermittedException failure) {
		return page(HttpStatus.FORBIDDEN, failure.getMessage(), null);
	}

	@ExceptionHandler
	ModelAndView busy(BusyException failure) {
		return page(HttpStatus.SERVICE_UNAVAILABLE, failure.getMessage(), null);
	}

	@ExceptionHandler
	ModelAndView conflict(ConflictException failure) {
		return page(HttpStatus.CONFLICT, failure.getMessage(), null);
	}

	@ExceptionHandler(DataIntegrityViolationException.class)
	ModelAndView collision() {
		return page(HttpStatus.CONFLICT,
				"Somebody else has saved something at the same address at the same time. Go back and try again.", null);
	}

	@ExceptionHandler
	ModelAndView invalid(InvalidInputException failure) {
		return page(HttpStatus.UNPROCESSABLE_CONTENT, failure.getMessage(), null);
	}

	@ExceptionHandler
	ModelAndView other(Exception failure, HttpServletRequest request) {
		if (failure instanceof TypeMismatchException) {
			return page(HttpStatus.NOT_FOUND, null, null);
		}
		if (failure instanceof ErrorResponse response && !response.getStatusCode().is5xxServerError()) {
			return page(response.getStatusCode(), response.getBody().getDetail(), null);
		}
		return failed(failure, request);
	}

	private static ModelAndView failed(Throwable failure, HttpServletRequest request) {
		String id = UUID.randomUUID().toString().substring(0, 8);
		request.setAttribute(CompletedRequest.FAILURE_ATTRIBUTE, RequestFailure.of(id, failure));
		logger.error("Admin UI: {} {} failed [{}]", request.getMethod(), request.getRequestURI(), id, failure);
		return page(HttpStatus.INTERNAL_SERVER_ERROR, null, id);
	}

	private static ModelAndView page(HttpStatusCode status, @Nullable String message, @Nullable String id) {
		HttpStatus known = HttpStatus.resolve(status.value());
		ModelAndView view = new ModelAndView("admin/error");
		view.setStatus(status);
		view.addObject("status", status.value());
		view.addObject("title", (known != null) ? known.getReasonPhrase() : "Error");
		view.addObject("message", (message != null) ? message : usualMessage(status.value()));
		view.addObject("id", id);
		return view;
	}

	private static String usualMessage(int status) {
		return switch (status) {
			case 403 -> "This form is out of date or you may not do this. Go back, reload the page and try again.";
			case 404 -> "There is nothing at this address.";
			case 405 -> "This address cannot be used that way.";
			case 413 ->
				"This is more than can be sent at once. A text has at most 500000 characters: go back, where it "
						+ "still is, split it in two, and sign in again if you have been signed out.";
			default -> (status >= 500) ? "Something went wrong. The log says more under the id below."
					: "The request could not be understood.";
		};
	}

}
