package org.rowhouse.cache;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rowhouse.theme.Representation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AcceptEncoding}: the header, and what is sent of br, gzip and the file
 * as it is.
 */
class AcceptEncodingTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			                                  | identity
			''                                | identity
			gzip                              | gzip
			GZip                              | gzip
			x-gzip                            | gzip
			br                                | br
			gzip, deflate, br, zstd           | br
			gzip;q=1.0, br;q=0.9              | gzip
			gzip; q=0.5 , br ; q=0.8          | br
			br;q=0, gzip                      | gzip
			br;q=0.000, gzip;q=0              | identity
			*                                 | br
			*;q=0.1                           | br
			br;q=0, *                         | gzip
			*;q=0, gzip                       | gzip
			*;q=0                             | none
			identity;q=0                      | none
			identity;q=0, gzip                | gzip
			*;q=0, identity                   | identity
			gzip;q=0.5, identity              | identity
			gzip;q=0.5, identity;q=0.2        | gzip
			gzip;q=0.001                      | gzip
			deflate                           | identity
			gzip;q=2                          | identity
			gzip;q=1.001                      | identity
			gzip;q=0.0001                     | identity
			gzip;level=9                      | identity
			,, gzip ,                         | gzip
			gz ip                             | identity
			""")
	void theBestThatIsAcceptedIsSent(String header, String expected) {
		AcceptEncoding accepted = new AcceptEncoding(
				Collections.enumeration((header != null) ? List.of(header) : List.of()));
		assertThat(accepted.choose(offered("br", "gzip", "identity")).map(Representation::coding).orElse("none"))
			.isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "br, identity", "'br, gzip;q=0', identity", "'gzip;q=0, br;q=0', identity" })
	void whatIsNotThereIsNotSent(String header, String expected) {
		assertThat(new AcceptEncoding(Collections.enumeration(List.of(header))).choose(offered("identity")))
			.map(Representation::coding)
			.contains(expected);
	}

	private static List<Representation> offered(String... codings) {
		return Arrays.stream(codings).map((coding) -> (Representation) new Coded(coding)).toList();
	}

	private record Coded(String coding) implements Representation {

		@Override
		public String etag() {
			return "\"x\"";
		}

		@Override
		public long length() {
			return 0;
		}

		@Override
		public Body open() {
			throw new UnsupportedOperationException();
		}

	}

}
