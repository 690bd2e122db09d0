package org.rowhouse.cache;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.InvalidSettingException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the page cache.
 *
 * @param size how much memory the kept answers of all sites may take together, such as
 * {@code 64MB}; by default an eighth of the heap. {@code 0} keeps none.
 * @param siteShare how much of it one site may take, in percent
 */
@ConfigurationProperties("rowhouse.page-cache")
record PageCacheProperties(@Nullable DataSize size, @DefaultValue("25") int siteShare) {

	private static final int PART_OF_HEAP = 8;

	/**
	 * Checks the values.
	 */
	PageCacheProperties {
		if (size != null && size.isNegative()) {
			throw new InvalidSettingException("rowhouse.page-cache.size is " + size + ".",
					"Write a size such as 64MB, or 0 to keep no pages.");
		}
		if (siteShare < 1 || siteShare > 100) {
			throw new InvalidSettingException("rowhouse.page-cache.site-share is " + siteShare + ".",
					"Write a number of percent, from 1 to 100.");
		}
	}

	long bytes() {
		return (this.size != null) ? this.size.toBytes() : Runtime.getRuntime().maxMemory() / PART_OF_HEAP;
	}

	long bytesOfSite() {
		return bytes() * this.siteShare / 100;
	}

}
