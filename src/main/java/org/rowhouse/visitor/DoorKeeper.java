package org.rowhouse.visitor;

import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.rowhouse.account.SignInThrottle;
import org.rowhouse.site.RenderPermits;
import org.rowhouse.site.Site;
import org.rowhouse.visitor.AreaMap.Door;
import org.rowhouse.visitor.VisitCookies.Pass;

import org.springframework.stereotype.Component;

/**
 * Compares what somebody typed with what opens an area, unless too much was wrong lately.
 * Failures are counted for each site by itself, so that nobody is kept from one site, or
 * from the admin UI, by what happened on another.
 */
@Component
class DoorKeeper {

	private static final Duration REMEMBERED = Duration.ofMinutes(10);

	private static final int MAX_REMEMBERED = 10_000;

	private final DoorLocks locks;

	private final SignInThrottle throttle;

	private final VisitCookies cookies;

	private final RenderPermits permits;

	/** With HTTP Basic each request brings the password, and comparing one is slow. */
	private final Cache<Remembered, Pass> passes = Caffeine.newBuilder()
		.maximumSize(MAX_REMEMBERED)
		.expireAfterWrite(REMEMBERED)
		.build();

	DoorKeeper(DoorLocks locks, SignInThrottle throttle, VisitCookies cookies, RenderPermits permits) {
		this.locks = locks;
		this.throttle = throttle;
		this.cookies = cookies;
		this.permits = permits;
	}

	/**
	 * Compares, after a look at how often it was tried.
	 * @param site the bound site
	 * @param door the area
	 * @param typed what was typed
	 * @param address where the request comes from
	 * @return what came of it
	 */
	Answer ask(Site site, Door door, Credentials typed, String address) {
		if (typed.isTooLong()) {
			return Answer.WRONG;
		}
		String name = (door.audience() == AreaAudience.VISITORS) ? Visitors.fold(typed.name()) : "";
		SignInThrottle.Attempt attempt = this.throttle.beginAtDoor(site.id(), "area " + door.id() + " " + name, address)
			.orElse(null);
		if (attempt == null) {
			return Answer.TOO_OFTEN;
		}
		boolean counts = true;
		// Comparing takes as much of the machine as a page does, and is bounded with
		// them.
		try (RenderPermits.Permit permit = this.permits.acquire(site).orElse(null)) {
			Pass pass = (permit != null) ? this.locks.open(door, name, typed.password()).orElse(null) : null;
			counts = permit != null && pass == null;
			return (permit != null) ? new Answer(pass, false) : Answer.TOO_OFTEN;
		}
		finally {
			attempt.end(!counts);
		}
	}

	/**
	 * Compares what comes with each request of a browser or program.
	 * @param site the bound site
	 * @param areas its areas
	 * @param door the area
	 * @param typed what was typed
	 * @param address where the request comes from
	 * @return what came of it
	 */
	Answer askAgain(Site site, AreaMap areas, Door door, Credentials typed, String address) {
		Remembered key = new Remembered(site.id(), door.id(), door.stamp(),
				Base64.getEncoder()
					.encodeToString(this.cookies.digest("basic " + site.id() + " " + door.id(),
							typed.name() + "\0" + typed.password())));
		Pass known = this.passes.getIfPresent(key);
		if (known != null
				&& areas.admits(door, (known.visitor() != 0) ? known.visitor() : null, known.visitorStamp())) {
			return new Answer(known, false);
		}
		Answer answer = ask(site, door, typed, address);
		Optional.ofNullable(answer.pass()).ifPresent((pass) -> this.passes.put(key, pass));
		return answer;
	}

	/** The digest is keyed: out of a memory dump nobody can guess a password by it. */
	private record Remembered(long siteId, long door, long stamp, String digest) {

	}

	/**
	 * What came of an attempt.
	 *
	 * @param pass who may enter; {@code null} if what was typed is wrong, or nobody
	 * looked
	 * @param tooOften whether nobody looked since too much was wrong lately
	 */
	record Answer(@Nullable Pass pass, boolean tooOften) {

		static final Answer WRONG = new Answer(null, false);

		static final Answer TOO_OFTEN = new Answer(null, true);

	}

}
