package org.rowhouse.admin;

import java.security.Principal;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.rowhouse.account.Access;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * What every page of the admin UI shows.
 */
@ControllerAdvice(basePackageClasses = AdminModelAdvice.class)
class AdminModelAdvice {

	private final String version;

	AdminModelAdvice(ObjectProvider<BuildProperties> build) {
		BuildProperties properties = build.getIfAvailable();
		this.version = (properties != null) ? String.valueOf(properties.getVersion()) : "";
	}

	@ModelAttribute("username")
	@Nullable String username(@Nullable Principal principal) {
		return (principal != null) ? principal.getName() : null;
	}

	/** What the person may do here, for the navigation and the buttons. */
	@ModelAttribute("access")
	Access access(HttpServletRequest request) {
		return Access.of(request);
	}

	@ModelAttribute("version")
	String version() {
		return this.version;
	}

}
