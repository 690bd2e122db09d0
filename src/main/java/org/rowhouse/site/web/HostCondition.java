package org.rowhouse.site.web;

import java.util.Collection;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.servlet.mvc.condition.AbstractRequestCondition;

/**
 * Matches requests that came to one kind of host. A controller that names none matches
 * nothing.
 */
final class HostCondition extends AbstractRequestCondition<HostCondition> {

	private final Set<HostKind> kinds;

	private HostCondition(Set<HostKind> kinds) {
		this.kinds = kinds;
	}

	static HostCondition of(Class<?> controller) {
		OnHost onHost = AnnotatedElementUtils.findMergedAnnotation(controller, OnHost.class);
		return new HostCondition((onHost != null) ? Set.of(onHost.value()) : Set.of());
	}

	@Override
	protected Collection<HostKind> getContent() {
		return this.kinds;
	}

	@Override
	protected String getToStringInfix() {
		return " || ";
	}

	@Override
	public HostCondition combine(HostCondition other) {
		return this;
	}

	@Override
	public @Nullable HostCondition getMatchingCondition(HttpServletRequest request) {
		HostKind kind = HostKind.of(request);
		return (kind != null && this.kinds.contains(kind)) ? this : null;
	}

	@Override
	public int compareTo(HostCondition other, HttpServletRequest request) {
		return 0;
	}

}
