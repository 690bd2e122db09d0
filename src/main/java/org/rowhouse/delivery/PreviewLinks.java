package org.rowhouse.delivery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;
import org.rowhouse.content.ContentKind;
import org.rowhouse.content.PreviewRounds;
import org.rowhouse.site.PlatformSecrets;
import org.rowhouse.site.PublicUrls;
import org.rowhouse.site.Site;

import org.springframework.stereotype.Component;

/**
 * Links to how a page or post will look on its site, for everybody who has the link, in
 * whatever state it is. A link is signed (HMAC-SHA256) for one site, one item and a time;
 * the signature is the only thing that counts, so nothing is kept of links.
 */
@Component
public class PreviewLinks {

	/** For how long a link can be given away at most. */
	public static final Duration MAX_VALIDITY = Duration.ofDays(90);

	private static final String PURPOSE = "preview-links";

	private static final String PATH = "/preview/";

	private static final String ALGORITHM = "HmacSHA256";

	private static final int SIGNATURE = 32;

	private static final int CONTENT = 1 + Long.BYTES + Long.BYTES + Long.BYTES + Integer.BYTES;

	private static final int MAX_TOKEN = 200;

	private final PlatformSecrets secrets;

	private final PreviewRounds rounds;

	private final PublicUrls urls;

	private final Clock clock = Clock.systemUTC();

	PreviewLinks(PlatformSecrets secrets, PreviewRounds rounds, PublicUrls urls) {
		this.secrets = secrets;
		this.rounds = rounds;
		this.urls = urls;
	}

	/**
	 * Makes a link.
	 * @param site the bound site
	 * @param kind page or post
	 * @param itemId the item's number, or {@code null} if it was never saved
	 * @param autosaveId the number of an autosave that is shown as long as it is kept, or
	 * {@code null}
	 * @param validity how long it can be followed, at most {@link #MAX_VALIDITY}
	 * @return the link; nothing if the site has no address or no such item
	 */
	public Optional<Link> create(Site site, ContentKind kind, @Nullable Long itemId, @Nullable Long autosaveId,
			Duration validity) {
		String base = this.urls.of(site);
		Optional<Integer> round = (itemId != null) ? this.rounds.of(itemId) : Optional.of(0);
		if (base == null || round.isEmpty() || (itemId == null && autosaveId == null)) {
			return Optional.empty();
		}
		Duration bounded = (validity.compareTo(MAX_VALIDITY) < 0) ? validity : MAX_VALIDITY;
		Instant until = this.clock.instant().plus(bounded);
		byte[] content = ByteBuffer.allocate(CONTENT)
			.put((byte) ((kind == ContentKind.POST) ? 1 : 0))
			.putLong((itemId != null) ? itemId : 0)
			.putLong((autosaveId != null) ? autosaveId : 0)
			.putLong(until.getEpochSecond())
			.putInt(round.get())
			.array();
		byte[] token = ByteBuffer.allocate(CONTENT + SIGNATURE).put(content).put(sign(site, content)).array();
		return Optional.of(new Link(base + PATH + Base64.getUrlEncoder().withoutPadding().encodeToString(token),
				Instant.ofEpochSecond(until.getEpochSecond())));
	}

	/**
	 * Reads a link.
	 * @param site the bound site
	 * @param token its last segment
	 * @return what it shows; nothing if it was made for another site, changed, taken back
	 * or is too old, without saying which
	 */
	Optional<Target> open(Site site, String token) {
		byte[] bytes = decode(token);
		byte[] content = Arrays.copyOf(bytes, CONTENT);
		byte[] signature = Arrays.copyOfRange(bytes, CONTENT, CONTENT + SIGNATURE);
		if (!MessageDigest.isEqual(sign(site, content), signature)) {
			return Optional.empty();
		}
		ByteBuffer read = ByteBuffer.wrap(content);
		ContentKind kind = (read.get() == 1) ? ContentKind.POST : ContentKind.PAGE;
		long itemId = read.getLong();
		long autosaveId = read.getLong();
		boolean late = this.clock.instant().getEpochSecond() >= read.getLong();
		int round = read.getInt();
		if (late || (itemId != 0 && this.rounds.of(itemId).filter((now) -> now == round).isEmpty())) {
			return Optional.empty();
		}
		return Optional.of(new Target(kind, (itemId != 0) ? itemId : null, (autosaveId != 0) ? autosaveId : null));
	}

	/** What is none is as long as one, and fits no signature. */
	private static byte[] decode(String token) {
		byte[] none = new byte[CONTENT + SIGNATURE];
		try {
			byte[] bytes = (token.length() <= MAX_TOKEN) ? Base64.getUrlDecoder().decode(token) : none;
			// One with other last bits would decode to the same.
			boolean exact = bytes.length == none.length
					&& Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(token);
			return (exact) ? bytes : none;
		}
		catch (IllegalArgumentException ex) {
			return none;
		}
	}

	private byte[] sign(Site site, byte[] content) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(this.secrets.of(PURPOSE), ALGORITHM));
			mac.update(("preview " + site.id() + " ").getBytes(StandardCharsets.US_ASCII));
			return mac.doFinal(content);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java has " + ALGORITHM, ex);
		}
	}

	/**
	 * A link that was made.
	 *
	 * @param url where it leads
	 * @param until when it ends
	 */
	public record Link(String url, Instant until) {

	}

	/**
	 * What a link shows.
	 *
	 * @param kind page or post
	 * @param itemId the item's number, or {@code null}
	 * @param autosaveId the number of an autosave, or {@code null}
	 */
	record Target(ContentKind kind, @Nullable Long itemId, @Nullable Long autosaveId) {

	}

}
