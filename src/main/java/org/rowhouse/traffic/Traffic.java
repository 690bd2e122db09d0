package org.rowhouse.traffic;

import java.util.List;

/**
 * What was asked of a site, as it was at the last write.
 *
 * @param range how far back
 * @param periods from the oldest to the running one, without gaps
 * @param total all of them together
 */
public record Traffic(TrafficRange range, List<TrafficPeriod> periods, TrafficFigures total) {

}
