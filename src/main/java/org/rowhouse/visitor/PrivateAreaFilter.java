package org.rowhouse.visitor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.PlatformThreads;
import org.rowhouse.site.PlatformThreads.NoThreadFreeException;
import org.rowhouse.site.Site;
import org.rowhouse.visitor.AreaMap.Door;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Lets nobody who has not signed in reach anything in a private area, whatever it is and
 * whether it is there: pages, lists, files, feeds, searches and errors all lie behind
 * here. What is asked for is the normalised path that the controllers see as well. Where
 * it cannot be found out what is private, nothing is answered: 503.
 */
class PrivateAreaFilter implements Filter {

	/** What programs ask for that speak for the host, and not about its content. */
	private static final String CHALLENGES = "/.well-known/rowhouse-challenge/";

	private static final String ROBOTS = "/robots.txt";

	private static final String RETRY_AFTER_SECONDS = "10";

	private static final Logger logger = LoggerFactory.getLogger(PrivateAreaFilter.class);

	/** What was found out about a request, for when its error is answered. */
	private static final String FOUND = PrivateAreaFilter.class.getName();

	private final CurrentSite currentSite;

	private final AreaMaps areas;

	private final AreaDoor door;

	private final PlatformThreads threads;

	PrivateAreaFilter(CurrentSite currentSite, AreaMaps areas, AreaDoor door, PlatformThreads threads) {
		this.threads = threads;
		this.currentSite = currentSite;
		this.areas = areas;
		this.door = door;
	}

	@Override
	public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest request = (HttpServletRequest) servletRequest;
		HttpServletResponse response = (HttpServletResponse) servletResponse;
		if (!HostKind.SITE.matches(request)) {
			chain.doFilter(request, response);
		}
		else if (request.getDispatcherType() == DispatcherType.ERROR) {
			resume(request, response, chain);
		}
		else {
			enter(request, response, chain);
		}
	}

	private void enter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		Site site = this.currentSite.get();
		HttpServletResponse answer = response;
		boolean entered = true;
		try {
			AreaMap map = this.areas.map(site);
			Door found = (isAlwaysPublic(site, request.getServletPath())) ? null
					: map.at(request.getServletPath()).orElse(null);
			if (found != null) {
				answer = new PrivateResponse(response);
				entered = enter(site, map, found, request, answer);
				EnteredArea.note(request, found.path());
			}
		}
		catch (DataAccessException | TransactionException ex) {
			logger.error("Site '{}': it cannot be found out what of it is private", site.key(), ex);
			unavailable(response);
			entered = false;
		}
		catch (NoThreadFreeException ex) {
			unavailable(response);
			entered = false;
		}
		if (entered) {
			request.setAttribute(FOUND, (answer != response) ? Found.PRIVATE : Found.PUBLIC);
			chain.doFilter(request, answer);
		}
	}

	/**
	 * Files stay on threads that must not be kept busy, and a door does more than that.
	 */
	private boolean enter(Site site, AreaMap map, Door found, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		return this.threads.call(() -> {
			try (CurrentSite.Binding binding = this.currentSite.open(site)) {
				return this.door.enter(site, map, found, request, response);
			}
		});
	}

	/**
	 * The container answers an error of a request that has come this far. Any other has
	 * been answered here, and is not let through now.
	 */
	private static void resume(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		Object found = request.getAttribute(FOUND);
		if (found == Found.PUBLIC) {
			chain.doFilter(request, response);
		}
		else if (found == Found.PRIVATE) {
			chain.doFilter(request, new PrivateResponse(response));
		}
		else {
			unavailable(response);
		}
	}

	/** The logo stands on the page that asks for the password. */
	private static boolean isAlwaysPublic(Site site, String path) {
		String logo = site.options().getOrDefault("logo", "");
		return path.equals(ROBOTS) || path.startsWith(CHALLENGES) || (logo.startsWith("/media/") && path.equals(logo));
	}

	private static void unavailable(HttpServletResponse response) throws IOException {
		byte[] text = "The site cannot answer at the moment.\n".getBytes(StandardCharsets.UTF_8);
		response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
		response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
		response.setHeader("Cache-Control", "no-store");
		response.setContentType("text/plain;charset=UTF-8");
		response.setContentLength(text.length);
		response.getOutputStream().write(text);
	}

	/**
	 * What a request asks for.
	 */
	private enum Found {

		PUBLIC, PRIVATE

	}

}
