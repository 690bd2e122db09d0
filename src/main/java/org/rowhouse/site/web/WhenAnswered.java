package org.rowhouse.site.web;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/**
 * Does something when a request has been answered that was put off.
 *
 * @param action what to do
 */
record WhenAnswered(Runnable action) implements AsyncListener {

	@Override
	public void onComplete(AsyncEvent event) {
		this.action.run();
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		// The container completes it then.
	}

	@Override
	public void onError(AsyncEvent event) {
		// The container completes it then.
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
		event.getAsyncContext().addListener(this);
	}

}
