package org.rowhouse.testing;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Answers in the place of a controller where a test asks for it, so that whether somebody
 * would have reached it can be seen without anything being done.
 */
public class StopBeforeController implements WebMvcConfigurer, HandlerInterceptor {

	/** The header that asks for it. */
	public static final String HEADER = "X-Stop-Before-Controller";

	/** The status of the answer. Nothing else has it. */
	public static final int REACHED = 299;

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this).order(Ordered.LOWEST_PRECEDENCE);
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (request.getHeader(HEADER) == null || request.getDispatcherType() != DispatcherType.REQUEST) {
			return true;
		}
		response.setStatus(REACHED);
		return false;
	}

}
