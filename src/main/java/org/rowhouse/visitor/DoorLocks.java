package org.rowhouse.visitor;

import java.util.Optional;

import org.rowhouse.visitor.AreaMap.Door;
import org.rowhouse.visitor.VisitCookies.Pass;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The passwords of the bound site's areas and visitors. While one is compared, which
 * takes as long as it is meant to, no connection of the database is held.
 */
@Component
class DoorLocks {

	private static final int SECONDS = 5;

	private final AreaRepository areas;

	private final VisitorRepository visitors;

	private final VisitorPasswords passwords;

	private final TransactionTemplate transaction;

	DoorLocks(AreaRepository areas, VisitorRepository visitors, VisitorPasswords passwords,
			PlatformTransactionManager transactionManager) {
		this.areas = areas;
		this.visitors = visitors;
		this.passwords = passwords;
		this.transaction = new TransactionTemplate(transactionManager);
		this.transaction.setReadOnly(true);
		this.transaction.setTimeout(SECONDS);
	}

	/**
	 * Compares what was typed.
	 * @param door the area
	 * @param name the name of a visitor, folded; of no meaning for a shared password
	 * @param password a password
	 * @return who may enter; nothing if it is wrong, without a hint what of it
	 */
	Optional<Pass> open(Door door, String name, String password) {
		Optional<Lock> lock = Optional
			.ofNullable(this.transaction
				.execute((status) -> (door.audience() == AreaAudience.PASSWORD) ? shared(door) : named(name)))
			.flatMap((found) -> found);
		boolean right = this.passwords.matches(password, lock.map(Lock::hash).orElse(null));
		return (right) ? lock.map(Lock::pass) : Optional.empty();
	}

	/** Of the area as it was when the request came. */
	private Optional<Lock> shared(Door door) {
		return this.areas.findArea(door.id())
			.filter((area) -> area.stamp() == door.stamp() && area.passwordHash() != null)
			.map((area) -> new Lock(String.valueOf(area.passwordHash()), Pass.SHARED));
	}

	private Optional<Lock> named(String name) {
		return this.visitors.findVisitor(name)
			.map((visitor) -> new Lock(visitor.passwordHash(), new Pass(visitor.id(), visitor.stamp())));
	}

	private record Lock(String hash, Pass pass) {

	}

}
