package org.rowhouse.site.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.rowhouse.site.Refusals;
import org.rowhouse.site.RequestRates;
import org.rowhouse.site.RequestRefusal;
import org.rowhouse.site.Site;

import org.springframework.stereotype.Component;

/**
 * Stands at the door of each site and sends away what is beyond its requests per second,
 * before anything else is done for it.
 */
@Component
class RequestLimiter {

	private final RequestRates rates;

	private final RequestRefusal refusal;

	RequestLimiter(RequestRates rates, RequestRefusal refusal) {
		this.rates = rates;
		this.refusal = refusal;
	}

	/**
	 * Lets a request in.
	 * @param site the site that it is for
	 * @return nothing if it may go on; otherwise when there would be room for it
	 */
	Optional<Duration> admit(Site site) {
		return this.rates.take(site, RequestRates.DOOR);
	}

	/**
	 * Answers a request that was not let in, now or after a pause.
	 * @param request the request
	 * @param response the response
	 * @param site the site that it is for
	 * @param wait when there would be room for it
	 * @throws IOException if the client cannot be written to
	 */
	void refuse(HttpServletRequest request, HttpServletResponse response, Site site, Duration wait) throws IOException {
		this.refusal.refuse(request, response, site, Refusals.Reason.RATE, wait);
	}

}
