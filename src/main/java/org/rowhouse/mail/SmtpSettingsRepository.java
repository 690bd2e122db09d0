package org.rowhouse.mail;

import java.util.Optional;

import org.springframework.data.repository.Repository;

interface SmtpSettingsRepository extends Repository<SmtpSettingsEntity, Integer> {

	Optional<SmtpSettingsEntity> findById(int id);

	SmtpSettingsEntity save(SmtpSettingsEntity settings);

}
