package org.rowhouse.content;

/**
 * A revision, whole.
 *
 * @param revision who, when and what
 * @param draft what the item said, as it could be typed again
 */
public record RevisionText(Revision revision, Draft draft) {

}
