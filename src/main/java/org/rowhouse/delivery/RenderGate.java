package org.rowhouse.delivery;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.rowhouse.cache.PageExchange;
import org.rowhouse.site.CompletedRequest;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.Refusals;
import org.rowhouse.site.RenderPermits;
import org.rowhouse.site.RenderPermits.Permit;
import org.rowhouse.site.RequestRates;
import org.rowhouse.site.RequestRefusal;
import org.rowhouse.site.Site;

import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Lets only so many pages of a site be made at once. A request holds its permit from
 * before its controller until its page is made: not while the page is sent, since a
 * client that reads slowly would keep others from theirs.
 */
@ControllerAdvice(basePackageClasses = RenderGate.class)
class RenderGate implements HandlerInterceptor, ResponseBodyAdvice<Object> {

	private static final String PERMIT = Permit.class.getName();

	private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

	private final RenderPermits permits;

	private final RequestRates rates;

	private final RequestRefusal refusal;

	private final CurrentSite currentSite;

	RenderGate(RenderPermits permits, RequestRates rates, RequestRefusal refusal, CurrentSite currentSite) {
		this.permits = permits;
		this.rates = rates;
		this.refusal = refusal;
		this.currentSite = currentSite;
	}

	/**
	 * Takes a permit for whatever a page is made of, unless the request has one. Who has
	 * none has not paid for a page either, such as a request for a static file that is
	 * not there, and does so now.
	 * @param site the site
	 * @param request the request
	 * @return whether it has one; never waits
	 */
	boolean isAdmitted(Site site, HttpServletRequest request) {
		return request.getAttribute(PERMIT) != null
				|| (takeRest(site).isEmpty() && hold(request, this.permits.tryAcquire(site)));
	}

	/** What a page takes beyond what was taken at the door. */
	private Optional<Duration> takeRest(Site site) {
		return this.rates.take(site, RequestRates.PAGE - RequestRates.DOOR);
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws IOException {
		if (!HostKind.SITE.matches(request) || request.getAttribute(PERMIT) != null || isWithoutPermit(handler)) {
			return true;
		}
		Site site = this.currentSite.get();
		Optional<Duration> wait = takeRest(site);
		if (wait.isPresent()) {
			if (PageExchange.fallBack(request)) {
				return false;
			}
			this.refusal.refuse(request, response, site, Refusals.Reason.RATE, wait.get());
			return false;
		}
		if (!hold(request, this.permits.acquire(site))) {
			if (PageExchange.fallBack(request)) {
				return false;
			}
			this.refusal.refuse(request, response, site, Refusals.Reason.BUSY, RETRY_AFTER);
			return false;
		}
		return true;
	}

	private static boolean isWithoutPermit(Object handler) {
		return handler instanceof HandlerMethod method
				&& method.getBeanType().isAnnotationPresent(WithoutRenderPermit.class);
	}

	private static boolean hold(HttpServletRequest request, Optional<Permit> permit) {
		permit.ifPresent((held) -> request.setAttribute(PERMIT, new Held(held, System.nanoTime())));
		return permit.isPresent();
	}

	/** Says how long it was held: that is how long making the page took. */
	static void release(HttpServletRequest request) {
		if (request.getAttribute(PERMIT) instanceof Held held) {
			request.removeAttribute(PERMIT);
			held.permit().close();
			Duration before = (request.getAttribute(CompletedRequest.RENDERING_ATTRIBUTE) instanceof Duration known)
					? known : Duration.ZERO;
			request.setAttribute(CompletedRequest.RENDERING_ATTRIBUTE,
					before.plusNanos(System.nanoTime() - held.since()));
		}
	}

	@Override
	public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
		return true;
	}

	@Override
	public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType, MediaType contentType,
			Class<? extends HttpMessageConverter<?>> converterType, ServerHttpRequest request,
			ServerHttpResponse response) {
		if (request instanceof ServletServerHttpRequest servlet) {
			release(servlet.getServletRequest());
		}
		return body;
	}

	@Override
	public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable Exception failure) {
		release(request);
	}

	/**
	 * A permit that a request holds.
	 *
	 * @param permit the permit
	 * @param since when it was taken, by {@link System#nanoTime()}
	 */
	private record Held(Permit permit, long since) {

	}

}
