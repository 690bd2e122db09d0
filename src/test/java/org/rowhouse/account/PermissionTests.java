package org.rowhouse.account;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowhouse.AdminSession;
import org.rowhouse.site.AllSites;
import org.rowhouse.site.HostKind;
import org.rowhouse.site.OnHost;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.RowhouseTest;
import org.rowhouse.testing.StopBeforeController;
import org.rowhouse.testing.TestInstallation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.condition.NameValueExpression;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may do what: each line of {@code docs/permissions.md} is asked for by somebody of
 * each kind, on a site of theirs, on another and on one that is not there.
 */
@RowhouseTest
class PermissionTests {

	private static final String PASSWORD = "each to their own";

	private static final String OWN = "permitted";

	private static final String FOREIGN = "not-permitted";

	private static final String MISSING = "not-there";

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private RequestMappingHandlerMapping mappings;

	@Autowired
	private AccountRepository accounts;

	@Autowired
	private Passwords passwords;

	@Autowired
	private AllSites allSites;

	private Http api;

	@BeforeEach
	void makePeople() {
		this.api = Http.to(this.port, "localhost").as("admin", TestInstallation.PASSWORD);
		if (this.api.get("/api/sites/" + OWN).statusCode() == 200) {
			// Made for the first of these tests already.
			return;
		}
		for (String key : List.of(OWN, FOREIGN)) {
			assertThat(this.api.json("POST", "/api/sites", "{\"key\":\"" + key + "\",\"name\":\"" + key + "\"}")
				.statusCode()).isEqualTo(201);
		}
		for (String who : List.of("stranger", "author", "editor", "owner", "gone")) {
			this.allSites.call("a test", () -> this.accounts
				.save(new Account("p-" + who, this.passwords.hash(PASSWORD), false, Instant.now())));
		}
		for (Role role : Role.values()) {
			assertThat(appoint("p-" + role.word(), role).statusCode()).isEqualTo(200);
		}
		assertThat(appoint("p-gone", Role.OWNER).statusCode()).isEqualTo(200);
	}

	private HttpResponse<String> appoint(String username, Role role) {
		return this.api.json("PUT", "/api/sites/" + OWN + "/people/" + username, "{\"role\":\"" + role.word() + "\"}");
	}

	@Test
	void theTableNamesAllThereIs() throws IOException {
		String text = PermissionTable.of(permissions());
		if (Boolean.getBoolean("update.docs")) {
			PermissionTable.write(text);
		}
		assertThat(PermissionTable.text())
			.as("docs/permissions.md; if the change is meant, run this test with -Dupdate.docs=true")
			.isEqualTo(text);
	}

	@Test
	void everybodyReachesWhatTheTableSaysAndNothingElse() {
		Map<String, Set<String>> table = PermissionTable.read();
		List<Visitor> visitors = visitors();
		List<String> wrong = new ArrayList<>();
		int asked = 0;
		for (Place place : places()) {
			Set<String> may = table.getOrDefault(place.mapping(), Set.of());
			for (Visitor visitor : visitors) {
				Map<String, HttpResponse<String>> answers = new LinkedHashMap<>();
				for (String key : (place.ofSite()) ? List.of(OWN, FOREIGN, MISSING) : List.of("")) {
					int expected = expected(place, may, visitor, key);
					HttpResponse<String> answer = visitor.ask(place, key);
					answers.put(key, answer);
					if (answer.statusCode() != expected) {
						wrong.add(visitor.name() + ": " + place.mapping() + " of '" + key + "' answers "
								+ answer.statusCode() + " in place of " + expected);
					}
				}
				asked += answers.size();
				if (place.ofSite()) {
					assertThat(anonymous(answers.get(FOREIGN))).as(visitor.name() + " " + place.mapping())
						.isEqualTo(anonymous(answers.get(MISSING)));
				}
			}
		}
		assertThat(wrong).isEmpty();
		assertThat(asked).as("cases").isGreaterThan(2_000);
	}

	private static int expected(Place place, Set<String> may, Visitor visitor, String key) {
		if (may.contains("Everybody")) {
			return StopBeforeController.REACHED;
		}
		if (visitor.column() == null) {
			return (place.ofApi()) ? 401 : 302;
		}
		boolean administrator = visitor.column().equals("Administrator");
		if (place.ofSite() && !administrator && (visitor.column().equals("Signed in") || !key.equals(OWN))) {
			return 404;
		}
		// Somebody with a role on one site is nobody special on the platform.
		String column = (place.ofSite() || administrator) ? visitor.column() : "Signed in";
		return (may.contains(column)) ? StopBeforeController.REACHED : 403;
	}

	private static String anonymous(HttpResponse<String> answer) {
		return (answer.statusCode() + " " + answer.headers().map().keySet() + answer.body()).replace(FOREIGN, "KEY")
			.replace(MISSING, "KEY")
			.replaceAll("(name=\"_csrf\"[^>]*value=|csrf-token\" content=)\"[^\"]+\"", "CSRF");
	}

