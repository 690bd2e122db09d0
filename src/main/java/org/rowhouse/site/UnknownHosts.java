package org.rowhouse.site;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.springframework.stereotype.Component;

/**
 * Counts the hosts that are asked for and that nobody has, since the start. Memory is
 * bounded: of more hosts than are kept, those asked for most often stay (W-TinyLFU), so a
 * flood of names that occur once does not push them out.
 */
@Component
public class UnknownHosts {

	private static final int KEPT = 1000;

	private static final int SHOWN = 50;

	private final Cache<String, Asked> hosts = Caffeine.newBuilder().maximumSize(KEPT).build();

	private final AtomicLong requests = new AtomicLong();

	private final Clock clock = Clock.systemUTC();

	/**
	 * Notes that a host was asked for.
	 * @param host a host that nobody has
	 */
	public void count(Hostname host) {
		this.requests.incrementAndGet();
		Asked asked = this.hosts.get(host.toString(), (name) -> new Asked());
		asked.count.incrementAndGet();
		asked.last = this.clock.instant();
	}

	/**
	 * Lists the hosts that were asked for most often.
	 * @return at most {@value #SHOWN}, the most frequent first
	 */
	public List<Frequency> mostAsked() {
		this.hosts.cleanUp();
		return this.hosts.asMap()
			.entrySet()
			.stream()
			.map((entry) -> new Frequency(entry.getKey(), entry.getValue().count.get(), entry.getValue().last))
			.sorted(Comparator.comparingLong(Frequency::count).reversed().thenComparing(Frequency::host))
			.limit(SHOWN)
			.toList();
	}

	/**
	 * Returns how many requests named a host that nobody has.
	 * @return the number since the start, of all hosts
	 */
	public long requests() {
		return this.requests.get();
	}

	private static final class Asked {

		private final AtomicLong count = new AtomicLong();

		private volatile Instant last = Instant.EPOCH;

	}

	/**
	 * How often a host was asked for.
	 *
	 * @param host the host
	 * @param count how often, at least
	 * @param last when last
	 */
	public record Frequency(String host, long count, Instant last) {

	}

}
