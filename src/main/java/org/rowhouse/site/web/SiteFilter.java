package org.rowhouse.site.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.AddressRole;
import org.rowhouse.site.CompletedRequest;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.Hostname;
import org.rowhouse.site.InvalidHostnameException;
import org.rowhouse.site.InvalidPathException;
import org.rowhouse.site.KeptAnswers;
import org.rowhouse.site.KeptAnswers.Sent;
import org.rowhouse.site.MadeAnswer;
import org.rowhouse.site.PlatformThreads;
import org.rowhouse.site.PlatformThreads.NoThreadFreeException;
import org.rowhouse.site.Redirects;
import org.rowhouse.site.RequestFailure;
import org.rowhouse.site.RequestPath;
import org.rowhouse.site.Resolution;
import org.rowhouse.site.Route;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteResolver;
import org.rowhouse.site.SiteState;
import org.rowhouse.site.web.ResolvedRequest.MalformedParametersException;

/**
 * Behind the trusted proxies, the first filter: finds out whom a request is for, binds
 * the site, and answers by itself where there is none or it is closed. 400 for a
 * malformed host or path, 421 for a host that nobody has (RFC 9110, section 15.5.20)
 * unless it is set otherwise, 301 or 308 for a redirect, 404 where sites have the host
 * but not the path, 429 for a site that is asked for too often, 413 for a large body, 503
 * for a suspended and 410 for an archived one.
 */
class SiteFilter implements Filter {

	/** The route of a request; kept for its error dispatch. */
	static final String ROUTE_ATTRIBUTE = Route.class.getName();

	private static final String RETRY_AFTER_SECONDS = "3600";

	private static final String RETRY_SOON_SECONDS = "10";

	private static final RequestFailure NO_THREAD = new RequestFailure("",
			"So many pages of all sites were being made at once that there was no thread for this one.", null, null);

	private final SiteResolver resolver;

	private final CurrentSite currentSite;

	private final PlatformPages pages;

	private final Redirects redirects;

	private final UnknownHostAnswer unknownHost;

	private final Hostname adminHost;

	private final RequestLimiter limiter;

	private final CompletedRequests completed;

	private final KeptAnswers kept;

	private final ConnectorControl connector;

	private final PlatformThreads threads;

	private final AnswersInHand inHand = new AnswersInHand();

	SiteFilter(SiteResolver resolver, CurrentSite currentSite, PlatformPages pages, Redirects redirects,
			UnknownHostAnswer unknownHost, Hostname adminHost, RequestLimiter limiter, CompletedRequests completed,
			KeptAnswers kept, ConnectorControl connector, PlatformThreads threads) {
		this.threads = threads;
		this.kept = kept;
		this.resolver = resolver;
		this.currentSite = currentSite;
		this.pages = pages;
		this.redirects = redirects;
		this.unknownHost = unknownHost;
		this.adminHost = adminHost;
		this.limiter = limiter;
		this.completed = completed;
		this.connector = connector;
	}

