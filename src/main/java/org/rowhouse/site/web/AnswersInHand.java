package org.rowhouse.site.web;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.rowhouse.site.MadeAnswer;

/**
 * What has been made for one visitor each and waits to be sent. There may be as many as
 * connections with slow readers, and all together take no more memory than they may.
 */
final class AnswersInHand {

	private static final int SHARE_OF_HEAP = 16;

	private final long most;

	private final AtomicLong bytes = new AtomicLong();

	AnswersInHand() {
		this(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
	}

	AnswersInHand(long most) {
		this.most = most;
	}

	/**
	 * Takes the answer that was left to a request, on the thread that has made it.
	 * @param request the request
	 * @return the answer, which has to be {@linkplain #send sent}; {@code null} if there
	 * is none, or if it has been sent, as there was no room for it
	 * @throws IOException if the client cannot be written to
	 */
	@Nullable MadeAnswer take(HttpServletRequest request) throws IOException {
		MadeAnswer answer = MadeAnswer.take(request);
		if (answer != null && this.bytes.addAndGet(answer.bytes()) > this.most) {
			this.bytes.addAndGet(-answer.bytes());
			answer.sending().send();
			return null;
		}
		return answer;
	}

	/**
	 * Sends an answer that was taken, on whichever thread may wait for its reader.
	 * @param answer the answer; {@code null} if there is none
	 * @throws IOException if the client cannot be written to
	 */
	void send(@Nullable MadeAnswer answer) throws IOException {
		if (answer != null) {
			try {
				answer.sending().send();
			}
			finally {
				this.bytes.addAndGet(-answer.bytes());
			}
		}
	}

}
