package org.rowhouse.account;

import java.io.IOException;
import java.util.Locale;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.springframework.http.HttpStatus;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses large forms of who has not signed in, before anything reads them: only a text
 * that is saved is large, and a form is kept in memory whole.
 */
class LargeFormFilter extends OncePerRequestFilter {

	private static final long MAX = 200_000;

	/** A little less than the connector reads, so that the answer can say what to do. */
	private static final long MAX_SIGNED_IN = 12_000_000;

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		boolean refused = request.getContentLengthLong() > MAX_SIGNED_IN || (isLarge(request) && !isSignedIn(request));
		if (isForm(request) && refused) {
			response.sendError(HttpStatus.CONTENT_TOO_LARGE.value());
			return;
		}
		chain.doFilter(request, response);
	}

	private static boolean isForm(HttpServletRequest request) {
		String type = request.getContentType();
		return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
	}

	/** Of unknown length is as good as large. */
	private static boolean isLarge(HttpServletRequest request) {
		long length = request.getContentLengthLong();
		return length > MAX || length < 0;
	}

	private static boolean isSignedIn(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		return session != null
				&& session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY) != null;
	}

}
