package org.rowhouse.visitor;

import java.time.Instant;

/**
 * Somebody who may read the private areas of a site that are for its visitors.
 *
 * @param name the name to sign in with
 * @param since when it was added
 */
public record Visitor(String name, Instant since) {

}
