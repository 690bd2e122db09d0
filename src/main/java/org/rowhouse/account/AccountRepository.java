package org.rowhouse.account;

import java.util.Optional;

import org.springframework.data.repository.Repository;

interface AccountRepository extends Repository<Account, Long> {

	Optional<Account> findByUsername(String username);

	long count();

	Account save(Account account);

}
