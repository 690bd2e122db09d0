package org.rowhouse.sitefolder;

import java.time.Duration;

import org.rowhouse.site.InvalidSettingException;
import org.rowhouse.site.RemovedFolder;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How {@code sites/} is followed while Rowhouse runs.
 *
 * @param watch whether changes are taken over when the operating system tells of them,
 * within a second
 * @param rescan how often all folders are compared with what was last read, since the
 * operating system may not tell of everything; at least a second, {@code 0} for never
 * @param maxWatches at most so many folders are watched, each of which costs the kernel
 * about a kilobyte; what is beyond is found by the rescan
 * @param removed what happens to a site whose folder is taken away
 */
@ConfigurationProperties("rowhouse.site-folders")
record SiteFolderProperties(@DefaultValue("true") boolean watch, @DefaultValue("30s") Duration rescan,
		@DefaultValue("50000") int maxWatches, @DefaultValue("archive") RemovedFolder removed) {

	SiteFolderProperties {
		if (!rescan.isZero() && rescan.compareTo(Duration.ofSeconds(1)) < 0) {
			throw new InvalidSettingException("rowhouse.site-folders.rescan is " + rescan.toMillis() + " ms.",
					"Write a second or more, such as 30s, or 0 to switch it off.");
		}
		if (maxWatches < 0) {
			throw new InvalidSettingException("rowhouse.site-folders.max-watches is " + maxWatches + ".",
					"Write how many folders may be watched, such as 50000.");
		}
	}

}
