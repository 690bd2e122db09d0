package org.rowhouse.site;

import java.util.Optional;

import org.springframework.data.repository.Repository;

interface PlatformSecretRepository extends Repository<PlatformSecret, String> {

	Optional<PlatformSecret> findById(String name);

	PlatformSecret save(PlatformSecret secret);

}
