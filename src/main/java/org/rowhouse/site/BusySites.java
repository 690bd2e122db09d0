package org.rowhouse.site;

import java.util.List;

/**
 * Knows to which sites most visitors come, for whoever has time to prepare a few of them.
 */
@FunctionalInterface
public interface BusySites {

	/**
	 * Lists the sites that were asked for most in the last 24 hours that were counted.
	 * @param most how many of them
	 * @return their numbers, the busiest first; none to which nobody came
	 */
	List<Long> busiest(int most);

}
