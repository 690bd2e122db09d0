package org.rowhouse.site.web;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.rowhouse.site.CompletedRequest;
import org.rowhouse.site.Refusals;
import org.rowhouse.site.RequestFailure;
import org.rowhouse.site.RequestRefusal;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Answers refused requests after a pause. Who asks again the moment that it is refused
 * would otherwise keep the processors busy with refusals alone, and the other sites would
 * wait behind those. While the answer is held back no thread is, only the connection; of
 * very many at once the rest is answered at once.
 */
@Component
class PausedRefusal implements RequestRefusal, DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(PausedRefusal.class);

	private static final int MAX_HELD_BACK = 2000;

	/** More than the answer itself needs. */
	private static final Duration SPARE = Duration.ofSeconds(20);

	private static final RequestFailure BUSY = new RequestFailure("",
			"So many pages of this site were being made at once that this one was refused.", null, null);

	private final SiteLimits limits;

	private final Refusals refusals;

	private final PlatformPages pages;

	private final AtomicInteger heldBack = new AtomicInteger();

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "refusals");
		thread.setDaemon(true);
		return thread;
	});

	PausedRefusal(SiteLimits limits, Refusals refusals, PlatformPages pages) {
		this.limits = limits;
		this.refusals = refusals;
		this.pages = pages;
	}

	@Override
	public void refuse(HttpServletRequest request, HttpServletResponse response, Site site, Refusals.Reason reason,
			Duration retryAfter) throws IOException {
		this.refusals.count(site, reason);
		int status = (reason == Refusals.Reason.RATE) ? PlatformPages.BUSY : HttpServletResponse.SC_SERVICE_UNAVAILABLE;
		if (reason == Refusals.Reason.BUSY) {
			request.setAttribute(CompletedRequest.FAILURE_ATTRIBUTE, BUSY);
		}
		// Rounded up: who comes back too early is refused again.
		long seconds = Math.max(1, retryAfter.plusNanos(999_999_999).toSeconds());
		response.setHeader("Retry-After", Long.toString(seconds));
		Duration pause = this.limits.refusalPause();
		if (pause.isZero() || !request.isAsyncSupported() || !mayHoldBack()) {
			this.pages.send(request, response, status, PlatformPages.BUSY);
			return;
		}
		AsyncContext async = request.startAsync(request, response);
		async.addListener(new WhenAnswered(this.heldBack::decrementAndGet));
		async.setTimeout(pause.plus(SPARE).toMillis());
		// The timer only wakes up; a client that reads slowly holds another thread.
		ScheduledFuture<?> unused = this.timer.schedule(
				() -> async.start(() -> answer(async, request, response, status)), pause.toNanos(),
				TimeUnit.NANOSECONDS);
	}

	private boolean mayHoldBack() {
		if (this.heldBack.incrementAndGet() <= MAX_HELD_BACK) {
			return true;
		}
		this.heldBack.decrementAndGet();
		return false;
	}

	private void answer(AsyncContext async, HttpServletRequest request, HttpServletResponse response, int status) {
		try {
			this.pages.send(request, response, status, PlatformPages.BUSY);
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("Nobody waits for a refusal any more", ex);
		}
		finally {
			async.complete();
		}
	}

	@Override
	public void destroy() {
		this.timer.shutdownNow();
	}

}
