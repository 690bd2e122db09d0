package org.rowhouse;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.rowhouse.testing.TwinSites;
import org.rowhouse.testing.TwinSites.Twin;

/**
 * What {@link LeakMatrixTests} asks for each mapping of the application. A new controller
 * without a case here fails the build.
 */
final class LeakCases {

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final String JSON = "application/json";

	private static final String ITEM = "/sites/{key}/{kinds:pages|posts}/{id:[0-9]{1,18}}";

	/**
	 * By the pattern of a mapping on the host of a site: paths that every twin has or
	 * could have, with those where there is nothing.
	 */
	static final Map<String, List<String>> OF_SITES = Map.ofEntries(
			Map.entry("/", List.of("/", "/?x=" + TwinSites.SHARED_WORD)), //
			Map.entry("", List.of("")),
			Map.entry("/{*path}",
					List.of("/about", "/about/team", "/about/", "/landing", "/draft", "/a", "/b", "/from-the-api",
							"/draft-from-the-api", "/only-in-a", "/only-in-b", "/nothing-here", "/moved",
							"/moved-only-in-a", "/moved-only-in-b", "/site.yml", "/templates/page.html",
							"/content/about.md", "/posts/2024", "/archived", "/hidden", "/ABOUT", "/%61bout")),
			Map.entry("/posts", List.of("/posts", "/posts?page=2", "/posts?page=99", "/posts?page=x")),
			Map.entry("/posts/{slug}",
					List.of("/posts/post-1", "/posts/post-12", "/posts/later", "/posts/from-the-api",
							"/posts/nothing-here")),
			Map.entry("/posts/{year:[0-9]{4}}/{month:[0-9]{2}}",
					List.of("/posts/2024/03", "/posts/2024/03?page=2", "/posts/1999/01", "/posts/2024/13")),
			Map.entry("/tag/{slug}", List.of("/tag/common", "/tag/common?page=2", "/tag/second", "/tag/nothing-here")),
			Map.entry("/author/{slug}",
					List.of("/author/ada-of-all", "/author/ada-of-all?page=2", "/author/ada-of-all?page=9",
							"/author/nobody")),
			Map.entry("/feed.xml", List.of("/feed.xml")), Map.entry("/rss.xml", List.of("/rss.xml")),
			Map.entry("/feed.json", List.of("/feed.json")),
			Map.entry("/tag/{slug}/feed.xml", List.of("/tag/common/feed.xml", "/tag/nothing-here/feed.xml")),
			Map.entry("/tag/{slug}/rss.xml", List.of("/tag/common/rss.xml", "/tag/nothing-here/rss.xml")),
			Map.entry("/tag/{slug}/feed.json", List.of("/tag/common/feed.json", "/tag/nothing-here/feed.json")),
			Map.entry("/sitemap.xml", List.of("/sitemap.xml")),
			Map.entry("/sitemap-{number:[1-9][0-9]{0,3}}.xml", List.of("/sitemap-1.xml", "/sitemap-2.xml")),
			Map.entry("/robots.txt", List.of("/robots.txt")),
			Map.entry("/.well-known/security.txt", List.of("/.well-known/security.txt")),
			Map.entry("/favicon.ico", List.of("/favicon.ico")),
			Map.entry("/icons/icon.svg", List.of("/icons/icon.svg")),
			Map.entry("/icons/icon-{size:32|180|192|512}.png", List.of("/icons/icon-32.png", "/icons/icon-512.png")),
			Map.entry("/site.webmanifest", List.of("/site.webmanifest")),
			Map.entry("/static/{*name}",
					List.of("/static/site.css", "/static/site.css?v=0123456789abcdef", "/static/data.json",
							"/static/deep/er/text.txt", "/static/logo.svg", "/static/favicon.svg",
							"/static/nothing-here.css", "/static/", "/static/SITE.CSS", "/static/../site.yml",
							"/static/%2e%2e/site.yml")),
			Map.entry("/search",
					List.of("/search", "/search?q=" + TwinSites.SHARED_WORD,
							"/search?q=" + TwinSites.SHARED_WORD + "&page=2", "/search?q=amberfo", "/search?q=bluewre",
							"/search?q=coralel", "/search?q=duskmot", "/search?q=draft", "/search?q=nothinghere")),
			Map.entry("/search.json",
					List.of("/search.json", "/search.json?q=ev", "/search.json?q=of", "/search.json?q=amber",
							"/search.json?q=blue", "/search.json?q=coral", "/search.json?q=dusk")),
			Map.entry("/media/{name}",
					List.of("/media/sign.svg", "/media/sign.svg?v=0123456789abcdef", "/media/only-in-a.svg",
							"/media/only-in-b.svg", "/media/nothing-here.jpg", "/media/sign.svg?w=320",
							"/media/sign.svg?w=321")),
			Map.entry("/options.css", List.of("/options.css", "/options.css?v=0123456789abcdef")),
			Map.entry("/preview/{token}", List.of("/preview/x", "/preview/" + "A".repeat(82))),
			Map.entry("/error", List.of("/error")),
			Map.entry("/.well-known/rowhouse-challenge/**", List.of("/.well-known/rowhouse-challenge/x")));

