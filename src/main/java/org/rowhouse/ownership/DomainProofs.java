package org.rowhouse.ownership;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.rowhouse.site.Address;
import org.rowhouse.site.Site;
import org.rowhouse.site.Sites;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Service;

/**
 * Looks for the proof of domains, a few at a time. An address whose proof is found
 * answers at once.
 */
@Service
public class DomainProofs implements DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(DomainProofs.class);

	private static final int AT_ONCE = 8;

	private static final int WAITING = 1000;

	private static final Duration PATIENCE = Duration.ofSeconds(25);

	private final Sites sites;

	private final DnsProof dns;

	private final FileProof file;

	private final ThreadPoolExecutor workers = workers();

	private final Map<PendingAddress, CompletableFuture<Finding>> running = new ConcurrentHashMap<>();

	DomainProofs(Sites sites, DnsProof dns, FileProof file) {
		this.sites = sites;
		this.dns = dns;
		this.file = file;
	}

	private static ThreadPoolExecutor workers() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("domain-proof-");
		threads.setDaemon(true);
		ThreadPoolExecutor workers = new ThreadPoolExecutor(AT_ONCE, AT_ONCE, 30, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(WAITING), threads);
		workers.allowCoreThreadTimeOut(true);
		return workers;
	}

	/**
	 * Looks for the proof of an address now.
	 * @param site its site
	 * @param address the address
	 * @return what was found, after half a minute at most
	 */
	public Finding check(Site site, Address address) {
		return PendingAddress.of(site, address)
			.map((pending) -> start(pending).completeOnTimeout(
					Finding.missing("The check takes longer than usual. Look again in a minute."), PATIENCE.toSeconds(),
					TimeUnit.SECONDS))
			.map(CompletableFuture::join)
			.orElse(Finding.PROVED);
	}

	/**
	 * Looks for the proof of every address of a site that waits for it, now. Returns
	 * after half a minute at most; what is not finished by then goes on.
	 * @param site the site
	 */
	public void check(Site site) {
		CompletableFuture<?>[] checks = PendingAddress.in(List.of(site))
			.map(this::start)
			.toArray(CompletableFuture<?>[]::new);
		CompletableFuture.allOf(checks).completeOnTimeout(null, PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
	}

	/** Who asks twice at the same time gets the same answer. */
	CompletableFuture<Finding> start(PendingAddress pending) {
		CompletableFuture<Finding> started = new CompletableFuture<>();
		CompletableFuture<Finding> before = this.running.putIfAbsent(pending, started);
		if (before != null) {
			return before.copy();
		}
		try {
			this.workers.execute(() -> run(pending, started));
		}
		catch (RejectedExecutionException ex) {
			this.running.remove(pending, started);
			started.complete(Finding.missing("Too many domains are being checked. Try again in a minute."));
		}
		return started.copy();
	}

	private void run(PendingAddress pending, CompletableFuture<Finding> started) {
		Finding finding = Finding.missing("The check failed. The log says more.");
		try {
			finding = prove(pending);
		}
		catch (RuntimeException ex) {
			logger.error("The check of '{}' of site '{}' failed", pending.host(), pending.siteKey(), ex);
		}
		finally {
			this.running.remove(pending, started);
			started.complete(finding);
		}
	}

	private Finding prove(PendingAddress pending) {
		PendingProof proof = PendingProof.of(pending.host(), pending.challenge()).orElse(null);
		if (proof == null) {
			return Finding.missing("'" + pending.host().display() + "' cannot be proved.");
		}
		Finding finding = this.dns.check(proof);
		if (!finding.proved() && proof.fileUrl() != null && proof.fileBody() != null) {
			Finding byFile = this.file.check(proof.fileUrl(), proof.fileBody());
			finding = (byFile.proved()) ? byFile : Finding.missing(finding.detail() + " " + byFile.detail());
		}
		if (finding.proved() && !this.sites.addressProved(pending.siteKey(), pending.host(), pending.challenge())) {
			return Finding.missing("The address has changed meanwhile. Check it again.");
		}
		return finding;
	}

	@Override
	public void destroy() {
		this.workers.shutdownNow();
	}

}
