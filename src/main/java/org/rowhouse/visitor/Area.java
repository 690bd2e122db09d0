package org.rowhouse.visitor;

import java.time.Instant;

/**
 * A private branch of a site.
 *
 * @param id its number
 * @param path where it begins; {@code /} is the whole site
 * @param way how visitors show that they may read it
 * @param audience who may
 * @param since when it was made
 */
public record Area(long id, String path, AreaWay way, AreaAudience audience, Instant since) {

}
