package org.rowhouse.cache;

import java.io.IOException;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.rowhouse.cache.PageExchange.Answer;
import org.rowhouse.cache.PageExchange.Leading;
import org.rowhouse.site.CompletedRequest;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.MadeAnswer;
import org.rowhouse.site.ReadyAnswers;
import org.rowhouse.site.Site;

/**
 * Answers GET and HEAD with what is kept, before sessions, security and handlers. It
 * stands behind the doors of sites and of their private areas: what has come here is
 * public, or the answer says already that nobody may keep it. Where nothing is kept
 * answers are described and compared with what visitors have all the same.
 */
class PageCacheFilter implements Filter {

	private final PageCache cache;

	private final CurrentSite currentSite;

	private final PageMaker maker;

	private final PageSender sender;

	PageCacheFilter(PageCache cache, CurrentSite currentSite, PageMaker maker, ReadyAnswers connector) {
		this.sender = new PageSender(connector);
		this.cache = cache;
		this.currentSite = currentSite;
		this.maker = maker;
	}

	@Override
	public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest request = (HttpServletRequest) servletRequest;
		HttpServletResponse response = (HttpServletResponse) servletResponse;
		if (!isCached(request, response)) {
			chain.doFilter(request, response);
			return;
		}
		Site site = this.currentSite.get();
		PageKey path = new PageKey(site.id(), request.isSecure(), request.getContextPath(), request.getRequestURI(),
				"");
		PageExchange exchange = new PageExchange(path, site, this.cache.generation(), this.cache.clock());
		exchange.attach(request);
		try {
			chain.doFilter(request, response);
			finish(exchange, request, response);
		}
		finally {
			exchange.land(null);
			PageExchange.detach(request);
		}
	}

	/**
	 * What answers is public if nothing was said of who may keep the answer: the door of
	 * a private area says it before anybody else.
	 */
	private boolean isCached(HttpServletRequest request, HttpServletResponse response) {
		String method = request.getMethod();
		return ("GET".equals(method) || "HEAD".equals(method)) && HostKind.SITE.matches(request)
				&& request.getDispatcherType() == DispatcherType.REQUEST && !response.containsHeader("Cache-Control");
	}

	private void answer(Site site, Answer answer, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		answer.page().countVisit(site, request);
		request.setAttribute(CompletedRequest.CACHED_ATTRIBUTE, true);
		request.setAttribute(CompletedRequest.PATTERN_ATTRIBUTE, answer.page().made().pattern());
		leave(site, answer, true, request, response);
	}

	private void finish(PageExchange exchange, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		Answer answer = exchange.answer();
		Leading leading = exchange.leading();
		byte[] body = exchange.body();
		if (request.isAsyncStarted() || response.isCommitted()) {
			return;
		}
		if (answer != null) {
			exchange.land(null);
			answer(exchange.site(), answer, request, response);
		}
		else if (body != null && leading != null) {
			CachedPage made = this.maker.make(exchange, leading, body, request, response);
			boolean shared = exchange.isKept() && made.isKeepable(request.getQueryString() != null);
			if (shared) {
				this.cache.put(leading.key(), made);
			}
			else if (exchange.isKept() && !made.isFailure()) {
				// The answer is another one now, even if nobody else gets this one.
				this.cache.removeOutdated(leading.key(), exchange.site());
			}
			exchange.land((shared) ? made : null);
			leave(exchange.site(), new Answer(made, false), shared, request, response);
		}
		else if (body != null) {
			new MadeAnswer(body.length, () -> {
				response.setContentLength(body.length);
				response.getOutputStream().write(body);
			}).leaveTo(request);
		}
	}

	/** What is not kept has to be compressed now: the thread that sends has no time. */
	private void leave(Site site, Answer answer, boolean shared, HttpServletRequest request,
			HttpServletResponse response) {
		CachedPage page = answer.page();
		if (PageSender.takesGzip(request)) {
			page.body().compress();
		}
		response.reset();
		new MadeAnswer((shared) ? 0 : page.weight(),
				() -> this.sender.send(site, answer, this.cache.clock().millis(), request, response))
			.leaveTo(request);
	}

}
