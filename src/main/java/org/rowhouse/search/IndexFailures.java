package org.rowhouse.search;

import java.io.IOException;
import java.util.List;

import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.store.AlreadyClosedException;

/**
 * Tells what is wrong with the index from what is wrong with something that was to be put
 * into it.
 */
final class IndexFailures {

	/**
	 * A writer closes itself when memory runs out, and a mapped file fails as an error.
	 */
	private static final List<Class<? extends Throwable>> OF_INDEX = List.of(IOException.class,
			VirtualMachineError.class, AlreadyClosedException.class);

	private static final List<Class<? extends Throwable>> DAMAGE = List.of(CorruptIndexException.class,
			IndexFormatTooOldException.class, IndexFormatTooNewException.class);

	private IndexFailures() {
	}

	/**
	 * Tells whether the index has to be closed, looked at and opened again.
	 * @param failure what was thrown
	 * @return whether the disk or the memory failed, whichever entry it was about
	 */
	static boolean isOfIndex(Throwable failure) {
		return has(failure, OF_INDEX);
	}

	/**
	 * Tells whether Lucene says that the index is not as it was written.
	 * @param failure what was thrown
	 * @return whether only a new index helps
	 */
	static boolean isDamage(Throwable failure) {
		return has(failure, DAMAGE);
	}

	private static boolean has(Throwable failure, List<Class<? extends Throwable>> kinds) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			Throwable current = cause;
			if (kinds.stream().anyMatch((kind) -> kind.isInstance(current))) {
				return true;
			}
		}
		return false;
	}

}
