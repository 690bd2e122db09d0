package org.rowhouse.overview;

import java.util.List;
import java.util.Map;

import org.springframework.data.domain.Page;

/**
 * A part of a list of sites.
 *
 * @param page the sites
 * @param summary all sites together that whoever asks may know of, also those that are
 * not on the list
 */
public record SiteList(Page<SiteOverview> page, Summary summary) {

	/**
	 * All sites together.
	 *
	 * @param sites how many there are
	 * @param attention how many should be looked at
	 * @param failing how many do not serve their visitors
	 * @param requests how many requests there were in the last 24 hours
	 * @param serverErrors how many of them failed here
	 * @param themes the names of the themes that they have, in order
	 * @param tags how many of them have each tag, in alphabetical order
	 */
	public record Summary(int sites, int attention, int failing, long requests, long serverErrors, List<String> themes,
			Map<String, Integer> tags) {

	}

}
