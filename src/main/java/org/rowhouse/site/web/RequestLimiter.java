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
	 * Lets a request in, or answers it.
	 * @param site the site that it is for
	 * @param request the request
	 * @param response the response
	 * @return whether it may go on; otherwise it is answered, now or after a pause
	 * @throws IOException if the client cannot be written to
	 */
	boolean admits(Site site, HttpServletRequest request, HttpServletResponse response) throws IOException {
		Optional<Duration> wait = this.rates.take(site, RequestRates.DOOR);
		if (wait.isPresent()) {
			this.refusal.refuse(request, response, site, Refusals.Reason.RATE, wait.get());
		}
		return wait.isEmpty();
	}

}
