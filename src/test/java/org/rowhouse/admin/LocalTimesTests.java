package org.rowhouse.admin;

import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rowhouse.admin.LocalTimes.Choice;
import org.rowhouse.site.InvalidInputException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LocalTimesTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			Europe/Berlin,       2026-03-29T01:59, '',     2026-03-29T00:59:00Z
			Europe/Berlin,       2026-03-29T03:00, '',     2026-03-29T01:00:00Z
			Europe/Berlin,       2026-10-25T02:30, +02:00, 2026-10-25T00:30:00Z
			Europe/Berlin,       2026-10-25T02:30, +01:00, 2026-10-25T01:30:00Z
			Europe/Berlin,       2026-10-25T03:00, '',     2026-10-25T02:00:00Z
			Europe/Berlin,       2026-07-01T12:00, +01:00, 2026-07-01T10:00:00Z
			America/New_York,    2026-03-08T03:00, '',     2026-03-08T07:00:00Z
			America/New_York,    2026-11-01T01:30, -04:00, 2026-11-01T05:30:00Z
			America/New_York,    2026-11-01T01:30, -05:00, 2026-11-01T06:30:00Z
			Australia/Lord_Howe, 2026-10-04T02:30, '',     2026-10-03T15:30:00Z
			Australia/Lord_Howe, 2026-04-05T01:45, +11:00, 2026-04-04T14:45:00Z
			Australia/Lord_Howe, 2026-04-05T01:45, +10:30, 2026-04-04T15:15:00Z
			UTC,                 2026-11-20T09:30, '',     2026-11-20T09:30:00Z
			""")
	void readToTheMinute(String zone, String typed, String offset, Instant expected) {
		assertThat(LocalTimes.read("publishAt", typed, offset, ZoneId.of(zone), null)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Europe/Berlin       | 2026-03-29T02:30 | from 02:00 to 03:00, so there is no 02:30. The nearest times are 01:59 and 03:00.
					America/New_York    | 2026-03-08T02:00 | from 02:00 to 03:00, so there is no 02:00. The nearest times are 01:59 and 03:00.
					Australia/Lord_Howe | 2026-10-04T02:15 | from 02:00 to 02:30, so there is no 02:15. The nearest times are 01:59 and 02:30.
					Pacific/Apia        | 2011-12-30T12:00 | The nearest times are 29 December 2011, 23:59 and 31 December 2011, 00:00.
					""")
	void aTimeThatDoesNotExistIsRefusedWithTheNearestOnes(String zone, String typed, String message) {
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> LocalTimes.read("publishAt", typed, "", ZoneId.of(zone), null))
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.errors()).containsOnlyKeys("publishAt"));
	}

	@ParameterizedTest
	@CsvSource({ "Europe/Berlin, 2026-10-25T02:00, +02:00, +01:00",
			"America/New_York, 2026-11-01T01:59, -04:00, -05:00",
			"Australia/Lord_Howe, 2026-04-05T01:30, +11:00, +10:30" })
	void ofATimeThatComesTwiceSomebodyHasToSayWhich(String zone, String typed, String first, String second) {
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> LocalTimes.read("publishAt", typed, "+09:00", ZoneId.of(zone), null))
			.withMessageContaining("comes twice");
		assertThat(LocalTimes.choices(typed, ZoneId.of(zone))).extracting(Choice::value).containsExactly(first, second);
	}

	@Test
	void aTimeThatNobodyTouchedStaysToTheMicrosecond() {
		ZoneId zone = ZoneId.of("Europe/Berlin");
		for (String time : new String[] { "2026-11-20T08:30:12.345678Z", "2026-10-25T00:30:59Z", "2026-10-25T01:30:59Z",
				"1000-01-01T00:00:01Z", "1890-05-05T05:05:05Z" }) {
			Instant present = Instant.parse(time);
			assertThat(LocalTimes.read("publishAt", LocalTimes.typed(present, zone), LocalTimes.offset(present, zone),
					zone, present))
				.isEqualTo(present);
		}
	}

	@Test
	void theOtherOfTwoTimesIsAChange() {
		ZoneId zone = ZoneId.of("Europe/Berlin");
		Instant present = Instant.parse("2026-10-25T00:30:10Z");
		assertThat(LocalTimes.offset(present, zone)).isEqualTo("+02:00");
		assertThat(LocalTimes.read("publishAt", "2026-10-25T02:30", "+01:00", zone, present))
			.isEqualTo(Instant.parse("2026-10-25T01:30:00Z"));
	}

	@Test
	void whatIsNoTimeSaysWhatToWrite() {
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> LocalTimes.read("unpublishAt", "tomorrow", "", ZoneId.of("UTC"), null))
			.withMessageContaining("such as 2026-11-20T09:30");
		assertThat(LocalTimes.read("unpublishAt", " ", "", ZoneId.of("UTC"), Instant.EPOCH)).isNull();
	}

}
