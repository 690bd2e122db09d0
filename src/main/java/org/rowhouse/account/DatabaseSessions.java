package org.rowhouse.account;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.AllSites;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ConfigurableObjectInputStream;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.MapSession;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps sessions in the database, so that a restart signs nobody out and every node knows
 * them. A session is found by the hash of its id; the id itself is in the cookie alone.
 * That a session was used is written once a minute.
 */
@Component
class DatabaseSessions implements SessionRepository<StoredSession> {

	/** Of who has not signed in yet. */
	static final Duration IDLE_BEFORE = Duration.ofMinutes(10);

	static final String DEVICE = "rowhouse.device";

	static final String ADDRESS = "rowhouse.address";

	private static final Logger logger = LoggerFactory.getLogger(DatabaseSessions.class);

	private static final Duration PRECISION = Duration.ofMinutes(1);

	/** Nothing else is ever put into a session. */
	private static final ObjectInputFilter CLASSES = ObjectInputFilter.Config
		.createFilter("maxdepth=50;maxbytes=1000000;java.lang.*;java.util.**;java.time.*;java.net.*;java.math.*;"
				+ "org.springframework.security.**;org.springframework.util.**;org.springframework.web.**;"
				+ "org.rowhouse.account.*;!*");

	private final SignInSessionRepository repository;

	private final AllSites allSites;

	private final TransactionOperations transactions;

	private final Clock clock;

	private final SecureRandom random = new SecureRandom();

	@Autowired
	DatabaseSessions(SignInSessionRepository repository, AllSites allSites, TransactionOperations transactions) {
		this(repository, allSites, transactions, Clock.systemUTC());
	}

	DatabaseSessions(SignInSessionRepository repository, AllSites allSites, TransactionOperations transactions,
			Clock clock) {
		this.repository = repository;
		this.allSites = allSites;
		this.transactions = transactions;
		this.clock = clock;
	}

	@Override
	public StoredSession createSession() {
		MapSession session = new MapSession(SecretTokens.make(this.random));
		session.setSessionIdGenerator(() -> SecretTokens.make(this.random));
		session.setCreationTime(now());
		session.setLastAccessedTime(now());
		session.setMaxInactiveInterval(IDLE_BEFORE);
		return new StoredSession(session, null);
	}

	@Override
	public @Nullable StoredSession findById(String id) {
		Instant now = now();
		SignInSession found = inTransaction("find a session", () -> {
			SignInSession live = this.repository.findLive(SecretTokens.hash(id), now).orElse(null);
			if (live != null && live.lastUsedAt().plus(PRECISION).isBefore(now)) {
				this.repository.touch(live.id(), now, SignInSession.expiry(live.createdAt(), now, live.idleSeconds()));
			}
			return live;
		});
		return (found != null) ? restore(id, found, now) : null;
	}

	private @Nullable StoredSession restore(String id, SignInSession row, Instant now) {
		Map<String, Object> attributes;
		try {
			attributes = read(row.attributes());
		}
		catch (IOException | ClassNotFoundException ex) {
			logger.info("A session that another version of Rowhouse wrote has ended: {}", ex.getMessage());
			return null;
		}
		MapSession session = new MapSession(id);
		session.setSessionIdGenerator(() -> SecretTokens.make(this.random));
		session.setCreationTime(row.createdAt());
		session.setLastAccessedTime(now);
		session.setMaxInactiveInterval(Duration.ofSeconds(row.idleSeconds()));
		attributes.forEach(session::setAttribute);
		return new StoredSession(session, row.id());
	}

	@Override
	public void save(StoredSession session) {
		if (!session.isChanged()) {
			return;
		}
		SignInSession.Facts facts = facts(session);
		inTransaction("save a session", () -> {
			Long row = session.row();
			if (row == null) {
				return this.repository.save(new SignInSession(session, facts));
			}
			long idle = session.getMaxInactiveInterval().toSeconds();
			this.repository.update(row, SecretTokens.hash(session.getId()), facts.accountId(), facts.accountVersion(),
					facts.device(), facts.address(), facts.attributes(), (int) idle,
					SignInSession.expiry(session.getCreationTime(), now(), idle));
			return null;
		});
		session.written();
	}

	@Override
	public void deleteById(String id) {
		inTransaction("end a session", () -> {
			this.repository.deleteByTokenHash(SecretTokens.hash(id));
			return null;
		});
	}

	/** Forgets sessions that have expired. */
	int forgetExpired() {
		Integer count = inTransaction("forget sessions", () -> this.repository.deleteExpired(now()));
		return (count != null) ? count : 0;
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	private static SignInSession.Facts facts(StoredSession session) {
		SecurityContext context = session
			.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
		SignedIn person = (context != null && context.getAuthentication() != null
				&& context.getAuthentication().getPrincipal() instanceof SignedIn signedIn) ? signedIn : null;
		Map<String, Object> attributes = new HashMap<>();
		for (String name : session.getAttributeNames()) {
			attributes.put(name, session.getAttribute(name));
		}
		return new SignInSession.Facts((person != null) ? person.id() : null, (person != null) ? person.version() : 0,
				String.valueOf(session.getAttributeOrDefault(DEVICE, "")),
				String.valueOf(session.getAttributeOrDefault(ADDRESS, "")), write(attributes));
	}

	private static byte[] write(Map<String, Object> attributes) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(attributes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("What is in a session has to be serializable", ex);
		}
		return bytes.toByteArray();
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> read(byte[] bytes) throws IOException, ClassNotFoundException {
		try (ObjectInputStream in = new ConfigurableObjectInputStream(new ByteArrayInputStream(bytes),
				DatabaseSessions.class.getClassLoader())) {
			in.setObjectInputFilter(CLASSES);
			return (Map<String, Object>) in.readObject();
		}
	}

	/**
	 * A download may begin, and its session be saved, while a transaction of a site runs.
	 */
	private <T> @Nullable T inTransaction(String purpose, Supplier<? extends @Nullable T> action) {
		return (TransactionSynchronizationManager.isActualTransactionActive()) ? action.get()
				: this.allSites.call(purpose, () -> this.transactions.execute((status) -> action.get()));
	}

}