	/**
	 * By method and pattern of a mapping on the admin host that names a site or an item.
	 */
	static final Map<String, Function<Crossing, List<Call>>> OF_ADMIN = Map.ofEntries(
			one("GET /sites/{key}", (x) -> get("/sites/" + x.key()).besideNeighbours()),
			one("GET /sites/{key}/edit", (x) -> get("/sites/" + x.key() + "/edit")),
			one("POST /sites/{key}/edit",
					(x) -> form("/sites/" + x.key() + "/edit", "name=Taken&addresses=" + x.other().marker() + ".test")
						.besideNeighbours()),
			Map.entry("POST /sites/{key}/state",
					(x) -> List.of(form("/sites/" + x.key() + "/state", "state=suspended"),
							form("/sites/" + x.key() + "/state", "state=active"))),
			one("GET /sites/{key}/live", (x) -> get("/sites/" + x.key() + "/live")),
			one("GET /sites/{key}/clone", (x) -> get("/sites/" + x.key() + "/clone")),
			one("POST /sites/{key}/clone",
					(x) -> form("/sites/" + x.key() + "/clone", "name=Taken&newKey=" + x.other().key())
						.besideNeighbours()),
			one("POST /sites/{key}/labels", (x) -> form("/sites/" + x.key() + "/labels", "tags=leak-case")),
			one("POST /api/sites/{key}/clone",
					(x) -> json("POST", "/api/sites/" + x.key() + "/clone",
							"{\"key\":\"" + x.other().key() + "\",\"name\":\"Taken\"}")
						.besideNeighbours()),
			one("GET /sites/{key}/delete", (x) -> get("/sites/" + x.key() + "/delete")),
			one("POST /sites/{key}/delete",
					(x) -> form("/sites/" + x.key() + "/delete", "confirm=" + x.other().key()).besideNeighbours()),
			one("POST /sites/{key}/addresses/check",
					(x) -> form("/sites/" + x.key() + "/addresses/check", "pattern=" + x.other().marker() + ".test")
						.besideNeighbours()),
			Map.entry("GET /sites/{key}/{kinds:pages|posts}",
					(x) -> List.of(get("/sites/" + x.key() + "/pages"), get("/sites/" + x.key() + "/posts"),
							get("/sites/" + x.key() + "/posts?page=2"),
							get("/sites/" + x.key() + "/pages?q=" + TwinSites.SHARED_WORD),
							get("/sites/" + x.key() + "/posts?q=%25"), get("/sites/" + x.key() + "/pages?q=draft"))),
			Map.entry("GET /sites/{key}/{kinds:pages|posts}/new",
					(x) -> List.of(get("/sites/" + x.key() + "/pages/new"), get("/sites/" + x.key() + "/posts/new"))),
			Map.entry("POST /sites/{key}/{kinds:pages|posts}",
					(x) -> List.of(form("/sites/" + x.key() + "/pages", "title=T&path=made&markdown=m&action=save"),
							form("/sites/" + x.key() + "/posts", "title=T&path=made&markdown=m&action=preview"))),
			Map.entry("GET /sites/{key}/{kinds:pages|posts}/{id:[0-9]{1,18}}",
					(x) -> List.of(get("/sites/" + x.key() + "/pages/" + x.othersPage()).crossing(),
							get("/sites/" + x.key() + "/posts/" + x.othersPost()).crossing(),
							get("/sites/" + x.key() + "/pages/" + x.page()))),
			Map.entry("POST /sites/{key}/{kinds:pages|posts}/{id:[0-9]{1,18}}",
					(x) -> List.of(
							form("/sites/" + x.key() + "/pages/" + x.othersPage(),
									"title=Taken&path=from-the-api&markdown=taken&action=publish")
								.crossing(),
							form("/sites/" + x.key() + "/posts/" + x.othersPost(),
									"title=Taken&path=from-the-api&markdown=taken&action=unpublish")
								.crossing())),
			Map.entry("GET /sites/{key}/{kinds:pages|posts}/{id:[0-9]{1,18}}/delete",
					(x) -> List.of(get("/sites/" + x.key() + "/pages/" + x.othersPage() + "/delete").crossing(),
							get("/sites/" + x.key() + "/posts/" + x.othersPost() + "/delete").crossing())),
			Map.entry("POST /sites/{key}/{kinds:pages|posts}/{id:[0-9]{1,18}}/delete",
					(x) -> List.of(form("/sites/" + x.key() + "/pages/" + x.othersPage() + "/delete", "").crossing(),
							form("/sites/" + x.key() + "/posts/" + x.othersPost() + "/delete", "").crossing())),
			Map.entry("GET /sites/{key}/links.json",
					(x) -> List.of(get("/sites/" + x.key() + "/links.json"),
							get("/sites/" + x.key() + "/links.json?q=" + TwinSites.SHARED_WORD),
							get("/sites/" + x.key() + "/links.json?q=" + x.onlyInOther()))),
			one("POST /sites/{key}/{kinds:pages|posts}/autosave",
					(x) -> form("/sites/" + x.key() + "/pages/autosave",
							"token=leak-case&title=Taken&id=" + x.othersPage())
						.crossing()),
			one("POST /sites/{key}/{kinds:pages|posts}/autosave/discard",
					(x) -> form("/sites/" + x.key() + "/pages/autosave/discard", "id=" + x.othersPage()).crossing()),
			one("GET " + ITEM + "/history",
					(x) -> get("/sites/" + x.key() + "/pages/" + x.othersPage() + "/history").crossing()),
			one("GET " + ITEM + "/history/{number:[0-9]{1,18}}",
					(x) -> get("/sites/" + x.key() + "/pages/" + x.othersPage() + "/history/1").crossing()),
			one("GET " + ITEM + "/compare",
					(x) -> get("/sites/" + x.key() + "/posts/" + x.othersPost() + "/compare?from=1").crossing()),
			one("POST " + ITEM + "/history/{number:[0-9]{1,18}}/restore",
					(x) -> form("/sites/" + x.key() + "/pages/" + x.othersPage() + "/history/1/restore", "")
						.crossing()),
			one("GET " + ITEM + "/preview-links",
					(x) -> get("/sites/" + x.key() + "/pages/" + x.othersPage() + "/preview-links").crossing()),
			one("POST " + ITEM + "/preview-links",
					(x) -> form("/sites/" + x.key() + "/pages/" + x.othersPage() + "/preview-links", "days=7")
						.crossing()),
			one("POST " + ITEM + "/preview-links/revoke",
					(x) -> form("/sites/" + x.key() + "/pages/" + x.othersPage() + "/preview-links/revoke", "")
						.crossing()),
			one("GET /api/sites/{key}/revisions",
					(x) -> get("/api/sites/" + x.key() + "/revisions?kind=page&path=" + x.onlyInOther()).crossing()),
			Map.entry("GET /api/sites/{key}/revisions/{number:[0-9]{1,18}}",
					(x) -> List.of(
							get("/api/sites/" + x.key() + "/revisions/1?kind=page&path=" + x.onlyInOther()).crossing(),
							get("/api/sites/" + x.key() + "/revisions/1?kind=page&path=from-the-api"))),
			one("POST /api/sites/{key}/revisions/{number:[0-9]{1,18}}/restore",
					(x) -> json("POST",
							"/api/sites/" + x.key() + "/revisions/1/restore?kind=post&path=" + x.onlyInOther(), "")
						.crossing()),
			Map.entry("POST /sites/{key}/{kinds:pages|posts}/bulk", (x) -> List.of(
					form("/sites/" + x.key() + "/pages/bulk", "id=" + x.othersPage() + "&action=archive&confirm=yes"),
					form("/sites/" + x.key() + "/posts/bulk", "id=" + x.othersPost() + "&action=delete&confirm=yes"),
					form("/sites/" + x.key() + "/posts/bulk", "id=" + x.othersPost() + "&action=publish"))),
			one("GET /sites/{key}/pages/{id:[0-9]{1,18}}/move",
					(x) -> get("/sites/" + x.key() + "/pages/" + x.othersPage() + "/move").crossing()),
			Map.entry("POST /sites/{key}/pages/{id:[0-9]{1,18}}/move",
					(x) -> List.of(
							form("/sites/" + x.key() + "/pages/" + x.othersPage() + "/move",
									"parent=about&place=1&version=1")
								.crossing(),
							form("/sites/" + x.key() + "/pages/" + x.page() + "/move",
									"parent=" + x.onlyInOther() + "&version=1"))),
			Map.entry("GET /sites/{key}/{kinds:pages|posts}/{id:[0-9]{1,18}}/sharing",
					(x) -> List.of(get("/sites/" + x.key() + "/pages/" + x.othersPage() + "/sharing").crossing(),
							get("/sites/" + x.key() + "/posts/" + x.othersPost() + "/sharing").crossing(),
							get("/sites/" + x.key() + "/pages/" + x.page() + "/sharing"))),
			Map.entry("POST /sites/{key}/{kinds:pages|posts}/{id:[0-9]{1,18}}/sharing",
					(x) -> List.of(
							form("/sites/" + x.key() + "/pages/" + x.othersPage() + "/sharing",
									"site=" + x.key() + "&path=taken")
								.crossing(),
							form("/sites/" + x.key() + "/posts/" + x.othersPost() + "/sharing",
									"site=" + x.other().key() + "&path=taken")
								.crossing())),
			Map.entry("POST /sites/{key}/{kinds:pages|posts}/{id:[0-9]{1,18}}/sharing/withdraw", (x) -> List
				.of(form("/sites/" + x.key() + "/pages/" + x.othersPage() + "/sharing/withdraw", "site=1").crossing())),
			one("GET /sites/{key}/activity", (x) -> get("/sites/" + x.key() + "/activity")),
			one("GET /sites/{key}/activity.csv", (x) -> get("/sites/" + x.key() + "/activity.csv")),
			one("GET /api/sites/{key}/activity", (x) -> get("/api/sites/" + x.key() + "/activity")),
			one("GET /sites/{key}/people", (x) -> get("/sites/" + x.key() + "/people")),
			one("POST /sites/{key}/people",
					(x) -> form("/sites/" + x.key() + "/people", "username=nobody&role=author")),
			one("POST /sites/{key}/people/remove",
					(x) -> form("/sites/" + x.key() + "/people/remove", "username=nobody").crossing()),
			one("POST /sites/{key}/people/invitations/{id:[0-9]{1,18}}/withdraw",
					(x) -> form("/sites/" + x.key() + "/people/invitations/999999/withdraw", "").crossing()),
			one("GET /api/sites/{key}/people/invitations", (x) -> get("/api/sites/" + x.key() + "/people/invitations")),
			one("POST /api/sites/{key}/people/invitations",
					(x) -> json("POST", "/api/sites/" + x.key() + "/people/invitations",
							"{\"email\":\"nobody@example.com\",\"role\":\"author\"}")),
			one("DELETE /api/sites/{key}/people/invitations/{id:[0-9]{1,18}}",
					(x) -> json("DELETE", "/api/sites/" + x.key() + "/people/invitations/999999", "").crossing()),
			one("GET /api/sites/{key}/people", (x) -> get("/api/sites/" + x.key() + "/people")),
			one("PUT /api/sites/{key}/people/{username}",
					(x) -> json("PUT", "/api/sites/" + x.key() + "/people/nobody", "{\"role\":\"author\"}")),
			one("DELETE /api/sites/{key}/people/{username}",
					(x) -> json("DELETE", "/api/sites/" + x.key() + "/people/nobody", "").crossing()),
			one("GET /sites/{key}/menu", (x) -> get("/sites/" + x.key() + "/menu")),
			one("POST /sites/{key}/menu", (x) -> form("/sites/" + x.key() + "/menu", "label=A&path=/about&action=add")),
			one("GET /api/sites/{key}/menu", (x) -> get("/api/sites/" + x.key() + "/menu")),
			one("PUT /api/sites/{key}/menu",
					(x) -> json("PUT", "/api/sites/" + x.key() + "/menu", "{\"entries\":[{\"label\":\"\"}]}")),
			one("GET /sites/{key}/snippets", (x) -> get("/sites/" + x.key() + "/snippets")),
			one("GET /sites/{key}/snippets/new", (x) -> get("/sites/" + x.key() + "/snippets/new")),
			one("POST /sites/{key}/snippets",
					(x) -> form("/sites/" + x.key() + "/snippets", "name=made&markdown=m&action=preview")),
			one("GET /sites/{key}/snippets/{name}/edit",
					(x) -> get("/sites/" + x.key() + "/snippets/" + x.onlyInOther() + "/edit").crossing()),
			one("POST /sites/{key}/snippets/{name}/edit",
					(x) -> form("/sites/" + x.key() + "/snippets/" + x.onlyInOther() + "/edit",
							"markdown=taken&version=1")
						.crossing()),
			one("GET /sites/{key}/snippets/{name}/delete",
					(x) -> get("/sites/" + x.key() + "/snippets/" + x.onlyInOther() + "/delete").crossing()),
			one("POST /sites/{key}/snippets/{name}/delete",
					(x) -> form("/sites/" + x.key() + "/snippets/" + x.onlyInOther() + "/delete", "").crossing()),
			one("GET /api/sites/{key}/snippets", (x) -> get("/api/sites/" + x.key() + "/snippets")),
			one("GET /api/sites/{key}/snippets/{name}",
					(x) -> get("/api/sites/" + x.key() + "/snippets/" + x.onlyInOther()).crossing()),
			one("PUT /api/sites/{key}/snippets/{name}",
					(x) -> json("PUT", "/api/sites/" + x.key() + "/snippets/" + x.onlyInTwin(),
							"{\"markdown\":\"Snippet of " + x.twin().marker() + "\"}")),
			one("DELETE /api/sites/{key}/snippets/{name}",
					(x) -> json("DELETE", "/api/sites/" + x.key() + "/snippets/" + x.onlyInOther(), "").crossing()),
			one("POST /sites/{key}/preview", (x) -> form("/sites/" + x.key() + "/preview", "markdown=%5Ba%5D(/about)")),
			one("GET /sites/{key}/access", (x) -> get("/sites/" + x.key() + "/access")),
			one("GET /sites/{key}/access/new", (x) -> get("/sites/" + x.key() + "/access/new")),
			one("POST /sites/{key}/access/new", (x) -> form("/sites/" + x.key() + "/access/new", "path=/posts/taken")),
			one("GET /sites/{key}/access/{id:[0-9]{1,18}}",
					(x) -> get("/sites/" + x.key() + "/access/" + x.othersArea()).crossing()),
			one("POST /sites/{key}/access/{id:[0-9]{1,18}}",
					(x) -> form("/sites/" + x.key() + "/access/" + x.othersArea(), "way=basic&audience=visitors")
						.crossing()),
			one("POST /sites/{key}/access/{id:[0-9]{1,18}}/end-visits",
					(x) -> form("/sites/" + x.key() + "/access/" + x.othersArea() + "/end-visits", "").crossing()),
			one("GET /sites/{key}/access/{id:[0-9]{1,18}}/open",
					(x) -> get("/sites/" + x.key() + "/access/" + x.othersArea() + "/open").crossing()),
			one("POST /sites/{key}/access/{id:[0-9]{1,18}}/open",
					(x) -> form("/sites/" + x.key() + "/access/" + x.othersArea() + "/open", "").crossing()),
			one("POST /sites/{key}/access/visitors",
					(x) -> form("/sites/" + x.key() + "/access/visitors", "name=nobody&password=short")),
			one("POST /sites/{key}/access/visitors/remove",
					(x) -> form("/sites/" + x.key() + "/access/visitors/remove", "name=" + x.onlyInOther()).crossing()),
			one("GET /api/sites/{key}/areas", (x) -> get("/api/sites/" + x.key() + "/areas")),
			one("POST /api/sites/{key}/areas",
					(x) -> json("POST", "/api/sites/" + x.key() + "/areas", "{\"path\":\"/posts/taken\"}")),
			one("GET /api/sites/{key}/areas/{id:[0-9]{1,18}}",
					(x) -> get("/api/sites/" + x.key() + "/areas/" + x.othersArea()).crossing()),
			one("PUT /api/sites/{key}/areas/{id:[0-9]{1,18}}",
					(x) -> json("PUT", "/api/sites/" + x.key() + "/areas/" + x.othersArea(),
							"{\"audience\":\"visitors\"}")
						.crossing()),
			one("DELETE /api/sites/{key}/areas/{id:[0-9]{1,18}}",
					(x) -> json("DELETE", "/api/sites/" + x.key() + "/areas/" + x.othersArea(), "").crossing()),
			one("POST /api/sites/{key}/areas/{id:[0-9]{1,18}}/end-visits",
					(x) -> json("POST", "/api/sites/" + x.key() + "/areas/" + x.othersArea() + "/end-visits", "")
						.crossing()),
			one("GET /api/sites/{key}/visitors", (x) -> get("/api/sites/" + x.key() + "/visitors")),
			one("PUT /api/sites/{key}/visitors/{name}",
					(x) -> json("PUT", "/api/sites/" + x.key() + "/visitors/" + x.onlyInTwin(),
							"{\"password\":\"let me in\"}")),
			one("DELETE /api/sites/{key}/visitors/{name}",
					(x) -> json("DELETE", "/api/sites/" + x.key() + "/visitors/" + x.onlyInOther(), "").crossing()),
			one("GET /sites/{key}/mail", (x) -> get("/sites/" + x.key() + "/mail")),
			one("POST /sites/{key}/mail", (x) -> form("/sites/" + x.key() + "/mail", "name=" + x.twin().marker())),
			one("GET /api/sites/{key}/mail", (x) -> get("/api/sites/" + x.key() + "/mail")),
			one("PUT /api/sites/{key}/mail",
					(x) -> json("PUT", "/api/sites/" + x.key() + "/mail", "{\"name\":\"" + x.twin().marker() + "\"}")),
			Map.entry("GET /sites/{key}/traffic",
					(x) -> List.of(get("/sites/" + x.key() + "/traffic"),
							get("/sites/" + x.key() + "/traffic?range=30d"))),
			one("GET /api/sites/{key}/traffic", (x) -> get("/api/sites/" + x.key() + "/traffic?range=7d")),
			one("GET /api/sites/{key}/errors", (x) -> get("/api/sites/" + x.key() + "/errors")),
			one("GET /sites/{key}/limits", (x) -> get("/sites/" + x.key() + "/limits")),
			one("POST /sites/{key}/limits",
					(x) -> form("/sites/" + x.key() + "/limits", "burst=" + x.other().key()).besideNeighbours()),
			Map.entry("GET /sites/{key}/redirects",
					(x) -> List.of(get("/sites/" + x.key() + "/redirects"),
							get("/sites/" + x.key() + "/redirects?q=%25"))),
			one("GET /sites/{key}/redirects/add", (x) -> get("/sites/" + x.key() + "/redirects/add?from=/x")),
			one("POST /sites/{key}/redirects",
					(x) -> form("/sites/" + x.key() + "/redirects", "from=/moved-here&target=/about")),
			one("GET /sites/{key}/redirects/{id:[0-9]{1,18}}",
					(x) -> get("/sites/" + x.key() + "/redirects/" + x.othersRedirect()).crossing()),
			one("POST /sites/{key}/redirects/{id:[0-9]{1,18}}",
					(x) -> form("/sites/" + x.key() + "/redirects/" + x.othersRedirect(), "from=/taken&target=/about")
						.crossing()),
			one("POST /sites/{key}/redirects/{id:[0-9]{1,18}}/delete",
					(x) -> form("/sites/" + x.key() + "/redirects/" + x.othersRedirect() + "/delete", "").crossing()),
			one("GET /sites/{key}/redirects.csv", (x) -> get("/sites/" + x.key() + "/redirects.csv")),
			one("GET /sites/{key}/redirects/import", (x) -> get("/sites/" + x.key() + "/redirects/import")),
			one("POST /sites/{key}/redirects/import",
					(x) -> form("/sites/" + x.key() + "/redirects/import", "action=check&csv=from,to%0A/a,/b")),
			one("GET /sites/{key}/redirects/missing", (x) -> get("/sites/" + x.key() + "/redirects/missing")),
			one("POST /sites/{key}/redirects/missing/{id:[0-9]{1,18}}",
					(x) -> form("/sites/" + x.key() + "/redirects/missing/" + x.othersMissingPath(), "").crossing()),
			one("POST /sites/{key}/redirects/missing/clear",
					(x) -> form("/sites/" + x.key() + "/redirects/missing/clear", "")),
			Map.entry("GET /api/sites/{key}/redirects",
					(x) -> List.of(get("/api/sites/" + x.key() + "/redirects"),
							get("/api/sites/" + x.key() + "/redirects?q=only-in"),
							get("/api/sites/" + x.key() + "/redirects?cursor="))),
			one("POST /api/sites/{key}/redirects",
					(x) -> json("POST", "/api/sites/" + x.key() + "/redirects",
							"{\"from\":\"/moved-there\",\"to\":\"/about\"}")),
			Map.entry("PUT /api/sites/{key}/redirects",
					(x) -> List.of(new Call("PUT", "/api/sites/" + x.key() + "/redirects?dryRun=true", "text/csv",
							"from,to\n/a-moved,/about\n", false, false))),
			one("DELETE /api/sites/{key}/redirects",
					(x) -> json("DELETE", "/api/sites/" + x.key() + "/redirects?from=/moved-" + x.onlyInOther(), "")
						.crossing()),
			one("GET /sites/{key}/search-engines", (x) -> get("/sites/" + x.key() + "/search-engines")),
			one("POST /sites/{key}/search-engines",
					(x) -> form("/sites/" + x.key() + "/search-engines", "socialHandle=wrong")),
			one("GET /sites/{key}/caching", (x) -> get("/sites/" + x.key() + "/caching")),
			one("POST /sites/{key}/caching", (x) -> form("/sites/" + x.key() + "/caching", "cachePages=wrong")),
			one("POST /sites/{key}/caching/empty", (x) -> form("/sites/" + x.key() + "/caching/empty", "")),
			one("GET /sites/{key}/design", (x) -> get("/sites/" + x.key() + "/design")),
			Map.entry("POST /sites/{key}/design",
					(x) -> List.of(form("/sites/" + x.key() + "/design", "show=plain"),
							form("/sites/" + x.key() + "/design", "theme=" + x.other().key()).besideNeighbours())),
			Map.entry("POST /sites/{key}/design/preview",
					(x) -> List.of(form("/sites/" + x.key() + "/design/preview", "page=/about"),
							form("/sites/" + x.key() + "/design/preview", "page=/" + x.onlyInOther()))),
			one("GET /sites/{key}/export.zip", (x) -> get("/sites/" + x.key() + "/export.zip")),
			one("GET /api/sites/{key}/export.zip", (x) -> get("/api/sites/" + x.key() + "/export.zip")),
			one("GET /api/sites/{key}/limits", (x) -> get("/api/sites/" + x.key() + "/limits")),
			one("PATCH /api/sites/{key}/limits",
					(x) -> json("PATCH", "/api/sites/" + x.key() + "/limits", "{\"items\":null}")),
			one("GET /api/sites/{key}", (x) -> get("/api/sites/" + x.key())),
			one("PATCH /api/sites/{key}",
					(x) -> json("PATCH", "/api/sites/" + x.key(),
							"{\"addresses\":[\"" + x.other().marker() + ".test\"]}")
						.besideNeighbours()),
			one("DELETE /api/sites/{key}", (x) -> json("DELETE", "/api/sites/" + x.key(), "")),
			Map.entry("POST /api/sites/{key}/state",
					(x) -> List.of(json("POST", "/api/sites/" + x.key() + "/state", "{\"state\":\"archived\"}"),
							json("POST", "/api/sites/" + x.key() + "/state", "{\"state\":\"active\"}"))),
			one("GET /api/sites/{key}/notes", (x) -> get("/api/sites/" + x.key() + "/notes").besideNeighbours()),
			one("POST /api/sites/{key}/addresses/check",
					(x) -> json("POST", "/api/sites/" + x.key() + "/addresses/check", "{}")),
			Map.entry("GET /api/sites/{key}/pages/{*path}",
					(x) -> List.of(get("/api/sites/" + x.key() + "/pages/from-the-api"),
							get("/api/sites/" + x.key() + "/pages/about"),
							get("/api/sites/" + x.key() + "/pages/index"),
							get("/api/sites/" + x.key() + "/pages/" + x.onlyInOther()).crossing())),
			Map.entry("PUT /api/sites/{key}/pages/{*path}",
					(x) -> List.of(json("PUT", "/api/sites/" + x.key() + "/pages/from-the-api", x.item()),
							json("PUT", "/api/sites/" + x.key() + "/pages/about", x.item()))),
			Map.entry("DELETE /api/sites/{key}/pages/{*path}",
					(x) -> List.of(json("DELETE", "/api/sites/" + x.key() + "/pages/made", ""),
							json("DELETE", "/api/sites/" + x.key() + "/pages/" + x.onlyInOther(), "").crossing())),
			Map.entry("GET /api/sites/{key}/posts/{slug}",
					(x) -> List.of(get("/api/sites/" + x.key() + "/posts/from-the-api"),
							get("/api/sites/" + x.key() + "/posts/post-1"),
							get("/api/sites/" + x.key() + "/posts/" + x.onlyInOther()).crossing())),
			one("PUT /api/sites/{key}/posts/{slug}",
					(x) -> json("PUT", "/api/sites/" + x.key() + "/posts/from-the-api", x.item())),
			one("DELETE /api/sites/{key}/posts/{slug}",
					(x) -> json("DELETE", "/api/sites/" + x.key() + "/posts/" + x.onlyInOther(), "").crossing()),
			one("GET /sites/{key}/media", (x) -> get("/sites/" + x.key() + "/media?q=s")),
			one("GET /sites/{key}/media.json", (x) -> get("/sites/" + x.key() + "/media.json")),
			one("POST /sites/{key}/media", (x) -> form("/sites/" + x.key() + "/media", "folder=made")),
			one("GET /sites/{key}/media/raw/{name}",
					(x) -> get("/sites/" + x.key() + "/media/raw/" + x.onlyInOther() + ".svg").crossing()),
			Map.entry("GET /sites/{key}/media/{name}",
					(x) -> List.of(get("/sites/" + x.key() + "/media/sign.svg"),
							get("/sites/" + x.key() + "/media/" + x.onlyInOther() + ".svg").crossing())),
			one("POST /sites/{key}/media/{name}",
					(x) -> form("/sites/" + x.key() + "/media/" + x.onlyInOther() + ".svg", "alt=taken").crossing()),
			one("POST /sites/{key}/media/{name}/replace",
					(x) -> form("/sites/" + x.key() + "/media/" + x.onlyInOther() + ".svg/replace", "").crossing()),
			one("POST /sites/{key}/media/move",
					(x) -> form("/sites/" + x.key() + "/media/move", "names=" + x.onlyInOther() + ".svg&target=taken")),
			one("GET /sites/{key}/media/{name}/delete",
					(x) -> get("/sites/" + x.key() + "/media/" + x.onlyInOther() + ".svg/delete").crossing()),
			one("POST /sites/{key}/media/{name}/delete",
					(x) -> form("/sites/" + x.key() + "/media/" + x.onlyInOther() + ".svg/delete", "").crossing()),
			Map.entry("GET /api/sites/{key}/pages",
					(x) -> List.of(get("/api/sites/" + x.key() + "/pages?size=200"),
							get("/api/sites/" + x.key() + "/pages?q=" + x.onlyInOther()))),
			Map.entry("GET /api/sites/{key}/posts",
					(x) -> List.of(get("/api/sites/" + x.key() + "/posts?size=200"),
							get("/api/sites/" + x.key() + "/posts?tag=news"))),
			Map.entry("GET /api/sites/{key}/media",
					(x) -> List.of(get("/api/sites/" + x.key() + "/media"),
							get("/api/sites/" + x.key() + "/media?cursor="))),
			one("POST /api/sites/{key}/media",
					(x) -> json("POST", "/api/sites/" + x.key() + "/media?name=x.svg", "{}")),
			Map.entry("GET /api/sites/{key}/media/{name}",
					(x) -> List.of(get("/api/sites/" + x.key() + "/media/sign.svg"),
							get("/api/sites/" + x.key() + "/media/" + x.onlyInOther() + ".svg").crossing())),
			one("PATCH /api/sites/{key}/media/{name}",
					(x) -> json("PATCH", "/api/sites/" + x.key() + "/media/" + x.onlyInOther() + ".svg",
							"{\"alt\":\"taken\"}")
						.crossing()),
			one("PUT /api/sites/{key}/media/{name}",
					(x) -> json("PUT", "/api/sites/" + x.key() + "/media/" + x.onlyInOther() + ".svg", "{}")
						.crossing()),
			one("DELETE /api/sites/{key}/media/{name}",
					(x) -> json("DELETE", "/api/sites/" + x.key() + "/media/" + x.onlyInOther() + ".svg", "")
						.crossing()),
			Map.entry("GET /sites/{key}/find.json",
					(x) -> List.of(get("/sites/" + x.key() + "/find.json?q=post"),
							get("/sites/" + x.key() + "/find.json?q=" + x.onlyInOther()))),
			one("POST /sites/{key}/export", (x) -> form("/sites/" + x.key() + "/export", "")),
			one("POST /api/sites/{key}/export", (x) -> json("POST", "/api/sites/" + x.key() + "/export", "")));

