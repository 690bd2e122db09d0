package org.rowhouse.admin;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.rowhouse.account.FirstAdministrator;
import org.rowhouse.site.AdminUrls;
import org.rowhouse.site.PublicUrls;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteResolver;
import org.rowhouse.site.SiteState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Says at the end of the start where to go.
 */
@Component
class ReadyMessage {

	private static final Logger logger = LoggerFactory.getLogger(ReadyMessage.class);

	private static final int MAX_SITES = 20;

	private final SiteResolver sites;

	private final PublicUrls urls;

	private final AdminUrls adminUrls;

	private final FirstAdministrator firstAdministrator;

	ReadyMessage(SiteResolver sites, PublicUrls urls, AdminUrls adminUrls, FirstAdministrator firstAdministrator) {
		this.sites = sites;
		this.urls = urls;
		this.adminUrls = adminUrls;
		this.firstAdministrator = firstAdministrator;
	}

	@EventListener(ApplicationReadyEvent.class)
	void onReady() {
		StringBuilder message = new StringBuilder("Rowhouse is ready.\n\n");
		message.append("  Admin UI   ").append(this.adminUrls.url("/")).append('\n');
		List<Site> all = this.sites.all().stream().sorted(Comparator.comparing(Site::key)).toList();
		for (Site site : all.subList(0, Math.min(MAX_SITES, all.size()))) {
			message.append(String.format(Locale.ROOT, "  %-10s %s%n", site.key(), whereabouts(site)));
		}
		if (all.size() > MAX_SITES) {
			message.append("  ... and ").append(all.size() - MAX_SITES).append(" more sites\n");
		}
		String setup = this.firstAdministrator.setupPath();
		if (setup != null) {
			message.append("\n  Nobody can sign in yet. Open this link once to create the first administrator:\n  ")
				.append(this.adminUrls.url(setup))
				.append('\n');
		}
		logger.info("{}", message);
	}

	private String whereabouts(Site site) {
		@Nullable String url = this.urls.of(site);
		String where = (url != null) ? url + "/" : "(no address)";
		return (site.state() == SiteState.ACTIVE) ? where : where + "  [" + site.state() + "]";
	}

}
