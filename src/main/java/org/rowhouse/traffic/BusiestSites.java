package org.rowhouse.traffic;

import java.util.List;

import org.rowhouse.site.AllSites;
import org.rowhouse.site.BusySites;

import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/**
 * Says which sites are busy by what was counted.
 */
@Component
class BusiestSites implements BusySites {

	private final TrafficDayRepository days;

	private final AllSites allSites;

	BusiestSites(TrafficDayRepository days, AllSites allSites) {
		this.days = days;
		this.allSites = allSites;
	}

	@Override
	public List<Long> busiest(int most) {
		return this.allSites.call("find the busiest sites", () -> this.days.busiest(Limit.of(most)));
	}

}
