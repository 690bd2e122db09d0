package org.rowhouse.cache;

import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

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
 * Stands right in front of the handlers of sites: only here it is known which one
 * answers, and whether its answers are kept. The body of an answer that is kept is not
 * sent but handed to the filter, which knows all headers by then.
 */
@ControllerAdvice("org.rowhouse.delivery")
class PageCacheAdvice implements HandlerInterceptor, ResponseBodyAdvice<Object> {

	private final PageCache cache;

	PageCacheAdvice(PageCache cache) {
		this.cache = cache;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		PageExchange exchange = PageExchange.of(request);
		PageCached declared = (exchange != null && handler instanceof HandlerMethod method)
				? method.getMethodAnnotation(PageCached.class) : null;
		return exchange == null || declared == null || exchange.begin(declared, request.getQueryString(), this.cache);
	}

	@Override
	public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
		return true;
	}

	@Override
	public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType, MediaType contentType,
			Class<? extends HttpMessageConverter<?>> converterType, ServerHttpRequest request,
			ServerHttpResponse response) {
		PageExchange exchange = (request instanceof ServletServerHttpRequest servlet)
				? PageExchange.of(servlet.getServletRequest()) : null;
		if (exchange == null || !(body == null || body instanceof String || body instanceof byte[])) {
			return body;
		}
		exchange.keepBody((body instanceof byte[] bytes) ? bytes
				: (body instanceof String text) ? text.getBytes(StandardCharsets.UTF_8) : new byte[0]);
		return null;
	}

}