	/** Mappings on the admin host whose variables name neither a site nor an item. */
	static final List<String> OF_NO_SITE = List.of("GET /assets/{name}", "GET /themes/{name}/preview", "* /api/{*path}",
			"GET /snippets/{name}/edit", "POST /snippets/{name}/edit", "GET /snippets/{name}/delete",
			"POST /snippets/{name}/delete", "GET /api/snippets/{name}", "PUT /api/snippets/{name}",
			"DELETE /api/snippets/{name}", "GET /people/{username}", "POST /people/{username}",
			"GET /api/people/{username}", "PATCH /api/people/{username}", "GET /jobs/{id:[0-9]{1,18}}",
			"POST /jobs/{id:[0-9]{1,18}}/cancel", "POST /jobs/{id:[0-9]{1,18}}/undo", "GET /api/jobs/{id:[0-9]{1,18}}",
			"GET /api/jobs/{id:[0-9]{1,18}}/results", "DELETE /api/jobs/{id:[0-9]{1,18}}",
			"POST /api/jobs/{id:[0-9]{1,18}}/undo", "POST /mail/queue/{id:[0-9]{1,18}}/retry",
			"POST /mail/queue/{id:[0-9]{1,18}}/discard", "GET /api/mail/queue/{id:[0-9]{1,18}}",
			"POST /api/mail/queue/{id:[0-9]{1,18}}/retry", "DELETE /api/mail/queue/{id:[0-9]{1,18}}",
			"DELETE /api/tokens/{id:[0-9]{1,18}}", "POST /account/tokens/{id:[0-9]{1,18}}/end",
			"POST /api/people/{username}/reset-link", "DELETE /api/people/{username}/second-step",
			"POST /account/sessions/{id:[0-9]{1,18}}/end", "DELETE /api/me/sessions/{id:[0-9]{1,18}}",
			"POST /people/invitations/{id:[0-9]{1,18}}/withdraw", "POST /people/{username}/reset-link",
			"POST /people/{username}/second-step/remove", "DELETE /api/people/invitations/{id:[0-9]{1,18}}",
			"POST /account/passkeys/{id:[0-9]{1,18}}/name", "POST /account/passkeys/{id:[0-9]{1,18}}/remove");

