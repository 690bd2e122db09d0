package org.rowhouse.account;

import java.util.Optional;

import org.springframework.data.repository.Repository;

interface PasskeyUserRepository extends Repository<PasskeyUser, Long> {

	Optional<PasskeyUser> findByAccountId(long accountId);

	Optional<PasskeyUser> findByHandle(String handle);

	PasskeyUser save(PasskeyUser user);

}
