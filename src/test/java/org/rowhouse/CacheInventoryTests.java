package org.rowhouse;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.rowhouse.site.AllSites;
import org.rowhouse.site.Site;
import org.rowhouse.testing.Http;
import org.rowhouse.testing.Mutability;
import org.rowhouse.testing.RowhouseTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.cache.CacheManager;
import org.springframework.context.ApplicationContext;
import org.springframework.test.util.AopTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every place where the running application keeps something from one request to the next
 * carries the site in its key, or is one of the platform's that somebody has looked at.
 * Places are found by their type in all classes, and by walking from the beans through
 * everything of ours that they hold.
 */
@RowhouseTest
class CacheInventoryTests {

	/** Names of record components that make a key the site's. */
	private static final Set<String> SITE_COMPONENTS = Set.of("site", "siteId", "siteKey");

	/** Looked at: the key is the site's own, or what is kept belongs to no site. */
	private static final Map<String, String> REVIEWED = Map.ofEntries(
			Map.entry("RoutingTable.sites", "by the id of the site"),
			Map.entry("RoutingTable.keys", "by the key of the site"),
			Map.entry("RoutingTable.exact", "the platform's: which host leads to which sites"),
			Map.entry("RoutingTable.wildcards", "the platform's: which domain leads to which sites"),
			Map.entry("RoutingTable.shared", "the platform's addresses, by their patterns"),
			Map.entry("RegexRoutes.lines", "the platform's: addresses that are regular expressions, in order"),
			Map.entry("RegexRoutes.places", "the platform's: the same, by what they are written like"),
			Map.entry("RegexRoutes.remembered", "the platform's: which of them a host led to"),
			Map.entry("PageCache.bytes", "by the id of the site"), Map.entry("Board.waiting", "by the id of the site"),
			Map.entry("PurgePlans.changed", "the ids of sites themselves"),
			Map.entry("PurgePlans.deleted", "the keys of sites themselves"),
			Map.entry("PurgeRun.waiting", "the keys of sites themselves"),
			Map.entry("PlatformPages.pages", "the platform's: pages shown where no site answers"),
			Map.entry("PlatformPages.pagesOfDomains", "the platform's: the same, by the domain of a wildcard"),
			Map.entry("BuiltInFiles.files", "the platform's: the files of the built-in theme in the jar"),
			Map.entry("CheckedExpressionCache.expressions", "inside of one engine, whose own key carries the site"),
			Map.entry("LocalFormat.formats", "the platform's: how each language writes dates"),
			Map.entry("FolderWatch.keys", "the platform's: which folders are watched"),
			Map.entry("FolderWatch.names", "the platform's: the same, by their watch"),
			Map.entry("PendingChanges.changes", "by the key of the site, which is the name of its folder"),
			Map.entry("PendingChanges.retries", "by the key of the site, which is the name of its folder"),
			Map.entry("RedirectLookup.tables", "by the id of the site"),
			Map.entry("Refusals.counters", "by the id of the site"),
			Map.entry("RenderPermits.gates", "by the id of the site"),
			Map.entry("RequestRates.allowances", "by the id of the site"),
			Map.entry("PendingSites.changed", "the ids of sites themselves"),
			Map.entry("PendingSites.behind", "the ids of sites themselves"),
			Map.entry("PendingSites.items", "by the id of the site"),
			Map.entry("FailingSites.failures", "by the id of the site"),
			Map.entry("SearchUpkeep.notes", "by the id of the site"),
			Map.entry("SearchUpkeep.running", "by the id of the site"),
			Map.entry("SearchUpkeep.discarded", "the ids of sites themselves"),
			Map.entry("OpenedPictures.waiting", "by the id of the site"),
			Map.entry("Variants.unopened", "by the fingerprint of a file, which is the same on every site"),
			Map.entry("SiteFolderWatcher.missing", "the keys of sites themselves"),
			Map.entry("SiteFolderWatcher.watches", "the platform's: two, of sites/ and platform/"),
			Map.entry("SiteLabels.tags", "by the id of the site"),
			Map.entry("SiteLabels.templates", "the ids of sites themselves"),
			Map.entry("SiteUsage.folderSizes", "by the id of the site"),
			Map.entry("TemplateFailures.bySite", "by the id of the site"),
			Map.entry("Themes.lastGood", "the platform's: what a theme.yml said when it was right"),
			Map.entry("RequestMetrics.timers", "what is public of a request; a site by its key"),
			Map.entry("SiteTags.tagged", "the keys of sites themselves"),
			Map.entry("SiteProblems.byKey", "by the key of the site"),
			Map.entry("TrafficCounters.counters", "by the id of the site"),
			Map.entry("Measuring.changed", "the ids of sites themselves"),
			Map.entry("Board.flights", "by the key of the answer, which names the site, and the site's version"),
			Map.entry("UnknownHosts.hosts", "the platform's: hosts that no site has"),
			Map.entry("RateLimitFilter.buckets", "by the person, whichever site they work on"),
			Map.entry("SignInThrottle.attempts",
					"the platform's: who signs in to private parts of a site has its number in the address"),
			Map.entry("SignInAudit.notes", "the platform's: nobody signs in to a site"),
			Map.entry("SignInThrottle.known", "the platform's: nobody signs in to a site"),
			Map.entry("RememberingPasswordEncoder.verified", "the platform's: which password fits which hash"));

	@Autowired
	private ApplicationContext context;

	@Autowired
	private AllSites allSites;

	@Value("${local.server.port}")
	private int port;

