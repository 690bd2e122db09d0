package org.rowhouse.sitefolder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes back what was done to files when the running transaction does not commit.
 */
final class Undo implements TransactionSynchronization {

	private static final Logger logger = LoggerFactory.getLogger(Undo.class);

	private final Deque<Step> steps = new ArrayDeque<>();

	/** Does some work; its steps are taken back, the last one first. */
	static String onRollback(Work work) {
		Undo undo = new Undo();
		TransactionSynchronizationManager.registerSynchronization(undo);
		try {
			return work.with(undo);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void add(Step step) {
		this.steps.push(step);
	}

	@Override
	public void afterCompletion(int status) {
		if (status == STATUS_UNKNOWN) {
			// If it did commit, the files are all that there is of the items.
			logger.error("Nobody knows whether an export was committed. Its files stay; those of a failed one are told "
					+ "as being in the way.");
		}
		if (status != STATUS_ROLLED_BACK) {
			return;
		}
		for (Step step : this.steps) {
			try {
				step.undo();
			}
			catch (IOException ex) {
				logger.error("A file of an export that failed is left over", ex);
			}
		}
	}

	/** Something that takes back one change. */
	@FunctionalInterface
	interface Step {

		void undo() throws IOException;

	}

	/** Something with changes that may have to be taken back. */
	@FunctionalInterface
	interface Work {

		String with(Undo undo) throws IOException;

	}

}
