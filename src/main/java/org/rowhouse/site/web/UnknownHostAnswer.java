package org.rowhouse.site.web;

import java.io.IOException;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Hostname;
import org.rowhouse.site.InvalidSettingException;
import org.rowhouse.site.RowhouseProperties;
import org.rowhouse.site.UnknownHosts;

import org.springframework.stereotype.Component;

/**
 * What somebody gets who asks for a host that nobody has. It is never kept by a cache,
 * sets no cookie, and is the same whatever sites there are.
 */
@Component
class UnknownHostAnswer {

	private static final Pattern TARGET = Pattern.compile("https?://[A-Za-z0-9\\[][!-~]*");

	private final RowhouseProperties.UnknownHost settings;

	private final PlatformPages pages;

	private final UnknownHosts asked;

	private final ConnectorControl connector;

	UnknownHostAnswer(RowhouseProperties properties, PlatformPages pages, UnknownHosts asked,
			ConnectorControl connector) {
		this.settings = properties.unknownHost();
		this.pages = pages;
		this.asked = asked;
		this.connector = connector;
		String target = this.settings.redirectTo();
		if (this.settings.answer() == RowhouseProperties.UnknownHost.Answer.REDIRECT
				&& (target == null || !TARGET.matcher(target).matches())) {
			throw new InvalidSettingException(
					"rowhouse.unknown-host.answer is 'redirect', but rowhouse.unknown-host.redirect-to is "
							+ ((target != null) ? "'" + target + "'." : "not set."),
					"Set it to an absolute URL, such as https://hosting.example/not-here.");
		}
	}

	/**
	 * Answers.
	 * @param host the host as it was sent, or {@code null} if none was
	 * @param request the request
	 * @param response the response, of which nothing has been sent
	 * @throws IOException if the client cannot be written to
	 */
	void answer(@Nullable String host, HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (host != null) {
			this.asked.count(Hostname.fromRequest(host));
		}
		switch (this.settings.answer()) {
			case MISDIRECTED -> this.pages.send(request, response, HttpServletResponse.SC_MISDIRECTED_REQUEST);
			case NOT_FOUND -> this.pages.send(request, response, HttpServletResponse.SC_NOT_FOUND);
			case REDIRECT -> {
				response.setStatus(HttpServletResponse.SC_FOUND);
				response.setHeader("Cache-Control", "no-store");
				response.setHeader("Location", this.settings.redirectTo());
			}
			case CLOSE -> this.connector.close(request);
		}
	}

}
