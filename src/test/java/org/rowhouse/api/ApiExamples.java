package org.rowhouse.api;

import java.net.http.HttpResponse;

import org.rowhouse.testing.Http;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What somebody does with the API on the first day, step by step. Each step becomes the
 * example of its operation, with numbers and times that stay the same.
 */
final class ApiExamples {

	private final Http api;

	private final OpenApiDocument document;

	private ApiExamples(Http api, OpenApiDocument document) {
		this.api = api;
		this.document = document;
	}

	static void play(Http api, OpenApiDocument document) {
		ApiExamples examples = new ApiExamples(api, document);
		examples.sites();
		examples.content();
		examples.rest();
	}

	private void sites() {
		step("POST", "/api/sites", "", "{'key':'library','name':'Village Library','addresses':['library.localhost']}");
		step("GET", "/api/sites", "?q=library", null);
		step("GET", "/api/sites/{key}", "", null);
		step("PATCH", "/api/sites/{key}", "", "{'tagline':'Books, mostly'}");
		step("POST", "/api/sites/{key}/state", "", "{'state':'active'}");
		step("GET", "/api/sites/{key}/notes", "", null);
		step("GET", "/api/sites/{key}/limits", "", null);
		step("PATCH", "/api/sites/{key}/limits", "", "{'renderTime':'5s','items':20000}");
		step("GET", "/api/route", "?url=http://library.localhost/hours", null);
		step("POST", "/api/addresses", "", "{'pattern':'old.example','target':'https://example.com'}");
		step("GET", "/api/addresses", "", null);
	}

	private void content() {
		step("PUT", "/api/sites/{key}/pages/{path}", "",
				"{'title':'Opening hours','markdown':'Tuesdays, **two till six**.','state':'published'}");
		step("GET", "/api/sites/{key}/pages/{path}", "", null);
		step("GET", "/api/sites/{key}/pages", "?q=hours", null);
		step("PUT", "/api/sites/{key}/posts/{slug}", "",
				"{'title':'New shelves','markdown':'They hold.','state':'published','tags':['news']}");
		step("GET", "/api/sites/{key}/posts/{slug}", "", null);
		step("GET", "/api/sites/{key}/posts", "?tag=news", null);
		step("PUT", "/api/sites/{key}/menu", "", "{'entries':[{'label':'Hours','path':'/hours'}]}");
		step("GET", "/api/sites/{key}/menu", "", null);
		step("PUT", "/api/sites/{key}/snippets/{name}", "", "{'title':'Address','markdown':'Mill Lane 3'}");
		step("GET", "/api/sites/{key}/snippets/{name}", "", null);
		step("POST", "/api/sites/{key}/redirects", "", "{'from':'/opening','to':'/hours'}");
		step("GET", "/api/sites/{key}/redirects", "", null);
		step("GET", "/api/sites/{key}/revisions", "?kind=page&path=hours", null);
		step("DELETE", "/api/sites/{key}/posts/{slug}", "", null);
	}

	private void rest() {
		step("POST", "/api/people", "", "{'username':'ada','password':'a fine house on a hill','displayName':'Ada'}");
		step("GET", "/api/people/{username}", "", null);
		step("PUT", "/api/sites/{key}/people/{username}", "", "{'role':'editor'}");
		step("GET", "/api/sites/{key}/people", "", null);
		step("POST", "/api/tokens", "", "{'name':'Nightly backup','scope':'read','days':90}");
		step("GET", "/api/tokens", "", null);
		step("GET", "/api/sites/{key}/activity", "?size=1", null);
		step("GET", "/api/mail/queue", "", null);
		step("DELETE", "/api/sites/{key}", "", null);
	}

	private void step(String verb, String path, String query, String body) {
		String json = (body != null) ? body.replace('\'', '"') : null;
		String target = path.replace("{key}", "library")
			.replace("{path}", "hours")
			.replace("{slug}", "new-shelves")
			.replace("{name}", "address")
			.replace("{username}", "ada") + query;
		HttpResponse<String> answer = (json != null) ? this.api.json(verb, target, json)
				: this.api.send(verb, target, null);
		assertThat(answer.statusCode()).as(verb + " " + target + ": " + answer.body()).isBetween(200, 204);
		this.document.example(verb, path, json, answer.statusCode(), lasting(answer.body()));
	}

	/** Without what differs from run to run. */
	private static String lasting(String body) {
		return body.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?(\\.\\d+)?Z", "2026-11-21T12:00:00Z")
			.replaceAll("\"(id|version|number|next|before)\" *: *\\d+", "\"$1\":7")
			.replaceAll("rowhouse_[\\w-]{43}", "rowhouse_Qm9va3NfbW9zdGx5X2FuZF9hX2Zld19tYXBzXzEyMzQ")
			.replaceAll("\"address\" *: *\"(127\\.0\\.0\\.1|::1|0:0:0:0:0:0:0:1)\"", "\"address\":\"192.0.2.1\"");
	}

}
