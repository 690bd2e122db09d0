package org.rowhouse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.servlet.Filter;
import org.hibernate.annotations.TenantId;
import org.rowhouse.content.Markdown;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.OnHost;

import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.Query;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Controller;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * What the compiler cannot hold.
 */
@AnalyzeClasses(packages = "org.rowhouse", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	/** Tables that belong to the platform; every other entity is a site's. */
	private static final Set<String> PLATFORM_ENTITIES = Set.of("SiteEntity", "SiteLimitsEntity", "AddressEntity",
			"Account", "SignInSession", "PasswordReset", "InvitationEntity", "Totp", "RecoveryCode", "Passkey",
			"PasskeyUser", "SiteMember", "AuditRow", "PlatformSecret", "PlatformSnippet", "SnippetUse", "ItemShare",
			"SiteTagEntity", "JobEntity", "JobSiteEntity", "SmtpSettingsEntity", "QueuedMail", "TrafficHour",
			"TrafficDay", "SiteMeasure", "ApiTokenEntity", "IdempotentRequest");

	@ArchTest
	static final ArchRule roomsHaveNoCycles = slices().matching("org.rowhouse.(*)..")
		.should()
		.beFreeOfCycles()
		.because("a room that needs its own user cannot be understood alone");

	@ArchTest
	static final ArchRule rootHoldsTheApplicationAlone = classes().that()
		.resideInAPackage("org.rowhouse")
		.should()
		.haveSimpleName("RowhouseApplication")
		.orShould()
		.haveSimpleName("package-info")
		.because("whatever is in the root belongs to no room");

	@ArchTest
	static final ArchRule onlyCurrentSiteIsBoundToAThread = fields().that()
		.haveRawType(DescribedPredicate.describe("a thread local",
				(JavaClass type) -> type.isAssignableTo(ThreadLocal.class)))
		.should()
		.beDeclaredIn(CurrentSite.class)
		.because("a second thing bound to the thread could differ from the first");

	@ArchTest
	static final ArchRule onlyServicesAreTransactional = classes().that()
		.areAnnotatedWith(Transactional.class)
		.or()
		.containAnyMethodsThat(annotatedWith(Transactional.class))
		.should()
		.beAnnotatedWith(Service.class)
		.because("the annotation is looked for in services alone, and would do nothing elsewhere");

	@ArchTest
	static final ArchRule caseNeverDependsOnTheMachine = noClasses().should()
		.callMethod(String.class, "toLowerCase")
		.orShould()
		.callMethod(String.class, "toUpperCase")
		.because("without a locale the machine's is used, and a Turkish one maps I to a dotless i");

	@ArchTest
	static final ArchRule pathsAreBuiltInOnePlace = noClasses().that()
		.resideOutsideOfPackages("org.rowhouse.theme..", "org.rowhouse.sitefolder..")
		.and()
		.doNotHaveSimpleName("Folder")
		.and()
		.doNotHaveSimpleName("FolderFile")
		.and()
		.doNotHaveSimpleName("WritableFolder")
		.and()
		.doNotHaveSimpleName("Staged")
		.and()
		.doNotHaveSimpleName("Incoming")
		.and()
		.doNotHaveSimpleName("Home")
		.and()
		.doNotHaveSimpleName("HomeFiller")
		.and()
		.doNotHaveSimpleName("EmbeddedDatabaseConfiguration")
		.should()
		.callMethodWhere(DescribedPredicate.describe("resolves a path",
				(JavaMethodCall call) -> call.getTargetOwner().isEquivalentTo(Path.class)
						&& (call.getName().startsWith("resolve") || call.getName().equals("of"))))
		.because(
				"a name that somebody else chose becomes a path through Folder or WritableFolder alone, which check it");

	@ArchTest
	static final ArchRule themesReadFilesThroughFolderToo = noClasses().that()
		.resideInAnyPackage("org.rowhouse.theme..", "org.rowhouse.sitefolder..")
		.should()
		.callMethodWhere(DescribedPredicate.describe("resolves a path",
				(JavaMethodCall call) -> call.getTargetOwner().isEquivalentTo(Path.class)
						&& (call.getName().startsWith("resolve") || call.getName().equals("of"))))
		.because("they get their files from Folder and have no path to build");

	@ArchTest
	static final ArchRule filesAreWrittenInOnePlace = noClasses().that()
		.doNotHaveSimpleName("WritableFolder")
		.and()
		.doNotHaveSimpleName("Staged")
		.and()
		.doNotHaveSimpleName("Incoming")
		.and()
		.doNotHaveSimpleName("HomeFiller")
		.should()
		.callMethodWhere(DescribedPredicate
			.describe("writes a file", (JavaMethodCall call) -> call.getTargetOwner().isEquivalentTo(Files.class) && Set
				.of("write", "writeString", "move", "createDirectory", "createDirectories", "createFile", "createLink",
						"createSymbolicLink", "newOutputStream", "newBufferedWriter", "delete", "deleteIfExists")
				.contains(call.getName())))
		.because("WritableFolder checks names, follows no links and leaves no half-written file");

	@ArchTest
	static final ArchRule noSqlBesideHibernate = noClasses().that()
		.doNotHaveSimpleName("TenancyConfiguration")
		.and()
		.haveSimpleNameNotStartingWith("TenancyConfiguration$")
		.and()
		.doNotHaveSimpleName("RowLevelSecurityDialect")
		.and()
		.doNotHaveSimpleName("DatabaseRole")
		.and()
		.doNotHaveSimpleName("ListedTextMigration")
		.and()
		// Of what visitors read most: PublishedRowsTests looks at each of its statements.
		.haveNameNotMatching(".*\\.PublishedRows(\\$.*)?")
		.should()
		.dependOnClassesThat()
		.areAssignableTo(EntityManager.class)
		.orShould()
		.dependOnClassesThat()
		.areAssignableTo(JdbcOperations.class)
		.orShould()
		.dependOnClassesThat()
		.areAssignableTo(java.sql.Connection.class)
		.because("Hibernate adds the site to what goes through repositories, and to nothing else");

	/** Public pages are read by {@code PublishedRows}, whose statements leave it out. */
	@ArchTest
	static final ArchRule markdownIsRenderedWhenItIsSaved = noClasses().that()
		.resideInAnyPackage("org.rowhouse.delivery..", "org.rowhouse.theme..", "org.rowhouse.search..",
				"org.rowhouse.visitor..", "org.rowhouse.site..")
		.or()
		.haveSimpleNameStartingWith("Published")
		.or()
		.haveSimpleNameStartingWith("SiteOutline")
		.or()
		.haveSimpleName("Snippets")
		.should()
		.dependOnClassesThat()
		.areAssignableTo(Markdown.class)
		.orShould()
		.dependOnClassesThat()
		.resideInAPackage("org.commonmark..")
		.because("a visitor who waits for it is one of many, and its author was one");

	@ArchTest
	static final ArchRule noNativeQueries = methods().that()
		.areAnnotatedWith(Query.class)
		.and()
		.areDeclaredInClassesThat()
		.doNotHaveSimpleName("SiteRepository")
		.should(new ArchCondition<JavaMethod>("not be native") {

			@Override
			public void check(JavaMethod method, ConditionEvents events) {
				boolean nativeQuery = method.getAnnotationOfType(Query.class).nativeQuery();
				events.add(new SimpleConditionEvent(method, !nativeQuery, method.getFullName() + " is native SQL"));
			}

		})
		.because("native SQL is not limited to the bound site on H2; SiteRepository asks for a number only");

	@ArchTest
	static final ArchRule everySitesTableCarriesItsSite = classes().that()
		.areAnnotatedWith(Entity.class)
		.and(DescribedPredicate.describe("are not the platform's",
				(JavaClass type) -> !PLATFORM_ENTITIES.contains(type.getSimpleName())))
		.should(new ArchCondition<JavaClass>("have a @TenantId") {

			@Override
			public void check(JavaClass entity, ConditionEvents events) {
				boolean owned = entity.getAllFields().stream().anyMatch((f) -> f.isAnnotatedWith(TenantId.class));
				events.add(new SimpleConditionEvent(entity, owned, entity.getName() + " has no @TenantId"));
			}

		})
		.because("a table without it would show every site the rows of all others");

	@ArchTest
	static final ArchRule entitiesStayInTheirRoom = classes().that()
		.areAnnotatedWith(Entity.class)
		.should()
		.notBePublic()
		.because("an entity that reaches a template or a JSON body brings its session along");

	@ArchTest
	static final ArchRule entitiesLeaveNoController = noMethods().that()
		.areDeclaredInClassesThat()
		.areMetaAnnotatedWith(Controller.class)
		.should()
		.haveRawReturnType(
				DescribedPredicate.describe("an entity", (JavaClass type) -> type.isAnnotatedWith(Entity.class)))
		.because("what is shown are records");

	@ArchTest
	static final ArchRule controllersSayWhichHostTheyAreFor = classes().that()
		.areMetaAnnotatedWith(Controller.class)
		.should()
		.beAnnotatedWith(OnHost.class)
		.andShould()
		.notBePublic()
		.because("a controller without it answers nowhere, which is a mistake better found here");

	@ArchTest
	static final ArchRule filtersAndConfigurationsAreNobodysBusiness = classes().that()
		.areAssignableTo(Filter.class)
		.or()
		.areAnnotatedWith(Configuration.class)
		.should()
		.notBePublic()
		.because("other rooms have no use for them");

	@ArchTest
	static final ArchRule onlyOnePackageKnowsTheConnector = noClasses().that()
		.resideOutsideOfPackage("org.rowhouse.site.web.connector")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.eclipse.jetty..", "org.apache.catalina..", "org.springframework.boot.jetty..")
		.because("the connector can be changed as long as nothing else depends on it");

	@ArchTest
	static final ArchRule nobodyReadsFilesByStatics = noClasses().that()
		.resideInAnyPackage("org.rowhouse.admin..", "org.rowhouse.api..", "org.rowhouse.delivery..",
				"org.rowhouse.content..", "org.rowhouse.account..", "org.rowhouse.monitoring..")
		.should()
		.dependOnClassesThat()
		.areAssignableTo(Files.class)
		.because("these rooms have no business with files");

}
