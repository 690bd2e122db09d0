package org.rowhouse.traffic;

import java.time.Instant;

/**
 * What was asked of a site in some time. An hour counts where it began.
 *
 * @param from when it began
 * @param to when it ended or will end
 * @param figures what the requests came to
 */
public record TrafficPeriod(Instant from, Instant to, TrafficFigures figures) {

}
