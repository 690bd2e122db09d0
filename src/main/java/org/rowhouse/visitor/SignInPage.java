package org.rowhouse.visitor;

import jakarta.servlet.http.HttpServletRequest;
import org.rowhouse.site.Site;

/**
 * Draws what visitors see who have to sign in, in the look of their site.
 */
public interface SignInPage {

	/**
	 * Draws the page. It needs nothing else of the site: all that it shows is in it.
	 * @param site the bound site
	 * @param request the request that cannot be answered
	 * @param asked what the page asks for
	 * @return the page; never fails, since nothing of the site may be shown instead
	 */
	Drawn draw(Site site, HttpServletRequest request, Asked asked);

	/**
	 * What a page asks for.
	 *
	 * @param kind what the page is for
	 * @param area the path at which the private area begins
	 * @param named whether a name is asked for besides the password
	 * @param name what has been typed as a name; may be empty
	 * @param mistake what went wrong with the last attempt
	 */
	record Asked(Kind kind, String area, boolean named, String name, Mistake mistake) {

	}

	/**
	 * What a page is for.
	 */
	enum Kind {

		/** A form that asks for the password. */
		SIGN_IN,

		/** A form that ends the visit. */
		SIGN_OUT,

		/** Nothing to fill in: the browser itself asks, or has asked in vain. */
		REFUSED

	}

	/**
	 * What went wrong.
	 */
	enum Mistake {

		/** Nothing yet. */
		NONE,

		/** What was typed opens nothing. */
		WRONG,

		/** Too much was wrong lately. */
		TOO_OFTEN,

		/** The form was sent by a page of another site. */
		FROM_ELSEWHERE

	}

	/**
	 * A page.
	 *
	 * @param html the page
	 * @param policy its {@code Content-Security-Policy}
	 */
	record Drawn(String html, String policy) {

	}

}
