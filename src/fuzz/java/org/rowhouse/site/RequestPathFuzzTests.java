package org.rowhouse.site;

import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is sent as a path, what comes out climbs nowhere, or is a refusal.
 */
class RequestPathFuzzTests {

	@FuzzTest
	void of(@NotNull String raw) {
		RequestPath path;
		try {
			path = RequestPath.of(raw);
		}
		catch (InvalidPathException ex) {
			return;
		}
		String value = path.value();
		assertThat(value).startsWith("/").doesNotContain("//").matches("[!-~]+");
		assertThat(List.of(value.split("/", -1))).doesNotContain("..", ".");
		assertThat(value).doesNotContainIgnoringCase("%2e").doesNotContainIgnoringCase("%2f");
		assertThat(RequestPath.of(value)).isEqualTo(path);
	}

}