	private LeakCases() {
	}

	private static Map.Entry<String, Function<Crossing, List<Call>>> one(String mapping,
			Function<Crossing, Call> call) {
		return Map.entry(mapping, (crossing) -> List.of(call.apply(crossing)));
	}

	private static Call get(String path) {
		return new Call("GET", path, null, null, false, false);
	}

	private static Call form(String path, String body) {
		return new Call("POST", path, FORM, body, false, false);
	}

	private static Call json(String method, String path, String body) {
		return new Call(method, path, JSON, body, false, false);
	}

	/** A picture whose text is the twin's own. */
	static String drawingOf(Twin twin) {
		return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"30\"><text y=\"20\">" + twin.marker()
				+ "</text></svg>";
	}

	/** A page or post as the API takes it. */
	static String itemOf(Twin twin) {
		return "{\"title\":\"" + TwinSites.SHARED_WORD + " by API of " + twin.marker() + "\",\"markdown\":\"Text of "
				+ twin.marker() + "\",\"state\":\"published\"}";
	}

	/**
	 * Somebody works on one twin and names things of the other.
	 *
	 * @param twin whose key is in the path
	 * @param other whose things must not be reached
	 * @param page the id of a page of the twin
	 * @param othersPage the id of a page of the other, written by the API
	 * @param othersPost the id of a post of the other, written by the API
	 * @param othersRedirect the id of a redirect of the other
	 * @param othersMissingPath the id of a path that visitors of the other missed
	 * @param othersArea the id of a private area of the other
	 * @param onlyInOther a path and slug that the other alone has
	 */
	record Crossing(Twin twin, Twin other, long page, long othersPage, long othersPost, long othersRedirect,
			long othersMissingPath, long othersArea, String onlyInOther) {

		String key() {
			return this.twin.key();
		}

		/** The name of a snippet that this twin alone has. */
		String onlyInTwin() {
			return (this.onlyInOther.endsWith("a")) ? "only-in-b" : "only-in-a";
		}

		String item() {
			return itemOf(this.twin);
		}

	}

	/**
	 * A request to the admin host.
	 *
	 * @param method the method
	 * @param path path and query
	 * @param type the type of the body, or {@code null}
	 * @param body the body, or {@code null}
	 * @param crosses whether it names something that only the other twin has: 404
	 * @param neighbours whether the answer may name keys and hosts of other sites: those
	 * that the request itself names, and those that share a host
	 */
	record Call(String method, String path, String type, String body, boolean crosses, boolean neighbours) {

		Call crossing() {
			return new Call(this.method, this.path, this.type, this.body, true, this.neighbours);
		}

		Call besideNeighbours() {
			return new Call(this.method, this.path, this.type, this.body, this.crosses, true);
		}

		boolean ofApi() {
			return this.path.startsWith("/api/");
		}

	}

}
