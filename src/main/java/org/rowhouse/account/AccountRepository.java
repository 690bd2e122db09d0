package org.rowhouse.account;

import java.util.Optional;

import org.rowhouse.account.Access.Standing;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AccountRepository extends Repository<Account, Long> {

	Optional<Account> findByUsername(String username);

	Optional<Account> findByEmail(String email);

	@Query("select a from Account a where locate(:text, a.username) > 0 or locate(:text, lower(a.displayName)) > 0"
			+ " or locate(:text, a.email) > 0 order by a.username")
	Page<Account> search(String text, Pageable pageable);

	/** One query tells all that a request needs to know. */
	@Query("select new org.rowhouse.account.Access$Standing(a.administrator, a.enabled, m.role) from Account a"
			+ " left join SiteMember m on m.accountId = a.id and m.siteId = :siteId where a.id = :id")
	Optional<Standing> standing(long id, long siteId);

	@Query("select count(*) from Account a where a.administrator = true and a.enabled = true and a.id <> :id")
	long countOtherAdministrators(long id);

	long count();

	Account save(Account account);

}
