package org.rowhouse.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.rowhouse.site.AllSites;
import org.rowhouse.site.Changed;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.Site;
import org.rowhouse.site.Worker;

import org.springframework.context.event.EventListener;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Writes down what people do, in the transaction in which they do it, and finds it again.
 * Nothing here changes or deletes what is written; on PostgreSQL nothing can.
 */
@Service
public class AuditLog {

	/** How many entries a page has at most. */
	public static final int MAX_PAGE = 1_000;

	private static final int MAX_SUBJECT = 600;

	private static final int MAX_ADDRESS = 64;

	private static final int MAX_VALUE = 500;

	private static final int MAX_VALUES = 12;

	private final AuditRepository entries;

	private final Worker worker;

	private final CurrentSite currentSite;

	private final AllSites allSites;

	private final TransactionOperations transactions;

	private final Clock clock = Clock.systemUTC();

	AuditLog(AuditRepository entries, Worker worker, CurrentSite currentSite, AllSites allSites,
			TransactionOperations transactions) {
		this.currentSite = currentSite;
		this.entries = entries;
		this.worker = worker;
		this.allSites = allSites;
		this.transactions = transactions;
	}

	/** What is done outside a transaction is written in one of its own. */
	@EventListener
	void write(Changed change) {
		Site site = change.site();
		AuditEntry entry = new AuditEntry(0, this.clock.instant().truncatedTo(ChronoUnit.MICROS), who(), address(),
				(site != null) ? site.key() : null, change.action(), shortened(change.subject(), MAX_SUBJECT),
				bounded(change.before()), bounded(change.after()));
		AuditRow row = new AuditRow(entry, (site != null) ? site.id() : null);
		if (TransactionSynchronizationManager.isActualTransactionActive()) {
			this.entries.save(row);
		}
		else {
			inTransaction("write the audit log", () -> this.entries.save(row));
		}
	}

	/** Who signed in, or started what goes on by itself. */
	private String who() {
		String present = this.worker.name();
		return (present.isEmpty()) ? this.currentSite.behalf() : present;
	}

	/** The client's, as far as proxies that are trusted tell it. */
	private static String address() {
		return (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)
				? shortened(attributes.getRequest().getRemoteAddr(), MAX_ADDRESS) : "";
	}

	private static Map<String, String> bounded(Map<String, String> values) {
		Map<String, String> bounded = new LinkedHashMap<>();
		values.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.limit(MAX_VALUES)
			.forEach((entry) -> bounded.put(shortened(entry.getKey(), 100), shortened(entry.getValue(), MAX_VALUE)));
		return bounded;
	}

	private static String shortened(String text, int max) {
		String clean = text.replace("\u0000", "");
		return (clean.length() <= max) ? clean : clean.substring(0, max - 1) + "…";
	}

	/**
	 * Finds entries.
	 * @param filter which ones
	 * @param before only those before the one with this number; {@link Long#MAX_VALUE}
	 * for all
	 * @param count at most so many, up to {@value #MAX_PAGE}
	 * @return entries, the last one first
	 */
	public List<AuditEntry> find(AuditFilter filter, long before, int count) {
		Limit limit = Limit.of(Math.max(1, Math.min(count, MAX_PAGE)));
		return inTransaction("read the audit log",
				() -> this.entries
					.find(before, filter.siteId(), filter.site(), filter.username(), filter.action(), filter.text(),
							filter.from(), filter.to(), limit)
					.stream()
					.map(AuditRow::toEntry)
					.toList());
	}

	/**
	 * Reads all entries, a page at a time, so that their number needs no memory.
	 * @param filter which ones
	 * @param reader gets each, the last one first
	 */
	public void export(AuditFilter filter, Consumer<AuditEntry> reader) {
		long before = Long.MAX_VALUE;
		List<AuditEntry> page = find(filter, before, MAX_PAGE);
		while (!page.isEmpty()) {
			page.forEach(reader);
			before = page.get(page.size() - 1).id();
			page = find(filter, before, MAX_PAGE);
		}
	}

	private <T> T inTransaction(String purpose, Supplier<T> action) {
		return this.allSites.call(purpose, () -> this.transactions.execute((status) -> action.get()));
	}

}
