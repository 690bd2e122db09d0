package org.rowhouse.sitefolder;

import java.util.List;

import org.rowhouse.site.SiteProblem;

/**
 * A file of a site folder, or one that all sites share, cannot be read. Tells everything
 * that is wrong with it as far as that is known.
 */
class FileProblemException extends Exception {

	private static final long serialVersionUID = 1L;

	private final String file;

	private final transient List<Mistake> mistakes;

	FileProblemException(String file, List<Mistake> mistakes) {
		super(String.join(" ", mistakes.stream().map(Mistake::message).toList()));
		this.file = file;
		this.mistakes = List.copyOf(mistakes);
	}

	/** Something is wrong with the file as a whole. */
	FileProblemException(String file, String message) {
		this(file, List.of(new Mistake(Mistake.Position.FILE, message)));
	}

	/** Returns the problems, with the file as seen from {@code rowhouse.home}. */
	List<SiteProblem> in(String key) {
		return inFolder("sites/" + key);
	}

	List<SiteProblem> inFolder(String folder) {
		return this.mistakes.stream().map((mistake) -> mistake.in(folder + "/" + this.file)).toList();
	}

}
