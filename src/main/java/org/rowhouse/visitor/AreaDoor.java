package org.rowhouse.visitor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.rowhouse.site.Hostname;
import org.rowhouse.site.InvalidHostnameException;
import org.rowhouse.site.Site;
import org.rowhouse.visitor.AreaMap.Door;
import org.rowhouse.visitor.DoorKeeper.Answer;
import org.rowhouse.visitor.SignInPage.Asked;
import org.rowhouse.visitor.SignInPage.Drawn;
import org.rowhouse.visitor.SignInPage.Kind;
import org.rowhouse.visitor.SignInPage.Mistake;
import org.rowhouse.visitor.VisitCookies.Pass;

import org.springframework.stereotype.Component;

/**
 * The door of a private area: lets in who may enter, and asks everybody else. The form is
 * sent to the very path that was asked for, so there is no address to return to that
 * somebody could forge.
 */
@Component
class AreaDoor {

	/** The fields of the form. */
	static final String NAME = "visitor-name";

	static final String PASSWORD = "visitor-password";

	/** What stands behind the question mark where somebody wants to leave. */
	static final String SIGN_OUT = "sign-out";

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final int TOO_MANY_REQUESTS = 429;

	private static final String RETRY_AFTER_SECONDS = "60";

	/** No visitor has a longer name. */
	private static final int MAX_SHOWN = 100;

	/** In which browsers show a page, as against those of pictures and scripts. */
	private static final Set<String> SHOWN = Set.of("document", "iframe", "frame");

	private final VisitCookies cookies;

	private final DoorKeeper keeper;

	private final SignInPage page;

	AreaDoor(VisitCookies cookies, DoorKeeper keeper, SignInPage page) {
		this.cookies = cookies;
		this.keeper = keeper;
		this.page = page;
	}

	/**
	 * Lets a request in, or answers it.
	 * @param site the bound site
	 * @param areas its areas
	 * @param door the area that the request is for
	 * @param request the request
	 * @param response the response, of which nothing has been sent
	 * @return whether it may go on; otherwise it has been answered
	 * @throws IOException if the client cannot be written to
	 */
	boolean enter(Site site, AreaMap areas, Door door, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		Visit visit = new Visit(site, areas, door, request, response);
		return (door.way() == AreaWay.BASIC) ? enterBasic(visit) : enterForm(visit);
	}

	private boolean enterBasic(Visit visit) throws IOException {
		Credentials typed = Credentials.ofBasic(visit.request().getHeader("Authorization")).orElse(null);
		Answer answer = (typed != null) ? this.keeper.askAgain(visit.site(), visit.areas(), visit.door(), typed,
				String.valueOf(visit.request().getRemoteAddr())) : Answer.WRONG;
		if (answer.pass() != null) {
			return true;
		}
		if (answer.tooOften()) {
			show(visit, TOO_MANY_REQUESTS, Kind.REFUSED, "", Mistake.TOO_OFTEN);
		}
		else {
			show(visit, HttpServletResponse.SC_UNAUTHORIZED, Kind.REFUSED, "", Mistake.NONE);
		}
		return false;
	}

	private boolean enterForm(Visit visit) throws IOException {
		boolean entered = this.cookies.admit(visit.site(), visit.areas(), visit.door(), visit.request());
		boolean leaving = entered && SIGN_OUT.equals(visit.request().getQueryString());
		// Somebody may have signed in on another tab since the form was shown.
		if (isForm(visit.request()) && (!entered || leaving || visit.request().getParameter(PASSWORD) != null)) {
			post(visit, leaving);
			return false;
		}
		if (entered && !leaving) {
			return true;
		}
		if (entered) {
			show(visit, HttpServletResponse.SC_OK, Kind.SIGN_OUT, "", Mistake.NONE);
		}
		else {
			show(visit, HttpServletResponse.SC_UNAUTHORIZED, Kind.SIGN_IN, "", Mistake.NONE);
		}
		return false;
	}

	private void post(Visit visit, boolean leaving) throws IOException {
		if (!isOwnForm(visit.request())) {
			show(visit, HttpServletResponse.SC_FORBIDDEN, (leaving) ? Kind.SIGN_OUT : Kind.SIGN_IN, "",
					Mistake.FROM_ELSEWHERE);
		}
		else if (leaving) {
			visit.response().addHeader("Set-Cookie", this.cookies.forget(visit.door(), visit.request()).toString());
			seeOther(visit, visit.request().getRequestURI());
		}
		else {
			signIn(visit);
		}
	}

