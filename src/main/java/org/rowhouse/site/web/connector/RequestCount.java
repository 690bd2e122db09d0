package org.rowhouse.site.web.connector;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Counts the requests that are being answered, which is all that is asked for when the
 * server stops gracefully. The handler in whose place it stands keeps times and sizes as
 * well, which nobody reads here, in counters that all processors write to.
 */
final class RequestCount extends StatisticsHandler {

	private final LongAdder active = new LongAdder();

	RequestCount(Handler handler) {
		super(handler);
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) throws Exception {
		Counted counted = new Counted(callback);
		boolean handled = false;
		try {
			handled = getHandler().handle(request, response, counted);
			return handled;
		}
		finally {
			if (!handled) {
				counted.end();
			}
		}
	}

	@Override
	public int getRequestsActive() {
		return this.active.intValue();
	}

	/** One request, until it is over in one way or another. */
	private final class Counted extends Callback.Nested {

		private final AtomicBoolean over = new AtomicBoolean();

		Counted(Callback callback) {
			super(callback);
			RequestCount.this.active.increment();
		}

		@Override
		public void completed() {
			end();
		}

		private void end() {
			if (this.over.compareAndSet(false, true)) {
				RequestCount.this.active.decrement();
			}
		}

	}

}
