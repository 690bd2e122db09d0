package org.rowhouse.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.google.common.hash.Hashing;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Worker;

import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.transaction.TransactionException;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.UriUtils;

/**
 * Lets a client send a {@code POST} or {@code PATCH} again when it does not know whether
 * it arrived: with the same {@code Idempotency-Key} it gets the first answer again, and
 * nothing happens twice (IETF draft "The Idempotency-Key HTTP header field"). Keys belong
 * to the person and are kept for a day. An answer that says the server failed is not
 * kept.
 */
class IdempotencyFilter extends ApiFilter {

	private static final String HEADER = "Idempotency-Key";

	private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{8,255}");

	/** The ends of paths whose answers hold a link that lets somebody in. */
	private static final List<String> WITH_SECRETS = List.of("/invitations", "/reset-link");

	/** What says nothing of the work, and may be otherwise with another credential. */
	private static final Set<Integer> NOT_KEPT = Set.of(401, 403, 409, 412, 429);

	private static final int MAX_BODY = 12 * 1024 * 1024;

	/** Characters of an answer, as the table has it. */
	private static final int MAX_ANSWER = 1_000_000;

	private final IdempotentRequests requests;

	private final Worker worker;

	IdempotencyFilter(IdempotentRequests requests, Worker worker) {
		this.requests = requests;
		this.worker = worker;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return super.shouldNotFilter(request) || request.getHeader(HEADER) == null
				|| !(request.getMethod().equals("POST") || request.getMethod().equals("PATCH"));
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Long person = this.worker.id();
		if (person == null) {
			chain.doFilter(request, response);
			return;
		}
		String refusal = refusal(request);
		if (refusal != null) {
			refuse(response, HttpStatus.BAD_REQUEST, refusal);
			return;
		}
		byte[] body = body(request);
		if (body.length > MAX_BODY) {
			refuse(response, HttpStatus.CONTENT_TOO_LARGE, "A request with " + HEADER + " has at most 12 MB.");
			return;
		}
		IdempotentRequest.Key key = new IdempotentRequest.Key(person,
				hash(request.getHeader(HEADER).getBytes(StandardCharsets.UTF_8)));
		Optional<IdempotentRequest> earlier = this.requests.begin(key, fingerprint(request, body));
		if (earlier.isPresent()) {
			repeat(earlier.get(), fingerprint(request, body), response);
			return;
		}
		first(key, new BufferedRequest(request, body), response, chain);
	}

	private static @Nullable String refusal(HttpServletRequest request) {
		if (!KEY.matcher(request.getHeader(HEADER)).matches()) {
			return HEADER + " has 8 to 255 visible ASCII characters, such as a UUID.";
		}
		String type = request.getContentType();
		if (type != null && !type.startsWith(MediaType.APPLICATION_JSON_VALUE)) {
			return HEADER + " is for requests with JSON. A file that is sent twice is kept once anyway.";
		}
		String path = UriUtils.decode(request.getRequestURI(), StandardCharsets.UTF_8);
		if (path.startsWith("/api/tokens") || WITH_SECRETS.stream().anyMatch(path::endsWith)) {
			return HEADER + " cannot be used here, since the answer with the secret is kept nowhere.";
		}
		return null;
	}

	private static byte[] body(HttpServletRequest request) throws IOException {
		try (InputStream in = request.getInputStream()) {
			return in.readNBytes(MAX_BODY + 1);
		}
	}

	private void first(IdempotentRequest.Key key, HttpServletRequest request, HttpServletResponse response,
			FilterChain chain) throws ServletException, IOException {
		ContentCachingResponseWrapper caching = new ContentCachingResponseWrapper(response);
		boolean failed = true;
		try {
			chain.doFilter(request, caching);
			failed = caching.getStatus() >= 500 || NOT_KEPT.contains(caching.getStatus());
		}
		finally {
			if (failed) {
				this.requests.forget(key);
			}
		}
		if (!failed) {
			keep(key, caching);
		}
		caching.copyBodyToResponse();
	}

	/**
	 * The work is done from here on: whatever happens, the key is not free again. An
	 * answer that is too long is kept without its body.
	 */
	private void keep(IdempotentRequest.Key key, ContentCachingResponseWrapper response) {
		String body = new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
		boolean fits = body.length() <= MAX_ANSWER;
		try {
			this.requests.end(key,
					new IdempotentRequest.Answer(response.getStatus(), (fits) ? response.getContentType() : null,
							response.getHeader(HttpHeaders.LOCATION), response.getHeader(HttpHeaders.ETAG),
							(fits) ? body : ""));
		}
		catch (DataAccessException | TransactionException ex) {
			logger.warn("The answer to a request with an idempotency key could not be kept", ex);
		}
	}

	private static void repeat(IdempotentRequest earlier, String fingerprint, HttpServletResponse response)
			throws IOException {
		IdempotentRequest.Answer answer = earlier.answer();
		if (!earlier.fingerprint().equals(fingerprint)) {
			refuse(response, HttpStatus.UNPROCESSABLE_CONTENT,
					"You have used this " + HEADER + " for another request. Take a new one for each.");
		}
		else if (answer == null) {
			response.setHeader(HttpHeaders.RETRY_AFTER, "1");
			refuse(response, HttpStatus.CONFLICT, "The first request with this " + HEADER
					+ " has not ended. Ask again; if it stays so for a minute, the server was killed: look whether what it makes is there, then take a new key.");
		}
		else {
			byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
			response.setStatus(answer.status());
			response.setHeader("Idempotency-Replayed", "true");
			set(response, HttpHeaders.LOCATION, answer.location());
			set(response, HttpHeaders.ETAG, answer.etag());
			if (answer.contentType() != null) {
				response.setContentType(answer.contentType());
			}
			response.setContentLength(body.length);
			response.getOutputStream().write(body);
		}
	}

	private static void set(HttpServletResponse response, String name, @Nullable String value) {
		if (value != null) {
			response.setHeader(name, value);
		}
	}

	private static String fingerprint(HttpServletRequest request, byte[] body) {
		// With the key, which is kept nowhere, so that nobody can guess what the body
		// was.
		String target = request.getMethod() + " " + request.getRequestURI() + "?" + request.getQueryString() + "\n"
				+ request.getHeader(HEADER) + "\n" + request.getHeader(HttpHeaders.AUTHORIZATION) + "\n"
				+ request.getHeader(HttpHeaders.IF_MATCH) + "\n" + hash(body);
		return hash(target.getBytes(StandardCharsets.UTF_8));
	}

	private static String hash(byte[] bytes) {
		return Hashing.sha256().hashBytes(bytes).toString();
	}

}
