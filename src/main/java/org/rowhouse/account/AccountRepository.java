package org.rowhouse.account;

import java.util.List;
import java.util.Optional;

import jakarta.persistence.LockModeType;
import org.rowhouse.account.Access.Standing;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AccountRepository extends Repository<Account, Long> {

	Optional<Account> findById(long id);

	Optional<Account> findByUsername(String username);

	/** A save writes all of an account: two who change it are one after the other. */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select a from Account a where a.username = :username")
	Optional<Account> findToChange(String username);

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select a from Account a where a.id = :id")
	Optional<Account> findToChange(long id);

	Optional<Account> findByEmail(String email);

	@Query("select a from Account a where locate(:text, a.username) > 0 or locate(:text, lower(a.displayName)) > 0"
			+ " or locate(:text, a.email) > 0 order by a.username")
	Page<Account> search(String text, Pageable pageable);

	@Query("select a from Account a where (locate(:text, a.username) > 0 or locate(:text, lower(a.displayName)) > 0"
			+ " or locate(:text, a.email) > 0) and a.username > :after order by a.username")
	List<Account> searchAfter(String text, String after, Pageable pageable);

	/** One query tells all that a request needs to know. */
	@Query("select new org.rowhouse.account.Access$Standing(a.administrator, a.enabled, m.role, a.language)"
			+ " from Account a left join SiteMember m on m.accountId = a.id and m.siteId = :siteId where a.id = :id")
	Optional<Standing> standing(long id, long siteId);

	@Query("select count(*) from Account a where a.administrator = true and a.enabled = true and a.id <> :id")
	long countOtherAdministrators(long id);

	/**
	 * Whoever takes an administrator away holds these rows, so that the next one counts
	 * what is left.
	 */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select a from Account a where a.administrator = true order by a.id")
	List<Account> lockAdministrators();

	long count();

	Account save(Account account);

	Account saveAndFlush(Account account);

}
