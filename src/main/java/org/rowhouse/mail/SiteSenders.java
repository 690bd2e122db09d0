package org.rowhouse.mail;

import java.util.Map;
import java.util.Optional;

import org.rowhouse.site.Changed;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.Site;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who the mails of each site come from.
 */
@Service
public class SiteSenders {

	private final SiteSenderRepository senders;

	private final CurrentSite currentSite;

	private final ApplicationEventPublisher events;

	private final TransactionTemplate transaction;

	SiteSenders(SiteSenderRepository senders, CurrentSite currentSite, ApplicationEventPublisher events,
			PlatformTransactionManager transactionManager) {
		this.events = events;
		this.senders = senders;
		this.currentSite = currentSite;
		this.transaction = new TransactionTemplate(transactionManager);
	}

	/**
	 * Returns who the mails of a site come from.
	 * @param site the site
	 * @return what is set for the site itself
	 */
	public SiteSender of(Site site) {
		SiteSender found = this.currentSite.call(site, () -> this.transaction
			.execute((status) -> this.senders.findSender().map(SiteSenderEntity::toSender).orElse(SiteSender.NONE)));
		return (found != null) ? found : SiteSender.NONE;
	}

	/**
	 * Sets who the mails of a site come from, those that wait included.
	 * @param site the site
	 * @param typed what was typed
	 * @return what holds now
	 * @throws InvalidInputException with a message for each of {@code name},
	 * {@code address} and {@code replyTo} that is wrong
	 */
	public SiteSender change(Site site, SiteSender typed) {
		SmtpRules rules = new SmtpRules();
		SiteSender sender = new SiteSender(rules.name("name", typed.name().strip()),
				rules.address("address", typed.address().strip()), rules.address("replyTo", typed.replyTo().strip()));
		if (!rules.errors().isEmpty()) {
			throw new InvalidInputException(rules.errors());
		}
		this.currentSite.run(site, () -> this.transaction.executeWithoutResult((status) -> {
			Optional<SiteSenderEntity> present = this.senders.findSender();
			SiteSender before = present.map(SiteSenderEntity::toSender).orElse(SiteSender.NONE);
			SiteSenderEntity row = present.orElseGet(SiteSenderEntity::new);
			row.write(sender);
			if (!before.equals(sender)) {
				this.events.publishEvent(new Changed("site.mail-sender-changed", site, site.key(), described(before),
						described(sender)));
			}
			this.senders.save(row);
		}));
		return sender;
	}

	private static Map<String, String> described(SiteSender sender) {
		return Map.of("name", sender.name(), "address", sender.address(), "replyTo", sender.replyTo());
	}

}
