package org.rowhouse.site.web.connector;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Does not wait for bodies that come too slowly, nor for readers of answers that take
 * them too slowly, and refuses what is larger than a body may be. Only the time in which
 * the other side is waited for counts: a page may take its time to be made.
 * <p>
 * Like Apache's {@code mod_reqtimeout}, it allows a fixed time and, in addition, what the
 * bytes take at the slowest speed.
 */
final class TransferGuard extends Handler.Wrapper {

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private final long grace;

	private final int minBytesPerSecond;

	TransferGuard(Handler handler, Duration grace, int minBytesPerSecond) {
		super(handler);
		this.grace = grace.toNanos();
		this.minBytesPerSecond = minBytesPerSecond;
	}

	/**
	 * Sets how large the body of a request may be that is on its way through a guard. To
	 * who reads on, 413 is thrown.
	 * @param request the request
	 * @param bytes the most it may have
	 * @return whether what has come of it so far is no more
	 */
	static boolean limitBody(Request request, long bytes) {
		GuardedRequest guarded = Request.as(request, GuardedRequest.class);
		if (guarded == null) {
			throw new IllegalStateException("The request did not come through the guard");
		}
		guarded.maxBody = bytes;
		return guarded.bytes <= bytes;
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) throws Exception {
		GuardedRequest guarded = new GuardedRequest(request);
		return super.handle(guarded, new GuardedResponse(guarded, response), callback);
	}

	private long allowed(long bytes) {
		return this.grace + bytes * SECOND / this.minBytesPerSecond;
	}

	/** A body is read by one thread at a time. */
	private final class GuardedRequest extends Request.Wrapper {

		private volatile long maxBody = Long.MAX_VALUE;

		private long bytes;

		private boolean waited;

		private long waitingSince;

		private volatile Content.@Nullable Chunk failure;

		GuardedRequest(Request request) {
			super(request);
		}

		@Override
		public Content.@Nullable Chunk read() {
			Content.Chunk failed = this.failure;
			if (failed != null) {
				return failed;
			}
			Content.Chunk chunk = super.read();
			if (Content.Chunk.isFailure(chunk) && chunk.getFailure() instanceof TimeoutException) {
				return fail(HttpStatus.REQUEST_TIMEOUT_408, "the body does not come");
			}
			if (chunk != null) {
				this.bytes += chunk.remaining();
				if (this.bytes > this.maxBody) {
					chunk.release();
					return fail(HttpStatus.PAYLOAD_TOO_LARGE_413, "the body is larger than " + this.maxBody + " bytes");
				}
			}
			return chunk;
		}

		@Override
		public void demand(Runnable demandCallback) {
			long now = System.nanoTime();
			if (!this.waited) {
				this.waited = true;
				this.waitingSince = now;
			}
			if (now - this.waitingSince > allowed(this.bytes)) {
				fail(HttpStatus.REQUEST_TIMEOUT_408, "the body comes too slowly");
				demandCallback.run();
			}
			else {
				super.demand(demandCallback);
			}
		}

		private Content.Chunk fail(int status, String reason) {
			Content.Chunk failed = Content.Chunk.from(new HttpException.RuntimeException(status, reason));
			this.failure = failed;
			return failed;
		}

	}

	private final class GuardedResponse extends Response.Wrapper {

		GuardedResponse(Request request, Response response) {
			super(request, response);
		}

		@Override
		public void write(boolean last, @Nullable ByteBuffer content, Callback callback) {
			int length = BufferUtil.length(content);
			if (length == 0) {
				super.write(last, content, callback);
				return;
			}
			GuardedWrite write = new GuardedWrite(callback);
			super.write(last, content, write);
			write.watch(getRequest(), length);
		}

	}

	/** What strangers do is no news. */
	private static final class SlowReaderException extends TimeoutException implements QuietException {

		private static final long serialVersionUID = 1L;

		SlowReaderException() {
			super("The answer is read too slowly");
		}

	}

	/**
	 * A piece of an answer. Its state is empty, the task that will end it, or, when it
	 * has been written, {@link #WRITTEN}: most are written at once, and need no task.
	 */
	private final class GuardedWrite implements Callback {

		private static final Object WRITTEN = new Object();

		private final AtomicReference<@Nullable Object> state = new AtomicReference<>();

		private final Callback callback;

		GuardedWrite(Callback callback) {
			this.callback = callback;
		}

		void watch(Request request, int length) {
			if (this.state.get() != null) {
				return;
			}
			Scheduler.Task task = request.getComponents()
				.getScheduler()
				.schedule(() -> end(request), allowed(length), TimeUnit.NANOSECONDS);
			if (!this.state.compareAndSet(null, task)) {
				task.cancel();
			}
		}

		private void end(Request request) {
			if (this.state.get() != WRITTEN) {
				Runnable task = HttpChannel.from(request).onFailure(new SlowReaderException());
				if (task != null) {
					request.getComponents().getExecutor().execute(task);
				}
			}
		}

		@Override
		public void succeeded() {
			written();
			this.callback.succeeded();
		}

		@Override
		public void failed(Throwable failure) {
			written();
			this.callback.failed(failure);
		}

		private void written() {
			if (this.state.getAndSet(WRITTEN) instanceof Scheduler.Task task) {
				task.cancel();
			}
		}

		@Override
		public InvocationType getInvocationType() {
			return this.callback.getInvocationType();
		}

	}

}
