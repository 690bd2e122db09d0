package org.rowhouse.traffic;

/**
 * What was asked of a site in the last 24 hours, the running one included.
 *
 * @param siteId the number of the site
 * @param requests how many requests there were
 * @param clientErrors how many of them were answered with a status from 400 to 499
 * @param serverErrors how many of them failed here
 * @param bytes how long all bodies were together
 */
public record DayTraffic(Long siteId, long requests, long clientErrors, long serverErrors, long bytes) {

	/**
	 * That of a site to which nobody came.
	 * @param siteId the number of the site
	 * @return zeros
	 */
	public static DayTraffic none(long siteId) {
		return new DayTraffic(siteId, 0, 0, 0, 0);
	}

	DayTraffic and(Sums more) {
		return new DayTraffic(this.siteId, this.requests + more.requests(), this.clientErrors + more.clientErrors(),
				this.serverErrors + more.serverErrors(), this.bytes + more.bytes());
	}

}