	@Test
	void everyCacheCarriesItsSiteInItsKey() {
		// What is made at the first request is there, too.
		assertThat(Http.to(this.port, "garden.localhost").get("/").statusCode()).isEqualTo(200);
		Inventory inventory = new Inventory();
		mainClasses().forEach(inventory::addCachesOf);
		Object[] beans = this.allSites.call("make all beans",
				() -> Stream.of(this.context.getBeanDefinitionNames()).map(this.context::getBean).toArray());
		Stream.of(beans)
			.map(AopTestUtils::<Object>getUltimateTargetObject)
			.filter(Inventory::isOurs)
			.forEach(inventory::walk);
		assertThat(inventory.places).as("found at all").containsKeys("SiteTemplates.engines", "RoutingTable.exact");
		assertThat(inventory.withoutSite(REVIEWED.keySet()))
			.as("Let the key be a record with a component 'siteId', 'siteKey' or 'site'. If its whole key is the site's, "
					+ "or if it belongs to the platform, add it to REVIEWED and say why.")
			.isEmpty();
		assertThat(inventory.places.keySet()).as("REVIEWED names nothing that is gone").containsAll(REVIEWED.keySet());
	}

	@Test
	void springKeepsNothingForUs() {
		assertThat(this.context.getBeanNamesForType(CacheManager.class)).isEmpty();
	}

	@Test
	void aPlaceThatNobodyHasLookedAtIsFound() {
		Inventory inventory = new Inventory();
		inventory.addCachesOf(Sample.class);
		inventory.walk(new Sample());
		assertThat(inventory.withoutSite(Set.of("Sample.looked"))).containsExactlyInAnyOrder("Sample.byName",
				"Sample.late", "Sample.list", "Part.inside", "Sample.parts");
	}

	private static Stream<Class<?>> mainClasses() {
		return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("org.rowhouse")
			.stream()
			.map(JavaClass::reflect);
	}

	/** What is kept, by the name of the field that keeps it. */
	private static final class Inventory {

		private final Map<String, Field> places = new TreeMap<>();

		private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

		static boolean isOurs(Object value) {
			return value.getClass().getPackageName().startsWith("org.rowhouse") && !value.getClass().isEnum();
		}

		/** By type alone, so that one that is made later counts as well. */
		void addCachesOf(Class<?> type) {
			Arrays.stream(type.getDeclaredFields())
				.filter((field) -> Stream.of(Cache.class, AsyncCache.class, ConcurrentMap.class)
					.anyMatch((cache) -> cache.isAssignableFrom(field.getType())))
				.forEach(this::add);
		}

		void walk(Object owner) {
			if (!this.seen.add(owner)) {
				return;
			}
			for (Class<?> type = owner.getClass(); type != null
					&& type.getPackageName().startsWith("org.rowhouse"); type = type.getSuperclass()) {
				for (Field field : type.getDeclaredFields()) {
					if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
						look(field, value(field, owner));
					}
				}
			}
		}

		private void look(Field field, Object value) {
			if (value == null) {
				return;
			}
			if (Mutability.isContainer(value) && !value.getClass().isArray() && !Mutability.isFixed(value)
					&& !field.getDeclaringClass().isRecord()) {
				add(field);
			}
			contents(value).filter(Inventory::isOurs).forEach(this::walk);
		}

		private static Stream<?> contents(Object value) {
			if (value instanceof Cache<?, ?> cache) {
				return contents(cache.asMap());
			}
			if (value instanceof Map<?, ?> map) {
				return Stream.concat(map.keySet().stream(), map.values().stream()).filter((element) -> element != null);
			}
			if (value instanceof Collection<?> collection) {
				return collection.stream().filter((element) -> element != null);
			}
			return Stream.of(value);
		}

		private void add(Field field) {
			this.places.put(field.getDeclaringClass().getSimpleName() + "." + field.getName(), field);
		}

		Set<String> withoutSite(Set<String> reviewed) {
			return this.places.entrySet()
				.stream()
				.filter((place) -> !reviewed.contains(place.getKey()) && !carriesSite(place.getValue()))
				.map(Map.Entry::getKey)
				.collect(Collectors.toCollection(TreeSet::new));
		}

		/** The key of a map; of a collection its element. */
		private static boolean carriesSite(Field field) {
			return field.getGenericType() instanceof ParameterizedType type
					&& isOfSite(type.getActualTypeArguments()[0]);
		}

		private static boolean isOfSite(Type key) {
			return key == Site.class || (key instanceof Class<?> type && type.isRecord()
					&& Arrays.stream(type.getRecordComponents())
						.map(RecordComponent::getName)
						.anyMatch(SITE_COMPONENTS::contains));
		}

		private static Object value(Field field, Object owner) {
			try {
				field.setAccessible(true);
				return field.get(owner);
			}
			catch (ReflectiveOperationException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	/** What the inventory must find, and what it need not. */
	@SuppressWarnings("unused")
	private static final class Sample {

		private final Map<String, String> byName = new HashMap<>();

		private final Cache<OfSite, String> bySite = Caffeine.newBuilder().build();

		private final Map<String, String> looked = new HashMap<>();

		private final Map<String, String> fixed = Map.of("a", "b");

		private final List<String> list = new ArrayList<>();

		private final List<Part> parts = new ArrayList<>(List.of(new Part()));

		private Cache<String, String> late;

		private record OfSite(long siteId, String path) {

		}

	}

	/** Held by something that is held. */
	@SuppressWarnings("unused")
	private static final class Part {

		private final Map<String, String> inside = new HashMap<>();

	}

}
