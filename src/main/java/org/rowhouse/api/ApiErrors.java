package org.rowhouse.api;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.BusyException;
import org.rowhouse.account.NoSuchInvitationException;
import org.rowhouse.account.NoSuchPasskeyException;
import org.rowhouse.account.NoSuchPersonException;
import org.rowhouse.account.NoSuchSessionException;
import org.rowhouse.account.NoSuchTokenException;
import org.rowhouse.content.NoSuchItemException;
import org.rowhouse.content.NoSuchRedirectException;
import org.rowhouse.content.NoSuchSnippetException;
import org.rowhouse.job.NoSuchJobException;
import org.rowhouse.mail.NoSuchMailException;
import org.rowhouse.media.NoSuchMediaException;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.NoSuchSiteException;
import org.rowhouse.site.NotPermittedException;
import org.rowhouse.visitor.NoSuchAreaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Errors of the REST API as RFC 9457 problems whose detail says what to do.
 */
@RestControllerAdvice(basePackageClasses = ApiErrors.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiErrors extends ResponseEntityExceptionHandler {

	private static final Logger log = LoggerFactory.getLogger(ApiErrors.class);

	@ExceptionHandler
	ProblemDetail invalid(InvalidInputException failure) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT,
				failure.getMessage());
		problem.setProperty("errors", failure.errors());
		return problem;
	}

	@ExceptionHandler
	ProblemDetail notPermitted(NotPermittedException failure) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, failure.getMessage());
	}

	@ExceptionHandler
	ProblemDetail conflict(ConflictException failure) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, failure.getMessage());
	}

	@ExceptionHandler
	ProblemDetail preconditionFailed(PreconditionFailedException failure) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.PRECONDITION_FAILED, failure.getMessage());
	}

	@ExceptionHandler(DataIntegrityViolationException.class)
	ProblemDetail collision() {
		return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT,
				"Somebody else has saved something at the same path at the same time. Read it, then try again.");
	}

	@ExceptionHandler({ NoSuchSiteException.class, NoSuchItemException.class, NoSuchRedirectException.class,
			NoSuchSnippetException.class, NoSuchMediaException.class, NoSuchPersonException.class,
			NoSuchJobException.class, NoSuchMailException.class, NoSuchTokenException.class,
			NoSuchSessionException.class, NoSuchInvitationException.class, NoSuchPasskeyException.class,
			NoSuchAreaException.class })
	ProblemDetail notFound(Exception failure) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, failure.getMessage());
	}

	@ExceptionHandler
	ProblemDetail busy(BusyException failure) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, failure.getMessage());
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException failure,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, UnreadableBody.describe(failure.getCause()));
		return handleExceptionInternal(failure, problem, headers, status, request);
	}

	@ExceptionHandler
	ProblemDetail other(RuntimeException failure) {
		log.error("REST API failed", failure);
		return ProblemDetail.forStatusAndDetail(HttpStatus.INTERNAL_SERVER_ERROR,
				"Something went wrong. The log says more.");
	}

}
