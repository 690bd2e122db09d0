package org.rowhouse.site.web.connector;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Hostname;
import org.rowhouse.site.InvalidHostnameException;

/**
 * Waits for the body of a request before anything begins to answer it, as reverse proxies
 * do: a slow body then costs its bytes and a connection, but no thread, no connection to
 * the database and no session. Larger bodies are passed on as they come: only who has
 * signed in may send them, or they are refused unread.
 */
final class BodyBuffer extends Handler.Wrapper {

	/** What is read of who has not signed in; the forms of the admin UI say the same. */
	static final int MAX_BYTES = 200_000;

	private static final int SHARE_OF_HEAP = 8;

	private final long maxHeld;

	private final AtomicLong held = new AtomicLong();

	private final long maxSiteBody;

	private final Hostname adminHost;

	BodyBuffer(Handler handler, long maxSiteBody, Hostname adminHost) {
		this(handler, maxSiteBody, adminHost, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
	}

	BodyBuffer(Handler handler, long maxSiteBody, Hostname adminHost, long maxHeld) {
		super(handler);
		this.maxHeld = maxHeld;
		this.maxSiteBody = maxSiteBody;
		this.adminHost = adminHost;
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) throws Exception {
		if (!isAwaited(request)) {
			return super.handle(request, response, callback);
		}
		new Arrival(request, response, callback).read(false);
		return true;
	}

	/** How many bytes of bodies are kept right now. */
	long held() {
		return this.held.get();
	}

	private boolean isAwaited(Request request) {
		if (HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod())) {
			return false;
		}
		long length = request.getLength();
		return length != 0 && (length <= this.maxSiteBody || (length <= MAX_BYTES && isForAdmin(request)));
	}

	private boolean isForAdmin(Request request) {
		try {
			String host = Request.getServerName(request);
			return host != null && Hostname.fromRequest(host).equals(this.adminHost);
		}
		catch (InvalidHostnameException ex) {
			// It is refused before its body is needed.
			return false;
		}
	}

	private void answer(Request request, Response response, Callback callback) {
		try {
			if (!super.handle(request, response, callback)) {
				Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
			}
		}
		catch (Exception ex) {
			Response.writeError(request, response, callback, ex);
		}
	}

	/** A body on its way. It comes in one piece after the other. */
	private final class Arrival extends Callback.Nested {

		private final Request request;

		private final Response response;

		private final ByteArrayOutputStream body = new ByteArrayOutputStream();

		Arrival(Request request, Response response, Callback callback) {
			super(callback);
			this.request = request;
			this.response = response;
		}

		void read(boolean later) {
			boolean complete = false;
			while (!complete && this.body.size() < MAX_BYTES) {
				Content.Chunk chunk = this.request.read();
				if (chunk == null) {
					this.request.demand(Invocable.from(InvocationType.NON_BLOCKING, () -> read(true)));
					return;
				}
				if (Content.Chunk.isFailure(chunk)) {
					Response.writeError(this.request, this.response, this, chunk.getFailure());
					return;
				}
				complete = chunk.isLast();
				if (!take(chunk)) {
					Response.writeError(this.request, this.response, this, HttpStatus.SERVICE_UNAVAILABLE_503);
					return;
				}
			}
			BufferedRequest buffered = new BufferedRequest(this.request, this.body.toByteArray(), complete);
			if (later) {
				this.request.getContext().execute(() -> answer(buffered, this.response, this));
			}
			else {
				answer(buffered, this.response, this);
			}
		}

		private boolean take(Content.Chunk chunk) {
			byte[] bytes = BufferUtil.toArray(chunk.getByteBuffer());
			chunk.release();
			this.body.writeBytes(bytes);
			return BodyBuffer.this.held.addAndGet(bytes.length) <= BodyBuffer.this.maxHeld;
		}

		@Override
		public void completed() {
			BodyBuffer.this.held.addAndGet(-this.body.size());
		}

	}

	/**
	 * A request of which the beginning, or all, is here.
	 */
	private static final class BufferedRequest extends Request.Wrapper {

		private final boolean complete;

		private byte @Nullable [] begin;

		BufferedRequest(Request request, byte[] begin, boolean complete) {
			super(request);
			this.begin = begin;
			this.complete = complete;
		}

		@Override
		public Content.@Nullable Chunk read() {
			byte[] bytes = this.begin;
			if (bytes != null) {
				this.begin = null;
				return Content.Chunk.from(ByteBuffer.wrap(bytes), this.complete);
			}
			return (this.complete) ? Content.Chunk.EOF : super.read();
		}

		@Override
		public void demand(Runnable demandCallback) {
			if (this.begin != null || this.complete) {
				getContext().execute(demandCallback);
			}
			else {
				super.demand(demandCallback);
			}
		}

	}

}
