package org.rowhouse.visitor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.PlatformSecrets;
import org.rowhouse.site.Site;
import org.rowhouse.visitor.AreaMap.Door;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * Remembers by a cookie that somebody may enter an area, and nothing on the server. A
 * cookie is signed (HMAC-SHA256) for one site, one area, one visitor and a time. It names
 * the stamps of the area and of the visitor, which change with their passwords: it ends
 * with them.
 */
@Component
class VisitCookies {

	/** For how long somebody stays signed in. */
	static final Duration VALIDITY = Duration.ofDays(14);

	private static final String PURPOSE = "visitor-cookies";

	private static final String NAME = "rowhouse-visit-";

	private static final String ALGORITHM = "HmacSHA256";

	private static final int SIGNATURE = 32;

	private static final int CONTENT = 5 * Long.BYTES;

	/** Of one name, which a neighbouring host may have set as well. */
	private static final int MAX_TRIED = 8;

	private final PlatformSecrets secrets;

	private final Clock clock;

	private volatile byte @Nullable [] key;

	@Autowired
	VisitCookies(PlatformSecrets secrets) {
		this(secrets, Clock.systemUTC());
	}

	VisitCookies(PlatformSecrets secrets, Clock clock) {
		this.secrets = secrets;
		this.clock = clock;
	}

	/**
	 * Makes a cookie.
	 * @param site the bound site
	 * @param door the area
	 * @param pass who may enter
	 * @param request the request, which says where the site is on its host
	 * @return the cookie
	 */
	ResponseCookie create(Site site, Door door, Pass pass, HttpServletRequest request) {
		byte[] content = ByteBuffer.allocate(CONTENT)
			.putLong(door.id())
			.putLong(door.stamp())
			.putLong(pass.visitor())
			.putLong(pass.visitorStamp())
			.putLong(this.clock.instant().plus(VALIDITY).getEpochSecond())
			.array();
		byte[] token = ByteBuffer.allocate(CONTENT + SIGNATURE).put(content).put(sign(site, content)).array();
		return cookie(door, Base64.getUrlEncoder().withoutPadding().encodeToString(token), VALIDITY, request);
	}

	/**
	 * Makes a cookie that takes one back.
	 * @param door the area
	 * @param request the request
	 * @return the cookie
	 */
	ResponseCookie forget(Door door, HttpServletRequest request) {
		return cookie(door, "", Duration.ZERO, request);
	}

	/** Numbers of areas are those of one site alone, so names of two sites differ. */
	private static ResponseCookie cookie(Door door, String value, Duration age, HttpServletRequest request) {
		String prefix = HostKind.pathPrefix(request);
		return ResponseCookie.from(NAME + door.id(), value)
			.path((prefix.isEmpty()) ? "/" : prefix)
			.httpOnly(true)
			.secure(request.isSecure())
			.sameSite("Lax")
			.maxAge(age)
			.build();
	}

	/**
	 * Tells whether a request may enter an area.
	 * @param site the bound site
	 * @param areas its areas
	 * @param door the area
	 * @param request the request
	 * @return whether it has a cookie that was made here for this, is not too old, and of
	 * which nothing has changed since
	 */
	boolean admit(Site site, AreaMap areas, Door door, HttpServletRequest request) {
		Cookie[] cookies = request.getCookies();
		if (cookies == null) {
			return false;
		}
		String name = NAME + door.id();
		return Arrays.stream(cookies)
			.filter((cookie) -> cookie.getName().equals(name))
			.limit(MAX_TRIED)
			.anyMatch((cookie) -> isGood(site, areas, door, cookie.getValue()));
	}

	private boolean isGood(Site site, AreaMap areas, Door door, String value) {
		byte[] bytes = decode(value);
		byte[] content = Arrays.copyOf(bytes, CONTENT);
		byte[] signature = Arrays.copyOfRange(bytes, CONTENT, CONTENT + SIGNATURE);
		if (!MessageDigest.isEqual(sign(site, content), signature)) {
			return false;
		}
		ByteBuffer read = ByteBuffer.wrap(content);
		boolean ofDoor = read.getLong() == door.id() && read.getLong() == door.stamp();
		long visitor = read.getLong();
		long visitorStamp = read.getLong();
		boolean inTime = this.clock.instant().getEpochSecond() < read.getLong();
		return ofDoor && inTime && areas.admits(door, (visitor != 0) ? visitor : null, visitorStamp);
	}

	/** What is none is as long as one, and fits no signature. */
	private static byte[] decode(String value) {
		byte[] none = new byte[CONTENT + SIGNATURE];
		try {
			byte[] bytes = (value.length() <= 2 * none.length) ? Base64.getUrlDecoder().decode(value) : none;
			return (bytes.length == none.length) ? bytes : none;
		}
		catch (IllegalArgumentException ex) {
			return none;
		}
	}

	private byte[] sign(Site site, byte[] content) {
		return mac("visit " + site.id() + " ", content);
	}

	/**
	 * Returns what stands for a text and tells nothing about it.
	 * @param purpose what it is for
	 * @param text the text
	 * @return 32 bytes
	 */
	byte[] digest(String purpose, String text) {
		return mac(purpose + " ", text.getBytes(StandardCharsets.UTF_8));
	}

	private byte[] mac(String purpose, byte[] content) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(key(), ALGORITHM));
			mac.update(purpose.getBytes(StandardCharsets.US_ASCII));
			return mac.doFinal(content);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java has " + ALGORITHM, ex);
		}
	}

	/** It never changes, and each request with a cookie needs it. */
	private byte[] key() {
		byte[] known = this.key;
		if (known == null) {
			known = this.secrets.of(PURPOSE);
			this.key = known;
		}
		return known;
	}

	/**
	 * Somebody who showed that he or she may enter.
	 *
	 * @param visitor the number of the visitor; 0 for a shared password
	 * @param visitorStamp the stamp of the visitor
	 */
	record Pass(long visitor, long visitorStamp) {

		static final Pass SHARED = new Pass(0, 0);

	}

}
