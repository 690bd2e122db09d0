package org.rowhouse.delivery;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.rowhouse.content.PublishedContent.GoneException;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;
import org.rowhouse.site.Site;

import org.springframework.beans.TypeMismatchException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/**
 * Errors on a site's host: those of controllers, and those that the container hands on.
 */
@Controller
@ControllerAdvice(basePackageClasses = SiteErrorController.class)
@OnHost(HostKind.SITE)
class SiteErrorController implements ErrorController {

	private final SiteErrorPages pages;

	private final MovedPages moved;

	SiteErrorController(SiteErrorPages pages, MovedPages moved) {
		this.pages = pages;
		this.moved = moved;
	}

	@RequestMapping("/error")
	ResponseEntity<String> error(Site site, HttpServletRequest request) {
		Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
		if (failure instanceof Throwable throwable) {
			return this.pages.failure(site, request, throwable);
		}
		Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		return this.pages.page(site, request, (status instanceof Integer code) ? code : HttpStatus.NOT_FOUND.value());
	}

	@ExceptionHandler(NotOnSiteException.class)
	ResponseEntity<String> notFound(Site site, HttpServletRequest request) {
		return this.moved.answer(site, request)
			.orElseGet(() -> this.pages.page(site, request, HttpStatus.NOT_FOUND.value()));
	}

	@ExceptionHandler(GoneException.class)
	ResponseEntity<String> gone(Site site, HttpServletRequest request) {
		return this.pages.page(site, request, HttpStatus.GONE.value());
	}

	/** Nobody is there any more to be told anything, and nothing failed here. */
	@ExceptionHandler(AsyncRequestNotUsableException.class)
	void visitorLeft(HttpServletResponse response) {
	}

	/**
	 * Spring's own exceptions know their status: a wrong method, a parameter that is no
	 * number.
	 */
	@ExceptionHandler
	ResponseEntity<String> failure(Exception failure, Site site, HttpServletRequest request) {
		HttpStatusCode status = (failure instanceof ErrorResponse response) ? response.getStatusCode()
				: HttpStatus.INTERNAL_SERVER_ERROR;
		if (failure instanceof TypeMismatchException) {
			status = HttpStatus.NOT_FOUND;
		}
		return (status.is5xxServerError()) ? this.pages.failure(site, request, failure)
				: this.pages.page(site, request, status.value());
	}

}
