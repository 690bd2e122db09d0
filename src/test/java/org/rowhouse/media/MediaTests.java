package org.rowhouse.media;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.AdminSession;
import org.rowhouse.site.Home;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for media from the upload to the visitor, over real HTTP.
 */
@RowhouseTest
class MediaTests {

	private static final byte[] NOTHING = new byte[0];

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Home home;

	private Http api;

	private String key;

	private Http site;

	@BeforeEach
	void makeSite() {
		this.api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		this.key = "m" + UUID.randomUUID().toString().substring(0, 8);
		this.api.json("POST", "/api/sites",
				"{\"key\":\"%1$s\",\"name\":\"Media\",\"addresses\":[\"%1$s.test\",\"row.test/%1$s\"]}"
					.formatted(this.key));
		this.site = Http.to(this.port, this.key + ".test");
	}

	@Test
	void aPhotographIsTurnedUprightAndSaysNoMoreWhereItWasTaken() throws IOException {
		HttpResponse<byte[]> created = upload("Red Door.JPG", TestPictures.photograph(640, 480, 6));
		assertThat(created.statusCode()).isEqualTo(201);
		assertThat(read(created, "$.name")).isEqualTo("red-door.jpg");
		assertThat(read(created, "$.url")).isEqualTo("/media/red-door.jpg");
		assertThat(read(created, "$.width")).isEqualTo(480);
		assertThat(read(created, "$.height")).isEqualTo(640);
		HttpResponse<byte[]> seen = this.site.bytes("GET", "/media/red-door.jpg", NOTHING);
		assertThat(seen.headers().firstValue("Content-Type")).contains("image/jpeg");
		BufferedImage picture = TestPictures.decoded(seen.body());
		assertThat(new Color(picture.getRGB(240, 100)).getRed()).as("what was left is at the top").isGreaterThan(200);
		assertThat(new Color(picture.getRGB(240, 540)).getBlue()).isGreaterThan(200);
		for (Path file : filesOfSite()) {
			assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("Exif", "script",
					"48.2082N");
		}
	}

	@Test
	void aReaderOfFeedsGetsPicturesAsVisitorsDo() throws IOException {
		upload("hall.jpg", TestPictures.photograph(640, 320, 1));
		this.api.json("PUT", "/api/sites/" + this.key + "/posts/hall",
				"{\"title\":\"Hall\",\"markdown\":\"![Hall](/media/hall.jpg)\",\"state\":\"published\"}");
		assertThat(JsonPath.<String>read(this.site.get("/feed.json").body(), "$.items[0].content_html"))
			.contains("<img src=\"http://" + this.key + ".test", "/media/hall.jpg?v=", "width=\"640\" height=\"320\"")
			.doesNotContain("\"/media", ", /media");
	}

	@Test
	void aVisitorGetsTheSizeThatTheScreenNeeds() throws IOException {
		upload("hall.jpg", TestPictures.photograph(1400, 700, 1));
		this.api.json("PATCH", "/api/sites/" + this.key + "/media/hall.jpg", "{\"alt\":\"A long \\\"hall\\\"\"}");
		this.api.json("PUT", "/api/sites/" + this.key + "/pages/about",
				"{\"title\":\"About\",\"markdown\":\"![](/media/hall.jpg)\\n\\n![No such](/media/none.jpg)\",\"state\":\"published\"}");
		String page = this.site.get("/about").body();
		assertThat(page)
			.containsPattern(
					"<img src=\"/media/hall\\.jpg\\?v=[0-9a-f]{16}\" alt=\"A long &quot;hall&quot;\" srcset=\"")
			.contains("w=320&amp;v=", " 320w, /media/hall.jpg?w=640", " 1280w, /media/hall.jpg?v=", " 1400w\"",
					"sizes=\"auto, ", "width=\"1400\" height=\"700\" loading=\"lazy\" decoding=\"async\"",
					"<img src=\"/media/none.jpg\"")
			.doesNotContain("w=1920");
		assertThat(Http.to(this.port, "row.test").get("/" + this.key + "/about").body())
			.contains("src=\"/" + this.key + "/media/hall.jpg?v=", ", /" + this.key + "/media/hall.jpg?w=640&amp;v=");
		HttpResponse<byte[]> small = this.site.bytes("GET", "/media/hall.jpg?w=320", NOTHING);
		assertThat(TestPictures.decoded(small.body()).getWidth()).isEqualTo(320);
		assertThat(TestPictures.decoded(small.body()).getHeight()).isEqualTo(160);
		assertThat(this.site.get("/media/hall.jpg?w=321").statusCode()).isEqualTo(404);
		assertThat(TestPictures.decoded(this.site.bytes("GET", "/media/hall.jpg?w=2560", NOTHING).body()).getWidth())
			.as("no larger than it is")
			.isEqualTo(1400);
		assertThat(variants()).hasSize(1);
	}

