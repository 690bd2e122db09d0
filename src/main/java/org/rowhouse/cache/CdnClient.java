package org.rowhouse.cache;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Tells the CDN to forget what has a tag. The request is one that Cloudflare's purge by
 * tags and Fastly's purge of several keys take as it is: the tags stand in a JSON body
 * and in {@code Surrogate-Key}. Redirects are not followed, so the token goes nowhere
 * else.
 */
@Component
class CdnClient {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final CdnProperties properties;

	private final Duration timeout;

	/** It has a thread of its own, so there is one only where it is used. */
	private final @Nullable HttpClient client;

	@Autowired
	CdnClient(CdnProperties properties) {
		this(properties, TIMEOUT);
	}

	/**
	 * Makes a client.
	 * @param properties where the CDN is
	 * @param timeout how long a request may take with all of its answer
	 */
	CdnClient(CdnProperties properties, Duration timeout) {
		this.properties = properties;
		this.timeout = timeout;
		this.client = (properties.purges())
				? HttpClient.newBuilder().connectTimeout(timeout).followRedirects(Redirect.NEVER).build() : null;
	}

	/**
	 * Sends one request.
	 * @param tag a tag, of characters that need no escape
	 * @throws IOException if it cannot be sent, or is not answered with success in time
	 */
	void purge(String tag) throws IOException {
		String url = this.properties.purgeUrl();
		HttpClient http = this.client;
		if (url == null || http == null) {
			return;
		}
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
			.timeout(this.timeout)
			.header("Content-Type", "application/json")
			.header("Accept", "application/json")
			.header("Surrogate-Key", tag)
			.POST(BodyPublishers.ofString("{\"tags\":[\"" + tag + "\"]}"));
		String token = this.properties.purgeToken();
		if (token != null) {
			request.header(this.properties.purgeTokenHeader(), token);
		}
		int status = send(http, request.build());
		if (status / 100 != 2) {
			throw new IOException("It answered " + status);
		}
	}

	/**
	 * The timeout of a request ends with the headers of the answer; this one does not.
	 */
	private int send(HttpClient http, HttpRequest request) throws IOException {
		CompletableFuture<HttpResponse<Void>> answer = http.sendAsync(request, BodyHandlers.discarding());
		try {
			return answer.get(this.timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode();
		}
		catch (ExecutionException ex) {
			throw new IOException(String.valueOf(ex.getCause()), ex);
		}
		catch (TimeoutException ex) {
			throw new IOException("It did not answer in time", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("Interrupted", ex);
		}
		finally {
			answer.cancel(true);
		}
	}

}
