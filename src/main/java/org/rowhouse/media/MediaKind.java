package org.rowhouse.media;

/**
 * What a file is for people.
 */
public enum MediaKind {

	/** Something to look at. */
	PICTURE,

	/** Something to listen to. */
	AUDIO,

	/** Something to watch. */
	VIDEO,

	/** Something to read or to download. */
	DOCUMENT

}
