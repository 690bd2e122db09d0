package org.rowhouse.site;

/**
 * A site was to be bound while a transaction of another one was running, whose session
 * would silently have gone on with the old site.
 */
public class SiteRebindException extends IllegalStateException {

	SiteRebindException() {
		super("Another site cannot be bound inside a running transaction: bind it before the transaction begins");
	}

}