	@Test
	void whatManyAskForAtOnceIsMadeOnce() throws Exception {
		upload("hall.jpg", TestPictures.photograph(3000, 2000, 1));
		ExecutorService visitors = Executors.newFixedThreadPool(8);
		try {
			List<Future<byte[]>> answers = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				answers.add(visitors.submit(() -> this.site.bytes("GET", "/media/hall.jpg?w=960", NOTHING).body()));
			}
			byte[] first = answers.get(0).get();
			assertThat(TestPictures.decoded(first).getWidth()).isEqualTo(960);
			for (Future<byte[]> answer : answers) {
				assertThat(answer.get()).isEqualTo(first);
			}
		}
		finally {
			visitors.shutdownNow();
		}
		assertThat(variants()).hasSize(1);
	}

	@Test
	void aSquareKeepsTheFocalPointInSight() throws IOException {
		upload("halves.png", TestPictures.encoded(TestPictures.halves(1000, 400), "png"));
		this.api.json("PATCH", "/api/sites/" + this.key + "/media/halves.png", "{\"focalX\":100,\"focalY\":0}");
		BufferedImage right = TestPictures
			.decoded(this.site.bytes("GET", "/media/halves.png?square=320", NOTHING).body());
		assertThat(right.getWidth()).isEqualTo(320);
		assertThat(right.getHeight()).isEqualTo(320);
		assertThat(new Color(right.getRGB(5, 160))).isEqualTo(Color.BLUE);
		this.api.json("PATCH", "/api/sites/" + this.key + "/media/halves.png", "{\"focalX\":0}");
		BufferedImage left = TestPictures
			.decoded(this.site.bytes("GET", "/media/halves.png?square=320", NOTHING).body());
		assertThat(new Color(left.getRGB(315, 160))).isEqualTo(Color.RED);
		assertThat(variants()).as("the one with the old focal point is gone").hasSize(1);
		assertThat(this.api.json("PATCH", "/api/sites/" + this.key + "/media/halves.png", "{\"focalX\":101}").body())
			.contains("Between 0 and 100 percent.");
	}

	@Test
	void theSameFileIsKeptOnceAndReplacingKeepsTheUrl() throws IOException {
		byte[] photograph = TestPictures.photograph(800, 600, 1);
		upload("a.jpg", photograph);
		HttpResponse<byte[]> again = upload("b.jpg", photograph);
		assertThat(again.statusCode()).isEqualTo(200);
		assertThat(read(again, "$.name")).isEqualTo("a.jpg");
		assertThat(read(upload("a.jpg", TestPictures.photograph(300, 300, 1)), "$.name")).isEqualTo("a-2.jpg");
		String before = this.site.get("/media/a.jpg").headers().firstValue("ETag").orElseThrow();
		this.site.get("/media/a.jpg?w=320");
		int kept = filesOfSite().size();

		HttpResponse<byte[]> replaced = this.api.with("Content-Type", "image/jpeg")
			.bytes("PUT", "/api/sites/" + this.key + "/media/a.jpg", TestPictures.photograph(500, 500, 1));
		assertThat(read(replaced, "$.url")).isEqualTo("/media/a.jpg");
		assertThat(read(replaced, "$.width")).isEqualTo(500);
		HttpResponse<String> now = this.site.with("If-None-Match", before).get("/media/a.jpg");
		assertThat(now.statusCode()).isEqualTo(200);
		assertThat(filesOfSite()).as("the old one and what was made of it are gone").hasSize(kept - 1);
		assertThat(new String(this.api.with("Content-Type", "image/png")
			.bytes("PUT", "/api/sites/" + this.key + "/media/a.jpg",
					TestPictures.encoded(TestPictures.halves(9, 9), "png"))
			.body(), StandardCharsets.UTF_8)).contains("a.jpg can be replaced by another JPEG file, and this is PNG");

		assertThat(this.api.send("DELETE", "/api/sites/" + this.key + "/media/a.jpg", null).statusCode())
			.isEqualTo(204);
		assertThat(this.site.get("/media/a.jpg").statusCode()).isEqualTo(404);
		this.api.send("DELETE", "/api/sites/" + this.key + "/media/a-2.jpg", null);
		assertThat(filesOfSite()).isEmpty();
	}

	@Test
	void cachesKeepAFileForGoodOnlyUnderItsFingerprint() {
		HttpResponse<byte[]> created = upload("door.jpg", TestPictures.photograph(700, 300, 1));
		String fingerprint = read(created, "$.sha256").toString().substring(0, 16);
		HttpResponse<String> lasting = this.site.get("/media/door.jpg?v=" + fingerprint);
		assertThat(lasting.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
		assertThat(this.site.get("/media/door.jpg?w=320&v=" + fingerprint).headers().firstValue("Cache-Control"))
			.contains("public, max-age=31536000, immutable");
		HttpResponse<String> plain = this.site.get("/media/door.jpg");
		assertThat(plain.headers().firstValue("Cache-Control")).contains("no-cache");
		assertThat(plain.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
		String etag = plain.headers().firstValue("ETag").orElseThrow();
		assertThat(this.site.with("If-None-Match", etag).get("/media/door.jpg").statusCode()).isEqualTo(304);
		assertThat(this.site.with("If-None-Match", etag).get("/media/door.jpg?w=320").statusCode()).isEqualTo(200);
		HttpResponse<byte[]> part = this.site.with("Range", "bytes=0-1").bytes("GET", "/media/door.jpg", NOTHING);
		assertThat(part.statusCode()).isEqualTo(206);
		assertThat(part.body()).containsExactly(0xff, 0xd8);
	}

	@Test
	void eachKindIsSentAsBrowsersNeedIt() throws IOException {
		byte[] pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
			.getBytes(StandardCharsets.US_ASCII);
		assertThat(read(upload("../../../etc/price list.pdf", pdf), "$.name")).isEqualTo("price-list.pdf");
		HttpResponse<String> shown = this.site.with("Range", "bytes=0-4").get("/media/price-list.pdf");
		assertThat(shown.body()).isEqualTo("%PDF-");
		assertThat(shown.headers().firstValue("Content-Disposition")).contains("inline; filename=\"price-list.pdf\"");
		assertThat(read(upload("letter.docx", office()), "$.type").toString()).endsWith("wordprocessingml.document");
		assertThat(this.site.get("/media/letter.docx").headers().firstValue("Content-Disposition"))
			.contains("attachment; filename=\"letter.docx\"");
		byte[] gif = TestPictures.encoded(TestPictures.halves(40, 20), "gif");
		assertThat(read(upload("move.gif", gif), "$.width")).isEqualTo(40);
		assertThat(TestPictures.decoded(this.site.bytes("GET", "/media/move.gif", NOTHING).body()).getWidth())
			.isEqualTo(40);
	}

	@Test
	void aDrawingCanDoNothingButDraw() {
		HttpResponse<byte[]> created = upload("logo.svg", """
				<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40" onload="alert(1)">
				<script>alert(2)</script><rect width="80" height="40" fill="#c00"/></svg>"""
			.getBytes(StandardCharsets.UTF_8));
		assertThat(read(created, "$.note").toString()).contains("has been taken out");
		assertThat(read(created, "$.width")).isEqualTo(80);
		HttpResponse<String> seen = this.site.get("/media/logo.svg");
		assertThat(seen.body()).contains("<rect").doesNotContain("script", "alert", "onload", "DOCTYPE");
		assertThat(seen.headers().firstValue("Content-Security-Policy"))
			.contains("default-src 'none'; style-src 'unsafe-inline'; sandbox");
		assertThat(seen.headers().firstValue("Content-Type")).contains("image/svg+xml");
	}

	@Test
	void whatCannotBeKeptIsRefusedInWordsAndLeavesNothing() throws IOException {
		Map<String, byte[]> refused = Map.of("has 100000 × 100000 pixels", TestPictures.pngHead(100_000, 100_000), //
				"This file is empty", NOTHING, //
				"whatever its name says", "MZ this program cannot be run".getBytes(StandardCharsets.US_ASCII), //
				"This is a web page", "<!DOCTYPE html><html><body>hi</body></html>".getBytes(StandardCharsets.US_ASCII), //
				"not well-formed",
				"<svg xmlns=\"http://www.w3.org/2000/svg\"><g></svg>".getBytes(StandardCharsets.US_ASCII), //
				"damaged", TestPictures.pngHead(100, 100));
		refused.forEach((message, bytes) -> {
			HttpResponse<byte[]> answer = upload("picture.jpg", bytes);
			assertThat(answer.statusCode()).as(message).isEqualTo(422);
			assertThat(read(answer, "$.errors.file").toString()).contains(message);
		});
		byte[] large = new byte[(50 << 20) + 1];
		System.arraycopy(TestPictures.photograph(9, 9, 1), 0, large, 0, 300);
		HttpResponse<byte[]> tooLarge = upload("large.jpg", large);
		assertThat(tooLarge.statusCode()).isEqualTo(413);
		assertThat(read(tooLarge, "$.detail").toString()).contains("larger than 50 MB");
		assertThat(filesOfSite()).isEmpty();
		try (Stream<Path> all = Files.list(this.home.root().resolve("data/sites"))) {
			assertThat(all.filter((path) -> path.getFileName().toString().startsWith(".incoming-"))).isEmpty();
		}
	}

	@Test
	void aWrongEndingIsPutRightAndHiddenCharactersGo() {
		HttpResponse<byte[]> created = upload("cod\u202Egpj.\u200Bpng", TestPictures.photograph(50, 50, 1));
		assertThat(read(created, "$.name")).isEqualTo("codgpj.jpg");
		assertThat(read(created, "$.note").toString()).contains("By its content this file is JPEG");
		assertThat(read(upload("日本.jpg", TestPictures.photograph(51, 50, 1)), "$.name")).isEqualTo("ri-ben.jpg");
		assertThat(read(upload("....", TestPictures.photograph(52, 50, 1)), "$.name")).isEqualTo("picture.jpg");
	}

	@Test
	void mediaCountForTheStorageOfTheSite() {
		this.api.json("PATCH", "/api/sites/" + this.key + "/limits", "{\"storage\":\"20KB\"}");
		assertThat(upload("small.png", TestPictures.encoded(TestPictures.halves(20, 20), "png")).statusCode())
			.isEqualTo(201);
		HttpResponse<byte[]> refused = upload("large.pdf",
				("%PDF-1.4\n" + "x".repeat(30_000)).getBytes(StandardCharsets.US_ASCII));
		assertThat(refused.statusCode()).isEqualTo(507);
		assertThat(read(refused, "$.detail").toString()).contains("This site may have 20 KB");
		assertThat(
				JsonPath.<Integer>read(this.api.get("/api/sites/" + this.key + "/limits").body(), "$.use.mediaBytes"))
			.isPositive()
			.isLessThan(1000);
		assertThat(this.api
			.json("PUT", "/api/sites/" + this.key + "/pages/long",
					"{\"title\":\"Long\",\"markdown\":\"" + "word ".repeat(6000) + "\"}")
			.body()).contains("its texts and its media together");
	}

	@Test
	void aDeletedSiteLeavesNoFiles() throws IOException {
		upload("door.jpg", TestPictures.photograph(400, 300, 1));
		assertThat(filesOfSite()).hasSize(1);
		this.api.send("DELETE", "/api/sites/" + this.key, null);
		assertThat(this.home.root().resolve("data/sites/" + this.key + "/media")).doesNotExist();
	}

	@Test
	void aFormWithManyFilesTellsOfEachAndTheLibraryFindsThem() {
		Http session = AdminSession.signIn(this.port);
		String csrf = AdminSession.csrf(session.get("/sites/new"));
		String at = "/sites/" + this.key + "/media";
		byte[] form = Multipart.of("folder", "team/2026")
			.file("one.jpg", TestPictures.photograph(200, 100, 1))
			.file("bad.jpg", "nothing".getBytes(StandardCharsets.US_ASCII))
			.file("two.jpg", TestPictures.photograph(100, 200, 1))
			.end();
		HttpResponse<byte[]> answer = session.with("Content-Type", Multipart.TYPE)
			.bytes("POST", at + "?_csrf=" + URLEncoder.encode(csrf, StandardCharsets.UTF_8), form);
		assertThat(answer.statusCode()).isEqualTo(302);
		String library = session.get(at).body();
		assertThat(library).contains("Uploaded one.jpg, two.jpg.", "bad.jpg: It is not clear what this file is",
				"No text", "team/2026 (2)");
		assertThat(session.get(at + "?q=ONE&folder=team/2026").body()).contains("one.jpg").doesNotContain("two.jpg");
		assertThat(session.get(at + "?kind=audio").body()).contains("Nothing matches");
		assertThat(
				session.form(at + "/one.jpg", "alt=A+red+half&title=Halves&focalX=20&focalY=abc&_csrf=" + csrf).body())
			.contains("Write a whole number from 0 to 100.", "A red half");
		assertThat(session.form(at + "/one.jpg", "alt=A+red+half&title=Halves&focalX=20&focalY=30&_csrf=" + csrf)
			.statusCode()).isEqualTo(302);
		assertThat(session.get(at + "?lacking=alt").body()).contains("two.jpg").doesNotContain("Halves");
		this.api.json("PUT", "/api/sites/" + this.key + "/posts/news",
				"{\"title\":\"Our news\",\"markdown\":\"[x](/media/one.jpg)\"}");
		assertThat(session.get(at + "/one.jpg").body()).contains("Our news");
		assertThat(session.get(at + "/one.jpg/delete").body()).contains("there will be a hole", "Our news");
		HttpResponse<String> json = session.get("/sites/" + this.key + "/media.json?q=halv");
		assertThat(JsonPath.<String>read(json.body(), "$.items[0].url")).isEqualTo("/media/one.jpg");
		String thumbnail = JsonPath.read(json.body(), "$.items[0].thumbnail");
		assertThat(session.get(thumbnail).headers().firstValue("Cache-Control"))
			.contains("private, max-age=31536000, immutable");
		assertThat(session.get(at + "/raw/one.jpg").headers().firstValue("Cache-Control"))
			.contains("private, no-cache");
		assertThat(session.form(at + "/move", "names=one.jpg&names=two.jpg&target=&_csrf=" + csrf).statusCode())
			.isEqualTo(302);
		assertThat(session.get(at).body()).contains("2 files are in the top folder now.");
	}

	@Test
	void aScriptGetsJsonForOneFileAndAProblemForABadOne() {
		Http session = AdminSession.signIn(this.port).with("Accept", "application/json");
		String csrf = AdminSession.csrf(session.with("Accept", "text/html").get("/sites/new"));
		Http sending = session.with("X-CSRF-TOKEN", csrf).with("Content-Type", Multipart.TYPE);
		String at = "/sites/" + this.key + "/media";
		HttpResponse<byte[]> created = sending.bytes("POST", at,
				Multipart.of("alt", "A door")
					.file("door.png", TestPictures.encoded(TestPictures.halves(30, 20), "png"))
					.end());
		assertThat(created.statusCode()).isEqualTo(201);
		assertThat(read(created, "$.alt")).isEqualTo("A door");
		assertThat(read(created, "$.url")).isEqualTo("/media/door.png");
		HttpResponse<byte[]> refused = sending.bytes("POST", at, Multipart.of("alt", "x").file("a.png", NOTHING).end());
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
		assertThat(read(refused, "$.detail").toString()).contains("This file is empty");
		assertThat(session.with("Content-Type", Multipart.TYPE)
			.bytes("POST", at, Multipart.of("alt", "x").file("a.png", NOTHING).end())
			.statusCode()).as("without the token").isEqualTo(403);
	}

	@Test
	void aFormOfAnotherPageIsNotTakenByTheApi() {
		byte[] form = Multipart.of("alt", "x")
			.file("a.png", TestPictures.encoded(TestPictures.halves(3, 2), "png"))
			.end();
		Http sending = this.api.with("Content-Type", Multipart.TYPE);
		assertThat(sending.bytes("POST", "/api/sites/" + this.key + "/media", form).statusCode()).isEqualTo(201);
		assertThat(sending.with("Origin", "http://elsewhere.test")
			.bytes("POST", "/api/sites/" + this.key + "/media", form)
			.statusCode()).isEqualTo(403);
	}

	private HttpResponse<byte[]> upload(String name, byte[] bytes) {
		return this.api.with("Content-Type", "application/octet-stream")
			.bytes("POST", "/api/sites/" + this.key + "/media?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8),
					bytes);
	}

	private static Object read(HttpResponse<byte[]> answer, String path) {
		return JsonPath.read(new String(answer.body(), StandardCharsets.UTF_8), path);
	}

	private List<Path> filesOfSite() throws IOException {
		Path media = this.home.root().resolve("data/sites/" + this.key + "/media");
		if (Files.notExists(media)) {
			return List.of();
		}
		try (Stream<Path> all = Files.walk(media)) {
			return all.filter(Files::isRegularFile).toList();
		}
	}

	private List<Path> variants() throws IOException {
		return filesOfSite().stream().filter((path) -> path.toString().contains("/variants/")).toList();
	}

	/** What tells a Word file from any other archive. */
	private static byte[] office() throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(out)) {
			for (String name : List.of("[Content_Types].xml", "word/document.xml")) {
				zip.putNextEntry(new ZipEntry(name));
				zip.write("<x/>".getBytes(StandardCharsets.US_ASCII));
			}
		}
		return out.toByteArray();
	}

	/** A form as browsers send it. */
	private static final class Multipart {

		static final String TYPE = "multipart/form-data; boundary=border";

		private final ByteArrayOutputStream out = new ByteArrayOutputStream();

		static Multipart of(String field, String value) {
			Multipart form = new Multipart();
			form.part("name=\"" + field + "\"", value.getBytes(StandardCharsets.UTF_8));
			return form;
		}

		Multipart file(String filename, byte[] bytes) {
			part("name=\"file\"; filename=\"" + filename + "\"\r\nContent-Type: image/jpeg", bytes);
			return this;
		}

		private void part(String disposition, byte[] bytes) {
			this.out.writeBytes(("--border\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n")
				.getBytes(StandardCharsets.UTF_8));
			this.out.writeBytes(bytes);
			this.out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
		}

		byte[] end() {
			this.out.writeBytes("--border--\r\n".getBytes(StandardCharsets.UTF_8));
			return this.out.toByteArray();
		}

	}

}
