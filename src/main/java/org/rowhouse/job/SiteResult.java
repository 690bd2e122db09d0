package org.rowhouse.job;

/**
 * What a job has done with a site.
 *
 * @param position where the site stands in the job, from 0
 * @param key the key of the site, which may be gone
 * @param state what became of it
 * @param before what it was; empty if it was not looked at, or was nothing
 * @param wanted what it was to become
 * @param message why it could not be changed, or was left alone; may be empty
 */
public record SiteResult(int position, String key, ResultState state, String before, String wanted, String message) {

}
