package org.rowhouse.site;

import java.time.Duration;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.sun.management.ThreadMXBean;

import static java.lang.management.ManagementFactory.getThreadMXBean;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is typed as an address, it is read within bounds, and what is shown of it is
 * read as the same.
 */
class AddressPatternFuzzTests {

	private static final long MAX_ALLOCATED = 64L << 20;

	private static final Duration MAX_TIME = Duration.ofSeconds(2);

	/** Loading classes and their data is not what is measured. */
	static {
		for (String typed : new String[] { "example.com/a", "*.bücher.example", "{site}.example.com", "~^a{2}\\pL$",
				"**", "[::1]", "~(", "a..b", "Ϸ_?M7*sϸA", "http://", "example.com:80", "*.com", "" }) {
			parsed(typed);
		}
	}

	@FuzzTest
	void parse(@NotNull String typed) {
		check(typed);
	}

	@FuzzTest
	void parseRegex(@NotNull String typed) {
		check(RegexHost.MARK + typed);
	}

	private static void check(String typed) {
		long allocated = allocated();
		long begun = System.nanoTime();
		AddressPattern pattern = parsed(typed);
		assertThat(allocated() - allocated).as("bytes for %s", typed).isLessThan(MAX_ALLOCATED);
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).as("time for %s", typed).isLessThan(MAX_TIME);
		if (pattern == null) {
			return;
		}
		requireSame(AddressPattern.parse(pattern.display()), pattern);
		requireSame(AddressPattern.parse(pattern.toString()), pattern);
		assertThat(pattern.host().key()).hasSizeLessThanOrEqualTo(253);
		assertThat(pattern.path()).hasSizeLessThanOrEqualTo(200);
	}

	private static AddressPattern parsed(String typed) {
		try {
			return AddressPattern.parse(typed);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static void requireSame(AddressPattern again, AddressPattern pattern) {
		assertThat(again).isEqualTo(pattern);
		assertThat(again.isIdenticalTo(pattern)).isTrue();
	}

	private static long allocated() {
		return ((ThreadMXBean) getThreadMXBean()).getCurrentThreadAllocatedBytes();
	}

}
