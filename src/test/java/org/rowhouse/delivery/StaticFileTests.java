package org.rowhouse.delivery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowhouse.site.Home;
import org.rowhouse.testing.RawAnswer;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Static files over HTTP: {@link StaticFileController} and what it gets its files from.
 */
@RowhouseTest
class StaticFileTests {

	private static final AtomicInteger WRITTEN = new AtomicInteger();

	private static final String FOR_GOOD = "public, max-age=31536000, immutable";

	private static final String TEXT = "All of this is text that becomes shorter. ".repeat(50);

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Home home;

	@Autowired
	@Qualifier("siteFolders")
	private ApplicationRunner folders;

	@BeforeEach
	void makeSites() throws Exception {
		for (String key : new String[] { "shelf", "drawer" }) {
			Path site = this.home.root().resolve("sites/" + key);
			if (!Files.exists(site)) {
				Files.createDirectories(site);
				Files.writeString(site.resolve("site.yml"), "name: Files\ntheme: business\n");
				this.folders.run(new DefaultApplicationArguments());
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/static/../site.yml", "/static/%2e%2e/site.yml", "/static/%2E%2E/site.yml",
			"/static/.%2e/site.yml", "/static/..%2fsite.yml", "/static/..%2Fsite.yml", "/static/%2e%2e%2fsite.yml",
			"/static/..%5csite.yml", "/static/..\\site.yml", "/static/..%255csite.yml", "/static/%252e%252e/site.yml",
			"/static/..;/site.yml", "/static/;/../site.yml", "/static/a/../../site.yml",
			"/static/%c0%ae%c0%ae/site.yml", "/static/%c0%ae%c0%ae%c0%afsite.yml", "/static/..%c0%afsite.yml",
			"/static/%e0%80%ae%e0%80%ae/site.yml", "/static/..%e0%80%afsite.yml", "/static/%f0%80%80%ae./site.yml",
			"/static/%uff0e%uff0e/site.yml", "/static/..%ef%bc%8fsite.yml", "/static/%ef%bc%8e%ef%bc%8e/site.yml",
			"/static/..%00/site.yml", "/static/ok.txt%00.png", "/static/ok.txt%0a", "/static/ok.txt%0d%0aX:y",
			"/static/ok.txt%7f", "/static/ok.txt%c2%85", "/static//etc/passwd", "//static/ok.txt",
			"/static///etc/passwd", "/static/etc/passwd", "/static/%2fetc/passwd", "/static/c:/secret.txt",
			"/static/C%3a/secret.txt", "/static/file:///etc/passwd", "/static/\\\\host\\share",
			"/static/%5c%5chost%5cshare", "/static/~root/.profile", "/static/.hidden", "/static/.htaccess",
			"/static/.git/config", "/static/dir/.env", "/static/%2ehidden", "/static/ok.txt~", "/static/%23ok.txt%23",
			"/static/.ok.txt.swp", "/static/ok.txt.swp", "/static/ok.txt.SWP", "/static/ok.txt.tmp",
			"/static/ok.txt.part", "/static/site.yml", "/static/SITE.YML", "/static/theme.yml", "/static/con",
			"/static/CON.css", "/static/nul.txt", "/static/aux", "/static/com1.js", "/static/lpt1", "/static/ok.txt.",
			"/static/ok.txt...", "/static/ok.txt%20", "/static/ok.txt::$DATA", "/static/ok.txt:stream",
			"/static/ok.txt%3a%3a$DATA", "/static/ok.txt/", "/static/ok.txt/x", "/static/dir", "/static/dir/",
			"/static/", "/static", "/static/.", "/static/dir/..", "/static/OK.txt", "/static/Ok.Txt",
			"/static/DIR/a.txt", "/STATIC/ok.txt", "/templates/page.html", "/static/../templates/page.html",
			"/content/index.md", "/static/../content/index.md", "/static/linked.txt", "/static/linked/site.yml",
			"/static/linked/static/own.txt", "/static/inner/own.txt", "/static/ok.txt%ef%bf%bd", "/static/ok%ff.txt" })
	void nothingThatIsNotMeantToBeServedIs(String path) throws IOException {
		for (String name : new String[] { "static/.hidden", "static/.htaccess", "static/.git/config", "static/dir/.env",
				"static/ok.txt~", "static/#ok.txt#", "static/.ok.txt.swp", "static/ok.txt.swp", "static/ok.txt.SWP",
				"static/ok.txt.tmp", "static/ok.txt.part", "static/site.yml", "static/SITE.YML", "static/theme.yml",
				"static/con", "static/CON.css", "static/nul.txt", "static/aux", "static/com1.js", "static/lpt1",
				"static/ok.txt.", "static/ok.txt...", "static/ok.txt ", "static/ok.txt::$DATA", "static/ok.txt:stream",
				"static/ok.txt\u0085", "static/ok.txt\u007f", "static/c:/secret.txt", "static/~root/.profile",
				"static/ok.txt\ufffd", "static/ok\ufffd.txt", "static/dir/a.txt", "static/ok.txt",
				"templates/page.html", "content/index.md", "static/etc/hosts", "own.txt", "static/..\\site.yml",
				"static/\ufffd\ufffd/x" }) {
			write("shelf", "../" + name, "SECRET");
		}
		link("shelf", "linked.txt", this.home.root().resolve("sites/shelf/site.yml"));
		link("shelf", "linked", this.home.root().resolve("sites/shelf"));
		link("shelf", "inner", this.home.root().resolve("sites/shelf"));
		RawAnswer answer = get("shelf", path);
		assertThat(answer.status()).isIn("400", "404");
		assertThat(answer.body()).doesNotContain("SECRET", "root:x:", "theme: business");
	}

	@Test
	void aFolderThatBecomesALinkIsNotFollowed() throws IOException {
		write("shelf", "was/here.txt", "here");
		assertThat(get("shelf", "/static/was/here.txt").body()).isEqualTo("here");
		Path folder = path("shelf", "was");
		Files.move(folder, folder.resolveSibling("is-now"));
		Files.createSymbolicLink(folder, folder.resolveSibling("is-now"));
		assertThat(get("shelf", "/static/was/here.txt").status()).isEqualTo("404");
		assertThat(get("shelf", "/static/is-now/here.txt").body()).isEqualTo("here");
	}

	@Test
	void aFileIsFoundUnderEveryFormOfItsName() throws IOException {
		String composed = "%C3%A9";
		String decomposed = "e%CC%81";
		write("shelf", "from-mac-e\u0301/e\u0301.txt", "decomposed");
		for (String name : new String[] { composed, decomposed }) {
			assertThat(get("shelf", "/static/from-mac-" + name + "/" + name + ".txt").body()).isEqualTo("decomposed");
		}
		write("shelf", "both-e\u0301.txt", "decomposed");
		write("shelf", "both-\u00e9.txt", "composed");
		for (String name : new String[] { composed, decomposed }) {
			assertThat(get("shelf", "/static/both-" + name + ".txt").body()).isEqualTo("composed");
		}
		// Neither form: its composition is excluded, and here is a mark out of order.
		write("shelf", "other-\u0958-\u00e9\u0323.txt", "other");
		assertThat(get("shelf", "/static/other-%E0%A5%98-%C3%A9%CC%A3.txt").body()).isEqualTo("other");
		assertThat(get("shelf", "/static/other-%E0%A4%95%E0%A4%BC-%E1%BA%B9%CC%81.txt").body()).isEqualTo("other");
		assertThat(get("shelf", "/static/none-%C3%A9.txt").status()).isEqualTo("404");
	}

	@Test
	void aLinkWithItsFingerprintIsKeptForGoodAndAnyOtherIsAskedFor() throws Exception {
		write("shelf", "site.css", "p{color:red}");
		write("shelf", "../templates/home.html", "<link th:href=\"@{/static/site.css}\">");
		this.folders.run(new DefaultApplicationArguments());
		String link = linkTo("shelf", "/", "site.css");
		assertThat(get("shelf", link).header("Cache-Control")).isEqualTo(FOR_GOOD);
		for (String other : new String[] { "", "?v=", "?v=0000000000000000", "?w=1", "?v=1&v=2" }) {
			assertThat(get("shelf", "/static/site.css" + other).header("Cache-Control")).as(other)
				.isEqualTo("no-cache");
		}
		write("shelf", "site.css", "p{color:tan}");
		this.folders.run(new DefaultApplicationArguments());
		String changed = linkTo("shelf", "/", "site.css");
		assertThat(changed).isNotEqualTo(link);
		assertThat(get("shelf", changed).header("Cache-Control")).isEqualTo(FOR_GOOD);
		RawAnswer old = get("shelf", link);
		assertThat(old.header("Cache-Control")).isEqualTo("no-cache");
		assertThat(old.body()).isEqualTo("p{color:tan}");
	}

	@Test
	void aFileThatIsWrittenAgainWithinATickShowsAtOnce() throws IOException {
		Path file = write("shelf", "tick.txt", "0000");
		for (int i = 1; i < 50; i++) {
			String content = "%04d".formatted(i);
			Files.writeString(file, content);
			assertThat(get("shelf", "/static/tick.txt").body()).isEqualTo(content);
		}
	}

	@Test
	void urlsInStyleSheetsCarryFingerprints() throws IOException {
		write("shelf", "css/main.css", "@import 'parts/a.css';p{background:url( \"../img/x.svg#a\" )}"
				+ "q{background:url(../img/none.svg)}/* url(../img/x.svg) */");
		write("shelf", "css/parts/a.css", "b{background:url(../../img/x.svg)}");
		write("shelf", "img/x.svg", "<svg/>");
		RawAnswer first = get("shelf", "/static/css/main.css");
		assertThat(first.body()).matches("@import 'parts/a.css\\?v=[0-9a-f]{16}';"
				+ "p\\{background:url\\( \"../img/x.svg\\?v=[0-9a-f]{16}#a\" \\)}"
				+ "q\\{background:url\\(../img/none.svg\\)}/\\* url\\(../img/x.svg\\) \\*/");
		String nested = matching(first.body(), "parts/a.css\\?v=[0-9a-f]+");
		RawAnswer part = get("shelf", "/static/css/" + nested);
		assertThat(part.header("Cache-Control")).isEqualTo(FOR_GOOD);
		assertThat(get("shelf",
				"/static/css/" + matching(part.body(), "../../img/x.svg\\?v=[0-9a-f]+").replace("../..", ".."))
			.header("Cache-Control")).isEqualTo(FOR_GOOD);
		write("shelf", "img/x.svg", "<svg id=''/>");
		RawAnswer second = untilItDiffers("shelf", "/static/css/main.css", first);
		assertThat(second.body()).doesNotContain(nested);
		assertThat(second.header("ETag")).isNotEqualTo(first.header("ETag"));
	}

	@Test
	void aStyleSheetOfTheThemeNamesTheFilesThatEachSiteSees() throws IOException {
		write("shelf", "pattern.svg", "<svg class='mine'/>");
		Files.deleteIfExists(path("shelf", "site.css"));
		RawAnswer theirSheet = get("drawer", "/static/site.css");
		RawAnswer mySheet = untilItDiffers("shelf", "/static/site.css", theirSheet);
		String theirs = matching(theirSheet.body(), "pattern.svg\\?v=[0-9a-f]+");
		String mine = matching(mySheet.body(), "pattern.svg\\?v=[0-9a-f]+");
		assertThat(mine).isNotEqualTo(theirs);
		assertThat(get("shelf", "/static/" + mine).body()).contains("mine");
		assertThat(get("drawer", "/static/" + theirs).body()).doesNotContain("mine");
		assertThat(get("shelf", "/static/" + mine).header("Cache-Control")).isEqualTo(FOR_GOOD);
		assertThat(get("drawer", "/static/" + theirs).header("Cache-Control")).isEqualTo(FOR_GOOD);
		assertThat(get("drawer", "/static/" + mine).header("Cache-Control")).isEqualTo("no-cache");
	}

	@Test
	void importsInACircleEndAndMeanTheSameWhereverOneStarts() throws IOException {
		write("shelf", "circle/a.css", "@import 'b.css';@import 'd.css';");
		write("shelf", "circle/b.css", "@import 'c.css';");
		write("shelf", "circle/c.css", "@import 'a.css';@import 'c.css';");
		write("shelf", "circle/d.css", "@import 'a-leaf.css';");
		write("shelf", "circle/a-leaf.css", "p{}");
		assertThat(get("shelf", "/static/circle/c.css").body()).isEqualTo("@import 'a.css';@import 'c.css';");
		assertThat(get("shelf", "/static/circle/a.css").body())
			.matches("@import 'b.css';@import 'd.css\\?v=[0-9a-f]+';");
		assertThat(get("shelf", "/static/circle/b.css").body()).isEqualTo("@import 'c.css';");
		for (int i = 0; i < 60; i++) {
			int next = i + 1;
			Path fresh = write("shelf", "deep/l" + i + ".css",
					"@import 'l" + next + ".css';@import 'r" + next + ".css';");
			Files.setLastModifiedTime(fresh, FileTime.from(Instant.now()));
			write("shelf", "deep/r" + i + ".css", "@import 'l" + next + ".css';@import 'r" + next + ".css';");
		}
		assertThat(get("shelf", "/static/deep/l0.css").body()).isEqualTo("@import 'l1.css';@import 'r1.css';");
		assertThat(get("shelf", "/static/deep/l59.css").status()).isEqualTo("200");
	}

	@Test
	void textsAreCompressedWithATagOfTheirOwn() throws IOException {
		write("shelf", "long.txt", TEXT);
		RawAnswer plain = get("shelf", "/static/long.txt");
		RawAnswer gzip = get("shelf", "/static/long.txt", "Accept-Encoding: gzip, br");
		assertThat(plain.header("Content-Encoding")).isNull();
		assertThat(gzip.header("Content-Encoding")).isEqualTo("gzip");
		assertThat(gunzip(gzip)).isEqualTo(plain.body()).isEqualTo(TEXT);
		assertThat(gzip.header("Content-Length")).isEqualTo(String.valueOf(gzip.body().length()));
		assertThat(gzip.header("ETag")).startsWith("\"").isNotEqualTo(plain.header("ETag"));
		for (RawAnswer answer : new RawAnswer[] { plain, gzip }) {
			assertThat(answer.header("Vary")).isEqualTo("Accept-Encoding");
			RawAnswer again = get("shelf", "/static/long.txt",
					"Accept-Encoding: " + ((answer == gzip) ? "gzip" : "identity"),
					"If-None-Match: " + answer.header("ETag"));
			assertThat(again.status()).isEqualTo("304");
			assertThat(again.body()).isEmpty();
			assertThat(again.header("ETag")).isEqualTo(answer.header("ETag"));
			assertThat(again.header("Vary")).isEqualTo("Accept-Encoding");
			assertThat(again.header("Cache-Control")).isEqualTo("no-cache");
		}
		assertThat(get("shelf", "/static/long.txt", "Accept-Encoding: *;q=0").status()).isEqualTo("406");
	}

	@Test
	void whatIsAsShortAsItGetsIsNotCompressed() throws IOException {
		write("shelf", "photo.jpg", TEXT);
		write("shelf", "short.txt", "short");
		RawAnswer photo = get("shelf", "/static/photo.jpg", "Accept-Encoding: gzip");
		assertThat(photo.header("Content-Encoding")).isNull();
		assertThat(photo.header("Vary")).isNull();
		assertThat(get("shelf", "/static/short.txt", "Accept-Encoding: gzip").header("Content-Encoding")).isNull();
	}

	@Test
	void filesThatWereCompressedBeforehandAreUsed() throws IOException {
		write("shelf", "pre.css", "p{color:red}");
		write("shelf", "pre.css.br", "as brotli");
		write("shelf", "pre.css.gz", "as gzip");
		assertThat(get("shelf", "/static/pre.css", "Accept-Encoding: gzip, br").body()).isEqualTo("as brotli");
		RawAnswer gzip = get("shelf", "/static/pre.css", "Accept-Encoding: gzip, br;q=0");
		assertThat(gzip.body()).isEqualTo("as gzip");
		assertThat(gzip.header("Content-Encoding")).isEqualTo("gzip");
		assertThat(gzip.header("Content-Type")).isEqualTo("text/css;charset=utf-8");
		assertThat(get("shelf", "/static/pre.css").body()).isEqualTo("p{color:red}");
		assertThat(get("shelf", "/static/pre.css.gz").status()).isEqualTo("404");
		assertThat(get("shelf", "/static/pre.css.br").status()).isEqualTo("404");
		write("shelf", "pre.css", "p{color:tan}");
		assertThat(get("shelf", "/static/pre.css", "Accept-Encoding: gzip, br").body()).isEqualTo("p{color:tan}");
		write("shelf", "backup.tar.gz", "an archive");
		RawAnswer archive = get("shelf", "/static/backup.tar.gz", "Accept-Encoding: gzip");
		assertThat(archive.body()).isEqualTo("an archive");
		assertThat(archive.header("Content-Type")).isEqualTo("application/gzip");
		assertThat(archive.header("Content-Encoding")).isNull();
		// It holds other URLs than those that are to be served.
		write("shelf", "rewritten.css", "p{background:url(pre.css)}");
		write("shelf", "rewritten.css.br", "as brotli");
		assertThat(get("shelf", "/static/rewritten.css", "Accept-Encoding: br").body()).contains("pre.css?v=");
		link("shelf", "linked-pre.txt.br", this.home.root().resolve("sites/shelf/site.yml"));
		write("shelf", "linked-pre.txt", "text");
		assertThat(get("shelf", "/static/linked-pre.txt", "Accept-Encoding: br").body()).isEqualTo("text");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			bytes=0-3           | 206 | bytes 0-3/10  | 0123
			bytes=4-            | 206 | bytes 4-9/10  | 456789
			bytes=-3            | 206 | bytes 7-9/10  | 789
			bytes=-30           | 206 | bytes 0-9/10  | 0123456789
			bytes=8-30          | 206 | bytes 8-9/10  | 89
			bytes=0-0,20-30     | 206 | bytes 0-0/10  | 0
			bytes=10-           | 416 | bytes */10    |
			bytes=-0            | 416 | bytes */10    |
			bytes=20-30,40-     | 416 | bytes */10    |
			bytes=3-1           | 200 |               | 0123456789
			bytes=x-1           | 200 |               | 0123456789
			lines=0-3           | 200 |               | 0123456789
			bytes=0-,0-,0-      | 200 |               | 0123456789
			""")
	void rangesAreSent(String range, String status, String contentRange, String body) throws IOException {
		write("shelf", "ten.txt", "0123456789");
		RawAnswer answer = get("shelf", "/static/ten.txt", "Range: " + range, "Accept-Encoding: gzip");
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.header("Content-Range")).isEqualTo(contentRange);
		assertThat(answer.body()).isEqualTo((body != null) ? body : "");
		assertThat(answer.header("Content-Encoding")).isNull();
		assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(answer.body().length()));
	}

	@Test
	void severalRangesComeInParts() throws IOException {
		write("shelf", "ten.txt", "0123456789");
		RawAnswer answer = get("shelf", "/static/ten.txt", "Range: bytes=0-1, -2");
		assertThat(answer.status()).isEqualTo("206");
		String boundary = answer.header("Content-Type").replace("multipart/byteranges; boundary=", "");
		assertThat(answer.body()).isEqualTo("--" + boundary
				+ "\r\nContent-Type: text/plain;charset=utf-8\r\nContent-Range: bytes 0-1/10\r\n\r\n01\r\n--" + boundary
				+ "\r\nContent-Type: text/plain;charset=utf-8\r\nContent-Range: bytes 8-9/10\r\n\r\n89\r\n--" + boundary
				+ "--\r\n");
		assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(answer.body().length()));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			If-None-Match: $ETAG                                     | 304
			If-None-Match: W/$ETAG                                   | 304
			If-None-Match: "a,b", $ETAG                              | 304
			If-None-Match: *                                         | 304
			If-None-Match: "other"                                   | 200
			If-None-Match: "other"~If-Modified-Since: $DATE          | 200
			If-Modified-Since: $DATE                                 | 304
			If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT         | 200
			If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT         | 200
			If-Modified-Since: yesterday                             | 200
			If-Match: $ETAG                                          | 200
			If-Match: *                                              | 200
			If-Match: "other"                                        | 412
			If-Match: W/$ETAG                                        | 412
			If-Match: "other"~If-None-Match: $ETAG                   | 412
			If-Unmodified-Since: $DATE                               | 200
			If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT       | 412
			If-Match: $ETAG~If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT | 200
			Range: bytes=0-1~If-Range: $ETAG                         | 206
			Range: bytes=0-1~If-Range: $DATE                         | 206
			Range: bytes=0-1~If-Range: W/$ETAG                       | 200
			Range: bytes=0-1~If-Range: "other"                       | 200
			Range: bytes=0-1~If-Range: Fri, 01 Jan 2100 00:00:00 GMT | 200
			Range: bytes=99-~If-Range: "other"                       | 200
			Range: bytes=0-1~If-None-Match: $ETAG                    | 304
			Range: bytes=99-~If-Match: "other"                       | 412
			""", quoteCharacter = '\'')
	void conditionsHold(String headers, String status) throws IOException {
		write("shelf", "conditions.txt", "content");
		RawAnswer first = get("shelf", "/static/conditions.txt");
		String[] sent = headers.replace("$ETAG", first.header("ETag"))
			.replace("$DATE", first.header("Last-Modified"))
			.split("~");
		assertThat(get("shelf", "/static/conditions.txt", sent).status()).isEqualTo(status);
		RawAnswer head = send("HEAD", "shelf", "/static/conditions.txt", sent);
		assertThat(head.status()).isEqualTo(status.equals("206") ? "200" : status);
		assertThat(head.body()).isEmpty();
	}

	@Test
	void headTellsWhatGetWouldSend() throws IOException {
		write("shelf", "long.txt", TEXT);
		RawAnswer get = get("shelf", "/static/long.txt", "Accept-Encoding: gzip");
		RawAnswer head = send("HEAD", "shelf", "/static/long.txt", "Accept-Encoding: gzip");
		assertThat(head.body()).isEmpty();
		for (String name : new String[] { "Content-Type", "Content-Length", "Content-Encoding", "ETag", "Last-Modified",
				"Cache-Control", "Vary", "Accept-Ranges" }) {
			assertThat(head.header(name)).as(name).isNotNull().isEqualTo(get.header(name));
		}
		assertThat(send("POST", "shelf", "/static/long.txt", "Content-Length: 0").status()).isEqualTo("405");
	}

	@Test
	void aBigFileIsStreamedAndHasRanges() throws IOException {
		byte[] random = new byte[3_000_000];
		new Random(7).nextBytes(random);
		Path file = write("drawer", "film.mp4", "");
		Files.write(file, random);
		Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
		RawAnswer whole = get("drawer", "/static/film.mp4");
		assertThat(whole.header("Content-Type")).isEqualTo("video/mp4");
		assertThat(whole.body().getBytes(StandardCharsets.ISO_8859_1)).isEqualTo(random);
		RawAnswer part = get("drawer", "/static/film.mp4", "Range: bytes=1999990-2000009",
				"If-Range: " + whole.header("ETag"));
		assertThat(part.status()).isEqualTo("206");
		assertThat(part.body()).isEqualTo(whole.body().substring(1_999_990, 2_000_010));
		assertThat(get("drawer", "/static/film.mp4", "If-None-Match: " + whole.header("ETag")).status())
			.isEqualTo("304");
		write("drawer", "../templates/home.html", "<video th:attr=\"src=@{/static/film.mp4}\"></video>");
		String link = linkTo("drawer", "/", "film.mp4");
		assertThat(send("HEAD", "drawer", link).header("Cache-Control")).isEqualTo(FOR_GOOD);
	}

	@ParameterizedTest
	@CsvSource({ "a.css, text/css;charset=utf-8", "a.js, text/javascript;charset=utf-8",
			"a.mjs, text/javascript;charset=utf-8", "a.json, application/json;charset=utf-8",
			"a.svg, image/svg+xml;charset=utf-8", "a.SVG, image/svg+xml;charset=utf-8",
			"a.xml, application/xml;charset=utf-8", "a.txt, text/plain;charset=utf-8",
			"a.md, text/markdown;charset=utf-8", "a.html, text/html;charset=utf-8",
			"a.webmanifest, application/manifest+json;charset=utf-8", "a.wasm, application/wasm", "a.woff2, font/woff2",
			"a.ico, image/x-icon", "a.avif, image/avif", "a.webp, image/webp", "a.mp4, video/mp4",
			"a.pdf, application/pdf", "a.png, image/png", "a.php, application/octet-stream",
			"a.shtml, application/octet-stream", "html, application/octet-stream",
			"a.html.unknown, application/octet-stream" })
	void typesAreRightAndNotGuessed(String name, String type) throws IOException {
		write("shelf", "types/" + name, "<script>x</script>");
		RawAnswer answer = get("shelf", "/static/types/" + name);
		assertThat(answer.header("Content-Type")).isEqualTo(type);
		assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(answer.header("Content-Security-Policy")).contains("script-src 'self'").doesNotContain("unsafe");
	}

	@Test
	void theFilesOfTheJarAreServedToo() throws Exception {
		Path site = this.home.root().resolve("sites/jar-shelf");
		Files.createDirectories(site);
		Files.writeString(site.resolve("site.yml"), "name: Plain\n");
		this.folders.run(new DefaultApplicationArguments());
		RawAnswer style = get("jar-shelf", "/static/site.css", "Accept-Encoding: gzip");
		assertThat(style.status()).isEqualTo("200");
		assertThat(style.header("ETag")).isNotNull();
		assertThat(style.header("Last-Modified")).isNotNull();
	}

	private RawAnswer untilItDiffers(String site, String path, RawAnswer before) throws IOException {
		long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
		RawAnswer now = get(site, path);
		while (now.body().equals(before.body()) && System.nanoTime() < end) {
			now = get(site, path);
		}
		return now;
	}

	private String linkTo(String site, String page, String name) throws IOException {
		return matching(get(site, page).body(), "/static/" + Pattern.quote(name) + "\\?v=[0-9a-f]{16}");
	}

	private static String matching(String text, String regex) {
		Matcher matcher = Pattern.compile(regex).matcher(text);
		assertThat(matcher.find()).as(regex + " in " + text).isTrue();
		return matcher.group();
	}

	private static String gunzip(RawAnswer answer) {
		byte[] bytes = answer.body().getBytes(StandardCharsets.ISO_8859_1);
		try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private RawAnswer get(String site, String path, String... headers) throws IOException {
		return send("GET", site, path, headers);
	}

	private RawAnswer send(String method, String site, String path, String... headers) throws IOException {
		StringBuilder request = new StringBuilder(
				method + " " + path + " HTTP/1.1\r\nHost: " + site + ".localhost\r\n");
		for (String header : headers) {
			request.append(header).append("\r\n");
		}
		request.append("Connection: close\r\n\r\n");
		return RawAnswer.to(this.port, request.toString().getBytes(StandardCharsets.UTF_8));
	}

	private Path path(String site, String name) {
		return this.home.root().resolve("sites/" + site + "/static/" + name).normalize();
	}

	/** Old enough to be kept, and newer than the one before. */
	private Path write(String site, String name, String content) throws IOException {
		Path file = path(site, name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, content);
		Instant old = Instant.now().minus(Duration.ofDays(1)).plusSeconds(WRITTEN.incrementAndGet());
		Files.setLastModifiedTime(file, FileTime.from(old));
		return file;
	}

	private void link(String site, String name, Path target) throws IOException {
		Path link = path(site, name);
		Files.createDirectories(link.getParent());
		Files.deleteIfExists(link);
		Files.createSymbolicLink(link, target);
	}

}