	@Test
	void whoMayNotSignInAnyMoreCanDoNothingFromTheNextRequestOn() {
		Http session = AdminSession.signIn(this.port, "p-gone", PASSWORD);
		assertThat(session.get("/sites/" + OWN).statusCode()).isEqualTo(200);
		this.api.json("PATCH", "/api/people/p-gone", "{\"enabled\":false}");
		assertThat(session.get("/sites/" + OWN).statusCode()).isEqualTo(302);
		assertThat(session.get("/sites").headers().firstValue("Location").orElse("")).endsWith("/login");
		assertThat(Http.to(this.port, "localhost").as("p-gone", PASSWORD).get("/api/sites").statusCode())
			.isEqualTo(401);
		this.api.json("PATCH", "/api/people/p-gone", "{\"enabled\":true}");
		assertThat(session.get("/sites/" + OWN).statusCode()).as("a session that ended").isEqualTo(302);
	}

	private List<Visitor> visitors() {
		List<Visitor> visitors = new ArrayList<>();
		Http nobody = Http.to(this.port, "localhost");
		HttpResponse<String> form = nobody.get("/login");
		visitors.add(new Visitor("nobody", null, nobody.with("Cookie", AdminSession.cookie(form)), nobody,
				AdminSession.csrf(form)));
		Map<String, String> columns = new LinkedHashMap<>();
		columns.put("p-stranger", "Signed in");
		columns.put("p-author", "Author");
		columns.put("p-editor", "Editor");
		columns.put("p-owner", "Owner");
		columns.put("admin", "Administrator");
		columns.forEach((username, column) -> {
			String password = (username.equals("admin")) ? TestInstallation.PASSWORD : PASSWORD;
			Http session = AdminSession.signIn(this.port, username, password);
			visitors.add(new Visitor(username, column, session, Http.to(this.port, "localhost").as(username, password),
					AdminSession.csrf(session.get("/sites"))));
		});
		return visitors;
	}

	private List<Place> places() {
		return this.mappings.getHandlerMethods()
			.entrySet()
			.stream()
			.filter((entry) -> isAdmin(entry.getValue().getBeanType()))
			.flatMap((entry) -> names(entry.getKey()).stream().map((name) -> new Place(name, entry.getKey())))
			// The container alone goes there.
			.filter((place) -> !place.mapping().equals("* /error"))
			.toList();
	}

	private Map<String, Permission> permissions() {
		Map<String, Permission> permissions = new TreeMap<>();
		this.mappings.getHandlerMethods().forEach((info, method) -> {
			Permission permission = PermissionInterceptor.permission(method);
			if (isAdmin(method.getBeanType()) && permission != null) {
				names(info)
					.forEach((name) -> assertThat(permissions.put(name, permission)).as(name).isIn(null, permission));
			}
		});
		return permissions;
	}

	private static boolean isAdmin(Class<?> controller) {
		OnHost host = controller.getAnnotation(OnHost.class);
		return host != null && host.value() == HostKind.ADMIN;
	}

	private static List<String> names(RequestMappingInfo mapping) {
		Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
		return mapping.getPatternValues()
			.stream()
			.flatMap((pattern) -> (methods.isEmpty()) ? List.of("* " + pattern).stream()
					: methods.stream().map((method) -> method + " " + pattern))
			.toList();
	}

	/** One thing that can be asked for. */
	private record Place(String mapping, RequestMappingInfo info) {

		boolean ofSite() {
			return this.mapping.contains("{key}");
		}

		boolean ofApi() {
			return this.mapping.contains(" /api");
		}

		String method() {
			String method = this.mapping.substring(0, this.mapping.indexOf(' '));
			return (method.equals("*")) ? "GET" : method;
		}

		String path(String key) {
			String path = this.mapping.substring(this.mapping.indexOf(' ') + 1)
				.replace("{key}", key)
				.replaceAll("\\{\\w+:pages\\|posts}", "pages")
				.replaceAll("\\{\\w+:\\[0-9][^/]*}(?=/|$)", "1")
				.replaceAll("\\{\\*?\\w+}", "x")
				.replace("//", "/");
			String query = String.join("&",
					this.info.getParamsCondition()
						.getExpressions()
						.stream()
						.filter((expression) -> !expression.isNegated())
						.map((expression) -> expression.getName() + "=x")
						.toList());
			return (query.isEmpty()) ? path : path + "?" + query;
		}

	}

	/** Somebody who asks, with what they signed in with. */
	private record Visitor(String name, @Nullable String column, Http session, Http api, String csrf) {

		HttpResponse<String> ask(Place place, String key) {
			Http http = ((place.ofApi()) ? this.api : this.session).with(StopBeforeController.HEADER, "yes")
				.with("X-CSRF-TOKEN", this.csrf);
			for (NameValueExpression<String> header : place.info().getHeadersCondition().getExpressions()) {
				http = http.with(header.getName(), "x");
			}
			Set<MediaType> consumed = place.info().getConsumesCondition().getConsumableMediaTypes();
			if (!consumed.isEmpty()) {
				http = http.with("Content-Type", consumed.iterator().next().toString());
			}
			Set<MediaType> produced = place.info().getProducesCondition().getProducibleMediaTypes();
			if (!produced.isEmpty()) {
				http = http.with("Accept", produced.iterator().next().toString());
			}
			return http.send(place.method(), place.path(key), null);
		}

	}

}