	@Override
	public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest request = (HttpServletRequest) servletRequest;
		HttpServletResponse response = (HttpServletResponse) servletResponse;
		if (request.getDispatcherType() == DispatcherType.ERROR) {
			resume(request, response, chain);
			return;
		}
		long start = System.nanoTime();
		Sent sent = null;
		try {
			sent = resolve(request, response, chain);
		}
		catch (MalformedParametersException ex) {
			if (response.isCommitted()) {
				throw ex;
			}
			response.reset();
			int status = ex.getStatusCode().value();
			int page = (status == HttpServletResponse.SC_REQUEST_TIMEOUT) ? HttpServletResponse.SC_BAD_REQUEST : status;
			this.pages.send(request, response, status, page);
		}
		finally {
			if (sent != null) {
				this.completed.announce(request, sent, start);
			}
			else {
				this.completed.announce(request, response, start);
			}
		}
	}

	private @Nullable Sent resolve(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		String host;
		RequestPath path;
		Resolution resolution;
		try {
			host = requestedHost(request);
			path = RequestPath.of(request.getRequestURI());
			resolution = (isAdmin(host)) ? null : resolve(host, path);
		}
		catch (InvalidHostnameException | InvalidPathException ex) {
			this.pages.send(request, response, HttpServletResponse.SC_BAD_REQUEST);
			return null;
		}
		if (resolution == null) {
			HostKind.ADMIN.mark(request, "");
			ResolvedRequest resolved = new ResolvedRequest(request, path, "", this.connector);
			aside(request, response, () -> unbound(resolved, response, chain));
			return null;
		}
		String location = this.redirects.locationOf(resolution, path);
		if (location == null && resolution instanceof Route route && route.address().role() != AddressRole.REDIRECT) {
			return serve(route, path, request, response, chain);
		}
		request.setAttribute(ROUTE_ATTRIBUTE, resolution);
		if (location != null) {
			redirect(location, request, response);
		}
		else if (resolution instanceof Resolution.UnknownHost) {
			this.unknownHost.answer(host, request, response);
		}
		else {
			this.pages.send(request, response, HttpServletResponse.SC_NOT_FOUND);
		}
		return null;
	}

	private Resolution resolve(@Nullable String host, RequestPath path) {
		return (host != null) ? this.resolver.resolve(host, path) : this.resolver.resolveNameless(path);
	}

	/** Whatever is not written like the admin host is not read letter by letter. */
	private boolean isAdmin(@Nullable String host) {
		String admin = this.adminHost.toString();
		return host != null && (admin.startsWith("[") || host.regionMatches(true, 0, admin, 0, admin.length()))
				&& Hostname.fromRequest(host).equals(this.adminHost);
	}

	/**
	 * The connector puts the authority of an absolute target before the header (RFC 9112,
	 * section 3.2.2), so its word counts; but the header must be a host as well. HTTP/1.0
	 * lets a client leave both out. In HTTP/2 two different names are an error (RFC 9113,
	 * section 8.3.1).
	 */
	private static @Nullable String requestedHost(HttpServletRequest request) {
		String header = request.getHeader("Host");
		String name = request.getServerName();
		boolean http2 = request.getProtocol().startsWith("HTTP/2");
		if (header != null && !header.equals(name)) {
			Hostname written = Hostname.fromRequest(header);
			if (http2 && !written.equals(Hostname.fromRequest(name))) {
				throw new InvalidHostnameException("the request names two hosts");
			}
		}
		return (header != null || !name.equals(ConnectorControl.NO_HOST)) ? name : null;
	}

	private @Nullable Sent serve(Route route, RequestPath path, HttpServletRequest request,
			HttpServletResponse response, FilterChain chain) throws IOException, ServletException {
		Site site = route.site();
		if (site.state() != SiteState.ACTIVE) {
			request.setAttribute(ROUTE_ATTRIBUTE, route);
			refuse(site.state(), request, response);
			return null;
		}
		Optional<Duration> wait = this.limiter.admit(site);
		if (wait.isPresent()) {
			request.setAttribute(ROUTE_ATTRIBUTE, route);
			this.limiter.refuse(request, response, site, wait.get());
			return null;
		}
		String prefix = route.address().pattern().path();
		Sent sent = sendKept(route, path, request, response);
		if (sent == null) {
			request.setAttribute(ROUTE_ATTRIBUTE, route);
			if (!this.connector.admitsBody(request)) {
				this.pages.send(request, response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
				return null;
			}
			HostKind.SITE.mark(request, prefix);
			ResolvedRequest resolved = new ResolvedRequest(request, path, prefix, this.connector);
			if (isStoredFile(prefix, path)) {
				this.inHand.send(bound(site, resolved, response, chain));
			}
			else {
				this.inHand.send(aside(request, response, () -> bound(site, resolved, response, chain)));
			}
		}
		return sent;
	}

	private static @Nullable MadeAnswer unbound(HttpServletRequest request, HttpServletResponse response,
			FilterChain chain) throws IOException, ServletException {
		chain.doFilter(request, response);
		return null;
	}

	private @Nullable MadeAnswer bound(Site site, HttpServletRequest request, HttpServletResponse response,
			FilterChain chain) throws IOException, ServletException {
		try (CurrentSite.Binding binding = this.currentSite.open(site)) {
			chain.doFilter(request, response);
		}
		return this.inHand.take(request);
	}

	/**
	 * What is sent as it lies on the disk waits for its readers, who may be slow, and
	 * calculates little.
	 */
	private static boolean isStoredFile(String prefix, RequestPath path) {
		return path.value().startsWith("/static/", prefix.length())
				|| path.value().startsWith("/media/", prefix.length());
	}

	private @Nullable MadeAnswer aside(HttpServletRequest request, HttpServletResponse response,
			Callable<@Nullable MadeAnswer> answering) throws IOException, ServletException {
		try {
			return this.threads.call(answering::call);
		}
		catch (NoThreadFreeException ex) {
			request.setAttribute(CompletedRequest.FAILURE_ATTRIBUTE, NO_THREAD);
			response.setHeader("Retry-After", RETRY_SOON_SECONDS);
			this.pages.send(request, response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, PlatformPages.BUSY);
			return null;
		}
		catch (IOException | ServletException | RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new ServletException(ex);
		}
	}

	/** Who goes away in the middle was a visitor of the site all the same. */
	private @Nullable Sent sendKept(Route route, RequestPath path, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		try {
			return this.kept.send(route.site(), route.address().pattern().path(), path, request, response);
		}
		catch (IOException ex) {
			request.setAttribute(ROUTE_ATTRIBUTE, route);
			request.setAttribute(CompletedRequest.CACHED_ATTRIBUTE, true);
			throw ex;
		}
	}

	private void refuse(SiteState state, HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (state == SiteState.ARCHIVED) {
			this.pages.send(request, response, HttpServletResponse.SC_GONE);
		}
		else {
			response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
			this.pages.send(request, response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
		}
	}

	/**
	 * 301 may turn POST into GET; 308 keeps the method (RFC 9110, section 15.4). Caches
	 * would keep either as long as they like (section 15.4.2), and addresses change.
	 */
	private static void redirect(String location, HttpServletRequest request, HttpServletResponse response) {
		boolean safe = "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
		String query = request.getQueryString();
		response
			.setStatus((safe) ? HttpServletResponse.SC_MOVED_PERMANENTLY : HttpServletResponse.SC_PERMANENT_REDIRECT);
		response.setHeader("Cache-Control", "no-cache");
		response.setHeader("Location", location + ((query != null) ? "?" + query : ""));
	}

	/** The container answers an error outside of the first pass: bind the site again. */
	private void resume(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HostKind kind = HostKind.of(request);
		if (kind == HostKind.SITE && request.getAttribute(ROUTE_ATTRIBUTE) instanceof Route route) {
			this.inHand.send(aside(request, response, () -> bound(route.site(), request, response, chain)));
		}
		else if (kind == HostKind.ADMIN) {
			aside(request, response, () -> unbound(request, response, chain));
		}
		else {
			this.pages.send(request, response, response.getStatus());
		}
	}

}
