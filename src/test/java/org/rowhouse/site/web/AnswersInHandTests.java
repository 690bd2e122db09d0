package org.rowhouse.site.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.rowhouse.site.MadeAnswer;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link AnswersInHand}.
 */
class AnswersInHandTests {

	private final AnswersInHand inHand = new AnswersInHand(100);

	private final List<Integer> sent = new ArrayList<>();

	@Test
	void whatThereIsNoRoomForIsSentAtOnce() throws IOException {
		MadeAnswer first = this.inHand.take(with(60));
		assertThat(first).isNotNull();
		assertThat(this.inHand.take(with(50))).isNull();
		assertThat(this.sent).containsExactly(50);
		MadeAnswer kept = this.inHand.take(with(0));
		assertThat(kept).isNotNull();
		this.inHand.send(first);
		this.inHand.send(kept);
		assertThat(this.sent).containsExactly(50, 60, 0);
		assertThat(this.inHand.take(with(100))).isNotNull();
	}

	@Test
	void whoCannotBeSentToLeavesNothingBehind() throws IOException {
		for (int time = 0; time < 3; time++) {
			HttpServletRequest request = new MockHttpServletRequest();
			new MadeAnswer(80, () -> {
				throw new IOException("gone");
			}).leaveTo(request);
			MadeAnswer answer = this.inHand.take(request);
			assertThat(answer).isNotNull();
			assertThatIOException().isThrownBy(() -> this.inHand.send(answer));
		}
		assertThat(this.inHand.take(new MockHttpServletRequest())).isNull();
		this.inHand.send(null);
	}

	private HttpServletRequest with(int bytes) {
		HttpServletRequest request = new MockHttpServletRequest();
		new MadeAnswer(bytes, () -> this.sent.add(bytes)).leaveTo(request);
		return request;
	}

}
