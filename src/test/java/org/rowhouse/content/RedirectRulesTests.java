package org.rowhouse.content;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowhouse.content.PathRedirect.Origin;
import org.rowhouse.site.InvalidInputException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link RedirectRules} and {@link RedirectTable}.
 */
class RedirectRulesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			''              | /x                      | from   | Write the path
			old             | /x                      | from   | one slash
			//evil.test     | /x                      | from   | one slash
			https://a/b     | /x                      | from   | Leave out the host
			/old?x=1        | /x                      | from   | the path alone
			/a//b           | /x                      | from   | empty segments
			/a/../../b      | /x                      | from   | above the root
			/a%2Fb          | /x                      | from   | encoded slashes
			/               | /x                      | from   | home page always answers
			/old            | ''                      | target | Write where it leads
			/old            | //evil.test/x           | target | one slash
			/old            | javascript:alert(1)     | target | begins with https
			/old            | http://a.test/x         | target | begins with https
			/old            | https://                | target | begins with https
			/old            | https://me@a.test/      | target | begins with https
			/old            | /a\\b                   | target | backslashes
			""")
	void aMistakeIsToldAtItsField(String from, String target, String field, String message) {
		InvalidInputException wrong = catchThrowableOfType(InvalidInputException.class,
				() -> RedirectRules.valid(new RedirectDraft(from, Coverage.EXACT, target, true)));
		assertThat(wrong).isNotNull();
		assertThat(wrong.errors()).containsOnlyKeys(field);
		assertThat(wrong.errors().get(field)).contains(message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/über uns/       | /%C3%BCber%20uns#team  | /über%20uns   | /über%20uns#team
			/%c3%bcber       | /a?b=ü                 | /über         | /a?b=%C3%BC
			/a/./b/../c      | /                      | /a/c          | /
			/x               | HTTPS://Example.COM/Ü  | /x            | https://example.com/%C3%9C
			/%E2%80%AEevil   | /a b                   | /%E2%80%AEevil | /a%20b
			/%ff             | /x                     | /%FF          | /x
			""")
	void whatIsTypedIsKeptInOneForm(String from, String target, String keptFrom, String keptTarget) {
		RedirectDraft kept = RedirectRules.valid(new RedirectDraft(from, Coverage.EXACT, target, true));
		assertThat(kept.from()).isEqualTo(keptFrom);
		assertThat(kept.target()).isEqualTo(keptTarget);
		assertThat(RedirectRules.valid(kept)).isEqualTo(kept);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/a -> /a                        | lead to itself
			/a -> /a?x=1                    | lead to itself
			/a/* -> /a/b/*                  | lead to itself
			/b -> /c, /a -> /b              | Write where visitors end up
			/a -> /b, /b -> /c              | sent on twice
			/b -> /a, /a -> /b              | in a circle
			/a -> /b, /b -> /a              | in a circle
			/b/* -> /c/*, /a -> /b          | Write where visitors end up
			/b/* -> /c/*, /a/* -> /b/*      | Write where visitors end up
			/b/x -> /a/x, /a/* -> /b/*      | in a circle
			/a/* -> /b/*, /b/x -> /a/x      | in a circle
			/b/* -> /a/*, /a/x -> /b/x      | in a circle
			""")
	void loopsAndChainsAreFound(String redirects, String message) {
		List<RedirectDraft> all = parse(redirects);
		RedirectDraft last = all.get(all.size() - 1);
		assertThat(RedirectRules.loopsAndChains(all, List.of(last))).containsOnlyKeys(last);
		assertThat(RedirectRules.loopsAndChains(all, List.of(last)).get(last)).contains(message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/a -> /b, /c -> /b", "/blog/* -> /*, /x -> /y", "/a -> https://a.test/a, /b -> /a2",
			"/blog/* -> /news/*, /x -> /blog/hello", "/blog/* -> /news/*, /news/old -> /news/fresh",
			"/a -> /b, /b/x -> /a2", "/shop/* -> /store/*, /shopping -> /shops" })
	void whatEndsIsAllowed(String redirects) {
		List<RedirectDraft> all = parse(redirects);
		assertThat(RedirectRules.loopsAndChains(all, all)).isEmpty();
	}

	@Test
	void anExactRedirectGoesBeforeAPrefixAndALongPrefixBeforeAShortOne() {
		RedirectTable table = table(parse("/a/* -> /1/*, /a/b/* -> /2/*, /a/b -> /3, /* -> https://x.test/*"));
		assertThat(location(table, "/a")).isEqualTo("/1");
		assertThat(location(table, "/a/c/d")).isEqualTo("/1/c/d");
		assertThat(location(table, "/a/b")).isEqualTo("/3");
		assertThat(location(table, "/a/b/c")).isEqualTo("/2/c");
		assertThat(location(table, "/ab")).isEqualTo("https://x.test/ab");
		assertThat(location(table, "/")).isEqualTo("https://x.test");
	}

	/** Whatever is accepted, nobody is ever sent in a circle. */
	@Test
	void noAcceptedSetHasALoop() {
		Random random = new Random(20261121);
		String[] names = { "/a", "/b", "/c", "/a/x", "/b/x", "/c/x", "/a/x/y", "/b/x/y" };
		for (int round = 0; round < 300; round++) {
			List<RedirectDraft> accepted = new ArrayList<>();
			for (int i = 0; i < 12; i++) {
				RedirectDraft next = new RedirectDraft(names[random.nextInt(names.length)],
						(random.nextBoolean()) ? Coverage.EXACT : Coverage.PREFIX, names[random.nextInt(names.length)],
						true);
				List<RedirectDraft> all = new ArrayList<>(accepted);
				all.add(next);
				boolean taken = accepted.stream().anyMatch(next::isForSameAs);
				if (!taken && RedirectRules.loopsAndChains(all, List.of(next)).isEmpty()) {
					accepted.add(next);
				}
			}
			RedirectTable table = table(accepted);
			for (String name : names) {
				for (String path : List.of(name, name + "/z")) {
					assertEnds(table, path, accepted);
				}
			}
		}
	}

	private static void assertEnds(RedirectTable table, String path, List<RedirectDraft> accepted) {
		Set<String> seen = new HashSet<>();
		String at = path;
		for (PathRedirect match = table.match(at); match != null; match = table.match(at)) {
			assertThat(seen.add(at)).as(path + " in " + accepted).isTrue();
			assertThat(seen).as(path + " in " + accepted).hasSizeLessThan(RedirectTable.MAX_STEPS);
			at = RedirectTable.locationOf(match, at);
		}
	}

	private static String location(RedirectTable table, String path) {
		return RedirectTable.locationOf(table.match(path), path);
	}

	private static RedirectTable table(List<RedirectDraft> drafts) {
		return new RedirectTable(IntStream.range(0, drafts.size())
			.mapToObj((i) -> new PathRedirect(i, drafts.get(i).from(), drafts.get(i).coverage(), drafts.get(i).target(),
					true, Origin.MADE, 0, null))
			.toList());
	}

	private static List<RedirectDraft> parse(String redirects) {
		List<RedirectDraft> drafts = new ArrayList<>();
		for (String redirect : redirects.split(", ")) {
			String[] sides = redirect.split(" -> ");
			Map<Boolean, Coverage> coverage = Map.of(true, Coverage.PREFIX, false, Coverage.EXACT);
			drafts.add(new RedirectDraft(without(sides[0]), coverage.get(sides[0].endsWith("/*")), without(sides[1]),
					true));
		}
		return drafts;
	}

	private static String without(String path) {
		return (path.equals("/*")) ? "/" : path.replaceFirst("/\\*$", "");
	}

}
