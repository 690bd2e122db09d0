package org.rowhouse.visitor;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request for something private: no cache keeps it and no search engine
 * lists it, whatever those behind say who make it.
 */
class PrivateResponse extends HttpServletResponseWrapper {

	private static final String VARY = "Vary";

	private static final String ON = "Cookie, Authorization";

	PrivateResponse(HttpServletResponse response) {
		super(response);
		apply();
	}

	private void apply() {
		super.setHeader("Cache-Control", "private, no-store");
		super.setHeader(VARY, ON);
		super.setHeader("X-Robots-Tag", "noindex, nofollow");
		super.setHeader("Expires", null);
		super.setHeader("Pragma", null);
	}

	private static boolean isSettled(String name) {
		return name.equalsIgnoreCase("Cache-Control") || name.equalsIgnoreCase("X-Robots-Tag")
				|| name.equalsIgnoreCase("Expires") || name.equalsIgnoreCase("Pragma")
				|| name.equalsIgnoreCase("Surrogate-Control") || name.equalsIgnoreCase("CDN-Cache-Control")
				|| name.equalsIgnoreCase("Surrogate-Key") || name.equalsIgnoreCase("Cache-Tag");
	}

	@Override
	public void setHeader(String name, @Nullable String value) {
		if (name.equalsIgnoreCase(VARY)) {
			super.setHeader(VARY, (value != null) ? ON + ", " + value : ON);
		}
		else if (!isSettled(name)) {
			super.setHeader(name, value);
		}
	}

	@Override
	public void addHeader(String name, String value) {
		if (!isSettled(name)) {
			super.addHeader(name, value);
		}
	}

	@Override
	public void setDateHeader(String name, long date) {
		if (!isSettled(name)) {
			super.setDateHeader(name, date);
		}
	}

	@Override
	public void addDateHeader(String name, long date) {
		if (!isSettled(name)) {
			super.addDateHeader(name, date);
		}
	}

	@Override
	public void setIntHeader(String name, int value) {
		if (!isSettled(name)) {
			super.setIntHeader(name, value);
		}
	}

	@Override
	public void addIntHeader(String name, int value) {
		if (!isSettled(name)) {
			super.addIntHeader(name, value);
		}
	}

	@Override
	public void reset() {
		super.reset();
		apply();
	}

}
