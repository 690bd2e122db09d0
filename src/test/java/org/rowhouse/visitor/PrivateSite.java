package org.rowhouse.visitor;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.rowhouse.testing.Http;
import org.rowhouse.testing.TestInstallation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A site with something public and something that is not, made by the API.
 */
final class PrivateSite {

	/** Stands in all that is at {@code /club} and below, and in all posts. */
	static final String SECRET = "Hushhush";

	static final String PASSWORD = "three old owls";

	final String key;

	final String host;

	final int port;

	private final Http api;

	private PrivateSite(int port, String address) {
		this.port = port;
		this.key = "v" + UUID.randomUUID().toString().substring(0, 8);
		this.host = (address != null) ? address : this.key + ".test";
		this.api = Http.to(port, "localhost").as("admin", TestInstallation.PASSWORD);
		created(this.api.json("POST", "/api/sites", "{\"key\":\"" + this.key
				+ "\",\"name\":\"Owls\",\"theme\":\"plain\",\"addresses\":[\"" + this.host + "\"]}"));
		page("index", "Welcome", "Come in.");
		page("about", "About", "Public words.");
		page("club", SECRET + " club", SECRET + " inside.");
		page("club/board", SECRET + " board", SECRET + " on board. ![Plan](/media/plan.svg)");
		created(this.api.with("Content-Type", "image/svg+xml")
			.send("POST", "/api/sites/" + this.key + "/media?name=plan.svg",
					"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><text>" + SECRET
							+ "</text></svg>"));
		put("posts/first", "{\"title\":\"" + SECRET + " first\",\"markdown\":\"" + SECRET
				+ " text\",\"state\":\"published\",\"tags\":[\"" + SECRET + "\"]}");
		put("posts/second", "{\"title\":\"" + SECRET + " second\",\"markdown\":\"" + SECRET
				+ " text\",\"state\":\"published\",\"tags\":[\"" + SECRET + "\"]}");
	}

	static PrivateSite at(int port) {
		return new PrivateSite(port, null);
	}

	static PrivateSite at(int port, String address) {
		return new PrivateSite(port, address);
	}

	Http visitor() {
		return Http.to(this.port, this.host.replaceFirst("/.*", "")).with("Accept", "text/html");
	}

	Http api() {
		return this.api;
	}

	String apiPath(String rest) {
		return "/api/sites/" + this.key + "/" + rest;
	}

	void page(String path, String title, String text) {
		put("pages/" + path, "{\"title\":\"" + title + "\",\"markdown\":\"" + text + "\",\"state\":\"published\"}");
	}

	private void put(String rest, String body) {
		created(this.api.json("PUT", apiPath(rest), body));
	}

	/** Makes something private and returns the number of the area. */
	long close(String path, String way, String audience) {
		HttpResponse<String> answer = created(this.api.json("POST", apiPath("areas"), "{\"path\":\"" + path
				+ "\",\"way\":\"" + way + "\",\"audience\":\"" + audience + "\",\"password\":\"" + PASSWORD + "\"}"));
		return Long.parseLong(answer.body().replaceAll(".*\"id\":(\\d+).*", "$1"));
	}

	void change(long area, String body) {
		created(this.api.json("PUT", apiPath("areas/" + area), body));
	}

	void visitorCalled(String name, String password) {
		created(this.api.json("PUT", apiPath("visitors/" + name), "{\"password\":\"" + password + "\"}"));
	}

	HttpResponse<String> signIn(String path, String name, String password) {
		return visitor().form(path, "visitor-name=" + encoded(name) + "&visitor-password=" + encoded(password));
	}

	/** Signs in and returns the cookie as a browser would send it. */
	String cookie(String path, String name, String password) {
		HttpResponse<String> answer = signIn(path, name, password);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
		return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
	}

	Http with(String cookie) {
		return visitor().with("Cookie", cookie);
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private static HttpResponse<String> created(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201, 204);
		return answer;
	}

}
