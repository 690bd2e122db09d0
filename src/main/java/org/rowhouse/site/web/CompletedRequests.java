package org.rowhouse.site.web;

import java.time.Duration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.rowhouse.site.CompletedRequest;
import org.rowhouse.site.CompletedRequest.Effort;
import org.rowhouse.site.KeptAnswers.Sent;
import org.rowhouse.site.RequestFailure;
import org.rowhouse.site.Route;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Tells the listeners what came of a request, once it has been answered.
 */
@Component
class CompletedRequests {

	private final CompletedRequest.Listener[] listeners;

	private final ConnectorControl connector;

	CompletedRequests(ObjectProvider<CompletedRequest.Listener> listeners, ConnectorControl connector) {
		this.listeners = listeners.orderedStream().toArray(CompletedRequest.Listener[]::new);
		this.connector = connector;
	}

	/**
	 * Tells it now, or of a request that is answered after a pause, when this thread has
	 * long gone, then.
	 * @param request the request
	 * @param response its response
	 * @param start when it came, by {@link System#nanoTime()}
	 */
	void announce(HttpServletRequest request, HttpServletResponse response, long start) {
		if (this.listeners.length == 0) {
			return;
		}
		if (request.isAsyncStarted()) {
			request.getAsyncContext().addListener(new WhenAnswered(() -> tell(request, response, start)));
		}
		else {
			tell(request, response, start);
		}
	}

	/**
	 * Tells of a request that was answered with what was kept.
	 * @param request the request
	 * @param sent what was sent
	 * @param start when it came, by {@link System#nanoTime()}
	 */
	void announce(HttpServletRequest request, Sent sent, long start) {
		long bytes = ("HEAD".equals(request.getMethod())) ? 0 : sent.bytes();
		tell(new CompletedRequest(sent.site(), request.getMethod(), request.getRequestURI(), sent.status(),
				Duration.ofNanos(System.nanoTime() - start),
				new Effort(bytes, Duration.ZERO, Duration.ZERO, true, sent.mapping()), null));
	}

	private void tell(HttpServletRequest request, HttpServletResponse response, long start) {
		Duration duration = Duration.ofNanos(System.nanoTime() - start);
		Route route = (request.getAttribute(SiteFilter.ROUTE_ATTRIBUTE) instanceof Route found) ? found : null;
		Object failure = request.getAttribute(CompletedRequest.FAILURE_ATTRIBUTE);
		tell(new CompletedRequest((route != null) ? route.site() : null, request.getMethod(), request.getRequestURI(),
				response.getStatus(), duration, effort(request, response),
				(failure instanceof RequestFailure known) ? known : null));
	}

	private void tell(CompletedRequest completed) {
		for (CompletedRequest.Listener listener : this.listeners) {
			listener.onCompleted(completed);
		}
	}

	private Effort effort(HttpServletRequest request, HttpServletResponse response) {
		long bytes = ("HEAD".equals(request.getMethod())) ? 0 : this.connector.sentBytes(response);
		return new Effort(bytes, duration(request, CompletedRequest.RENDERING_ATTRIBUTE),
				duration(request, CompletedRequest.DATABASE_ATTRIBUTE),
				Boolean.TRUE.equals(request.getAttribute(CompletedRequest.CACHED_ATTRIBUTE)), mapping(request));
	}

	private static String mapping(HttpServletRequest request) {
		Object kept = request.getAttribute(CompletedRequest.PATTERN_ATTRIBUTE);
		Object made = (kept != null) ? kept : request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
		return (made != null) ? made.toString() : "";
	}

	private static Duration duration(HttpServletRequest request, String attribute) {
		return (request.getAttribute(attribute) instanceof Duration known) ? known : Duration.ZERO;
	}

}
