package org.rowhouse.delivery;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * What Rowhouse's home page is compared with: a page of ten posts by Spring MVC,
 * Thymeleaf and JPA as their guides have it, of one site, with two queries, without a
 * sandbox, a filter of its own, security or observations.
 */
public final class PlainPages {

	private static final int POSTS = 12;

	private static final int SHOWN = 10;

	private PlainPages() {
	}

	/**
	 * Serves the page at {@code /} until the process is ended.
	 * @param args port, folder with the templates, folder for the database
	 */
	public static void main(String[] args) {
		Posts posts = new SpringApplicationBuilder(Application.class)
			.run("--spring.config.name=plain-pages", "--server.port=" + args[0],
					"--spring.thymeleaf.prefix=file:" + Path.of(args[1]).toAbsolutePath() + "/",
					"--spring.datasource.url=jdbc:h2:file:" + Path.of(args[2]).toAbsolutePath()
							+ "/plain;DB_CLOSE_ON_EXIT=FALSE",
					"--spring.jpa.hibernate.ddl-auto=create", "--spring.jpa.open-in-view=false",
					"--spring.threads.virtual.enabled=true", "--logging.level.root=warn")
			.getBean(Posts.class);
		for (long i = 0; i <= POSTS; i++) {
			posts.save(new Post(i));
		}
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage
	@ImportAutoConfiguration({ JettyServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
			WebMvcAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class,
			HttpEncodingAutoConfiguration.class, ThymeleafAutoConfiguration.class, DataSourceAutoConfiguration.class,
			HibernateJpaAutoConfiguration.class, TransactionAutoConfiguration.class })
	@EnableJpaRepositories(considerNestedRepositories = true)
	@Import({ Home.class, Content.class })
	static class Application {

	}

	@Controller
	static class Home {

		private static final ZoneId ZONE = ZoneId.of("Europe/London");

		private final Content content;

		Home(Content content) {
			this.content = content;
		}

		@GetMapping("/")
		String home(Model model) {
			Content.Front front = this.content.front();
			List<Entry> entries = front.posts().stream().map(Home::entry).toList();
			model.addAttribute("site", new Site("The Row", "Ten posts and a menu", "en-GB", null));
			model.addAttribute("path", "/");
			model.addAttribute("year", Instant.now().atZone(ZONE).getYear());
			model.addAttribute("menu", List.of(new Line("About", "/about", false), new Line("Visit", "/visit", false),
					new Line("Work", "/work", false), new Line("Posts", "/posts", false)));
			model.addAttribute("tags", List.of(new Tag("news", "/tag/news", 12), new Tag("topic-0", "/tag/topic-0", 3),
					new Tag("topic-1", "/tag/topic-1", 3), new Tag("topic-2", "/tag/topic-2", 3),
					new Tag("topic-3", "/tag/topic-3", 3)));
			model.addAttribute("meta", new Meta("A few words of welcome with a link in them.", "http://localhost/",
					"website", "",
					List.of(new Feed("The Row", "application/atom+xml", "/feed.xml"),
							new Feed("The Row", "application/rss+xml", "/rss.xml"),
							new Feed("The Row", "application/feed+json", "/feed.json")),
					"/icons/icon.svg", "{\"@context\":\"https://schema.org\",\"@graph\":["
							+ "{\"@type\":\"WebSite\",\"name\":\"The Row\"}".repeat(16) + "]}"));
			model.addAttribute("page", front.page());
			model.addAttribute("posts", entries);
			return "home";
		}

		private static Entry entry(Summary post) {
			return new Entry("/posts/" + post.path(), post.title(), post.summary(), post.published().atZone(ZONE),
					List.of(new Tag(post.tag(), "/tag/" + post.tag(), 0)),
					new Author(post.author(), "/author/" + post.author().toLowerCase(Locale.ROOT).replace(' ', '-')), null,
					false);
		}

	}

	static class Content {

		private final Posts posts;

		Content(Posts posts) {
			this.posts = posts;
		}

		@Transactional(readOnly = true)
		Front front() {
			return new Front(this.posts.page(0), this.posts.newest(Limit.of(SHOWN)));
		}

		record Front(Page page, List<Summary> posts) {

		}

	}

	interface Posts extends JpaRepository<Post, Long> {

		@Query("select new org.rowhouse.delivery.PlainPages$Page(p.title, p.html) from PlainPages$Post p where p.id = :id")
		Page page(long id);

		@Query("select new org.rowhouse.delivery.PlainPages$Summary(p.path, p.title, p.summary, p.published, p.tag, p.author)"
				+ " from PlainPages$Post p where p.id > 0 order by p.published desc, p.id desc")
		List<Summary> newest(Limit limit);

	}

	@Entity
	static class Post {

		@Id
		private long id;

		private String path;

		private String title;

		private String summary;

		private String html;

		private Instant published;

		private String tag;

		private String author;

		@SuppressWarnings("NullAway.Init")
		protected Post() {
		}

		Post(long id) {
			this.id = id;
			this.path = "post-" + id;
			this.title = (id == 0) ? "Welcome" : "Post number " + id + " of the row";
			this.summary = "What the post number " + id
					+ " is about in a sentence that has about the length of a real one.";
			this.html = "<p>A few words of <em>welcome</em> with a <a href=\"/about\">link</a> in them.</p>\n";
			this.published = ZonedDateTime.of(2026, Math.max(1, (int) id), 1, 0, 0, 0, 0, Home.ZONE).toInstant();
			this.tag = "news";
			this.author = "Ann Author";
		}

	}

	record Page(String title, String html) {

	}

	record Summary(String path, String title, String summary, Instant published, String tag, String author) {

	}

	record Site(String name, String tagline, String language, @Nullable String scheme) {

	}

	record Line(String label, String path, boolean current) {

	}

	record Tag(String name, String path, long count) {

	}

	record Author(String name, String path) {

	}

	record Feed(String title, String type, String path) {

	}

	record Meta(String description, String url, String type, String picture, List<Feed> feeds, String icon,
			String data) {

	}

	record Entry(String path, String title, String summary, ZonedDateTime date, List<Tag> tags, Author author,
			@Nullable String cover, boolean pinned) {

	}

}
