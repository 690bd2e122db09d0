package org.rowhouse.visitor;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.SiteVersions;

import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The visitors of the bound site, for those who decide about them. A change holds for the
 * next request.
 */
@Service
public class Visitors {

	/** A site has at most so many. */
	public static final int MAX_VISITORS = 1000;

	/** A name in HTTP Basic has no colon (RFC 7617, section 2). */
	private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._@+-]{0,99}");

	private final VisitorRepository visitors;

	private final VisitorPasswords passwords;

	private final SiteVersions versions;

	private final TransactionTemplate transaction;

	private final Clock clock = Clock.systemUTC();

	Visitors(VisitorRepository visitors, VisitorPasswords passwords, SiteVersions versions,
			PlatformTransactionManager transactionManager) {
		this.transaction = new TransactionTemplate(transactionManager);
		this.visitors = visitors;
		this.passwords = passwords;
		this.versions = versions;
	}

	/**
	 * Lists the visitors.
	 * @return visitors by name
	 */
	@Transactional(readOnly = true)
	public List<Visitor> list() {
		return this.visitors.inOrder().stream().map(VisitorEntity::toVisitor).toList();
	}

	/**
	 * Finds a visitor.
	 * @param name the name, in any case
	 * @return the visitor, if the site has one of that name
	 */
	@Transactional(readOnly = true)
	public Optional<Visitor> find(String name) {
		return this.visitors.findVisitor(fold(name)).map(VisitorEntity::toVisitor);
	}

	/**
	 * Adds a visitor, or gives one another password, which ends what was signed in with
	 * the one before.
	 * @param name the name to sign in with; small and capital letters are the same
	 * @param password the password
	 * @return the visitor
	 * @throws InvalidInputException with a message for each field that is wrong
	 */
	public Visitor put(String name, String password) {
		Map<String, String> errors = new LinkedHashMap<>();
		String folded = fold(name);
		if (!NAME.matcher(folded).matches()) {
			errors.put("name", "Use 1 to 100 letters, digits, '.', '_', '-', '+' or '@', such as ada@example.com.");
		}
		this.passwords.mistake(password).ifPresent((mistake) -> errors.put("password", mistake));
		AreaRules.requireNone(errors);
		// Takes long on purpose: not while a row is locked.
		String hash = this.passwords.hash(password);
		return Objects.requireNonNull(this.transaction.execute((status) -> store(folded, hash)));
	}

	/** Locks the site's row first: what is counted does not change meanwhile. */
	private Visitor store(String folded, String hash) {
		this.versions.raise();
		Optional<VisitorEntity> present = this.visitors.findVisitorToChange(folded);
		if (present.isEmpty() && this.visitors.countAll() >= MAX_VISITORS) {
			throw new InvalidInputException("", "A site has at most " + MAX_VISITORS
					+ " visitors with a name. Let more of them share the password of an area.");
		}
		VisitorEntity visitor = present
			.orElseGet(() -> new VisitorEntity(folded, this.clock.instant().truncatedTo(ChronoUnit.MICROS)));
		visitor.signsInWith(hash, this.passwords.newStamp());
		Visitor saved = this.visitors.saveAndFlush(visitor).toVisitor();
		this.versions.changed((present.isPresent()) ? "visitor.changed" : "visitor.added", folded, Map.of(),
				Map.of("password", (present.isPresent()) ? "changed" : "set"));
		return saved;
	}

	/**
	 * Removes a visitor. What was signed in to ends.
	 * @param name the name, in any case
	 * @throws NoSuchAreaException if the site has no such visitor
	 */
	@Transactional
	public void remove(String name) {
		this.versions.raise();
		String folded = fold(name);
		if (this.visitors.deleteVisitor(folded) == 0) {
			throw new NoSuchAreaException("The site has no visitor of that name.");
		}
		this.versions.changed("visitor.removed", folded, Map.of("visitor", folded), Map.of());
	}

	static String fold(String name) {
		return name.strip().toLowerCase(Locale.ROOT);
	}

}