	private void signIn(Visit visit) throws IOException {
		Credentials typed = new Credentials(field(visit.request(), NAME), field(visit.request(), PASSWORD));
		Answer answer = this.keeper.ask(visit.site(), visit.door(), typed,
				String.valueOf(visit.request().getRemoteAddr()));
		Pass pass = answer.pass();
		if (pass != null) {
			visit.response()
				.addHeader("Set-Cookie",
						this.cookies.create(visit.site(), visit.door(), pass, visit.request()).toString());
			String query = visit.request().getQueryString();
			boolean asked = query != null && !query.equals(SIGN_OUT);
			seeOther(visit, visit.request().getRequestURI() + ((asked) ? "?" + query : ""));
		}
		else if (answer.tooOften()) {
			// One page for all, which need not be made again and again.
			show(visit, TOO_MANY_REQUESTS, Kind.SIGN_IN, "", Mistake.TOO_OFTEN);
		}
		else {
			show(visit, HttpServletResponse.SC_UNAUTHORIZED, Kind.SIGN_IN, typed.name(), Mistake.WRONG);
		}
	}

	/** A path of this host: the normalised one begins with a single slash. */
	private static void seeOther(Visit visit, String location) {
		visit.response().setStatus(HttpServletResponse.SC_SEE_OTHER);
		visit.response().setHeader("Location", location);
	}

	private static boolean isForm(HttpServletRequest request) {
		String type = request.getContentType();
		return "POST".equals(request.getMethod()) && type != null
				&& type.regionMatches(true, 0, FORM, 0, FORM.length());
	}

	private static String field(HttpServletRequest request, String name) {
		String value = request.getParameter(name);
		return (value != null) ? value : "";
	}

	/**
	 * Browsers say where a form comes from (RFC 6454, section 7; Fetch Metadata). What
	 * says nothing is no browser that could be made to send something.
	 */
	private static boolean isOwnForm(HttpServletRequest request) {
		String site = request.getHeader("Sec-Fetch-Site");
		String origin = request.getHeader("Origin");
		boolean ownSite = site == null || site.equals("same-origin") || site.equals("none");
		return ownSite && (origin == null || isOwnHost(origin, request.getServerName()));
	}

	private static boolean isOwnHost(String origin, String host) {
		int scheme = origin.indexOf("://");
		try {
			return scheme > 0 && Hostname.fromRequest(origin.substring(scheme + 3)).equals(Hostname.fromRequest(host));
		}
		catch (InvalidHostnameException ex) {
			return false;
		}
	}

	private void show(Visit visit, int status, Kind kind, String typed, Mistake mistake) throws IOException {
		HttpServletResponse response = visit.response();
		response.setStatus(status);
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader("X-Frame-Options", "SAMEORIGIN");
		response.setHeader("Referrer-Policy", "same-origin");
		if (status == TOO_MANY_REQUESTS) {
			response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
		}
		if (status == HttpServletResponse.SC_UNAUTHORIZED) {
			response.setHeader("WWW-Authenticate", challenge(visit));
		}
		if (!isShown(visit.request())) {
			write(response, "text/plain;charset=UTF-8", "Sign in to read this.\n");
			return;
		}
		boolean named = visit.door().audience() == AreaAudience.VISITORS;
		String name = (typed.length() <= MAX_SHOWN) ? typed : "";
		Drawn drawn = this.page.draw(visit.site(), visit.request(),
				new Asked(kind, visit.door().path(), named, name, mistake));
		response.setHeader("Content-Security-Policy", drawn.policy());
		write(response, "text/html;charset=UTF-8", drawn.html());
	}

	/**
	 * A 401 names a scheme (RFC 9110, section 15.5.2). No browser knows that of the form,
	 * and shows the page instead of asking by itself.
	 */
	private static String challenge(Visit visit) {
		String realm = "realm=\"" + visit.site().key() + " " + visit.door().path() + "\"";
		return (visit.door().way() == AreaWay.BASIC) ? "Basic " + realm + ", charset=\"UTF-8\"" : "Form " + realm;
	}

	/** Whoever wants a picture or a script has no use for a page. */
	private static boolean isShown(HttpServletRequest request) {
		String destination = request.getHeader("Sec-Fetch-Dest");
		String accept = request.getHeader("Accept");
		return (destination == null || SHOWN.contains(destination))
				&& (accept == null || accept.contains("text/html") || accept.startsWith("*/*"));
	}

	private static void write(HttpServletResponse response, String type, String text) throws IOException {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		response.setContentType(type);
		response.setContentLength(bytes.length);
		response.getOutputStream().write(bytes);
	}

	/**
	 * Somebody before the door.
	 *
	 * @param site the site
	 * @param areas its areas
	 * @param door the area
	 * @param request the request
	 * @param response the response
	 */
	private record Visit(Site site, AreaMap areas, Door door, HttpServletRequest request,
			HttpServletResponse response) {

	}

}
