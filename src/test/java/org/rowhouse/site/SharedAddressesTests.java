package org.rowhouse.site;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SharedAddresses}.
 */
@RowhouseTest
class SharedAddressesTests {

	@Autowired
	private SharedAddresses addresses;

	@Autowired
	private SiteResolver resolver;

	/** Whatever wins: what is listed is what the database has, and what answers. */
	@Test
	void addingAndRemovingAtTheSameTimeLeavesMemoryAndDatabaseInAgreement() throws Exception {
		ExecutorService people = Executors.newFixedThreadPool(8);
		try {
			for (int round = 0; round < 20; round++) {
				String pattern = "r" + UUID.randomUUID().toString().substring(0, 8) + ".test";
				this.addresses.add(pattern, "https://away.example");
				Callable<Object> remove = () -> this.addresses.remove(pattern);
				Callable<Object> add = () -> tryToAdd(pattern);
				people.invokeAll(Stream.of(remove, add, add, remove, add, add, remove, add).toList());
				boolean listed = this.addresses.all().stream().anyMatch((a) -> a.pattern().display().equals(pattern));
				boolean answers = !(this.resolver.resolve(pattern,
						RequestPath.of("/")) instanceof Resolution.UnknownHost);
				assertThat(List.of(answers, this.addresses.remove(pattern))).containsOnly(listed);
			}
		}
		finally {
			people.shutdownNow();
		}
	}

	private Object tryToAdd(String pattern) {
		try {
			return this.addresses.add(pattern, "https://away.example");
		}
		catch (InvalidInputException ex) {
			return ex;
		}
	}

}
