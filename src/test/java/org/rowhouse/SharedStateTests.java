package org.rowhouse;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;
import org.rowhouse.site.LogSite;
import org.rowhouse.testing.Mutability;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing that a site owns is kept where every site of the process would see it: in a
 * static or a system property.
 */
@AnalyzeClasses(packages = "org.rowhouse", importOptions = ImportOption.DoNotIncludeTests.class)
class SharedStateTests {

	private static final Set<String> OF_THE_PROCESS = Set.of("setProperty", "clearProperty", "setProperties",
			"getProperties", "setOut", "setErr");

	@ArchTest
	static final ArchRule noSettingIsTheProcesss = ArchRuleDefinition.noClasses()
		.that()
		// Before anything starts it says how many threads carry the virtual ones.
		.doNotHaveFullyQualifiedName("org.rowhouse.RowhouseApplication")
		.should()
		.accessTargetWhere(DescribedPredicate.describe("change what all sites of the process share",
				(JavaAccess<?> access) -> isCallOf(access, System.class, OF_THE_PROCESS)
						|| isCallOf(access, Locale.class, Set.of("setDefault"))
						|| isCallOf(access, TimeZone.class, Set.of("setDefault"))))
		.because("what one site sets would hold for all: it belongs in Site or in a record of settings");

	@ArchTest
	static final ArchRule noStaticIsAssigned = ArchRuleDefinition.fields()
		.that()
		.areStatic()
		.should()
		.beFinal()
		.because("a static that changes is the same for all sites, and for two installations in one process");

	@ArchTest
	static final ArchRule noStaticIsFilled = ArchRuleDefinition.fields()
		.that()
		.areStatic()
		.should(holdNothingThatChanges())
		.because("what one site puts there another would find: make it a field of a bean, keyed by site");

	@ArchTest
	static final ArchRule onlyTheBoundSiteNamesTheLogLine = ArchRuleDefinition.noClasses()
		.that()
		.doNotHaveFullyQualifiedName(LogSite.class.getName())
		.should()
		.dependOnClassesThat()
		.areAssignableTo(MDC.class)
		.because("what is put there stays with the thread until somebody takes it away, as LogSite does");

	@Test
	void theRulesSeeEachOffence() {
		JavaClasses offences = new ClassFileImporter().importClasses(Offences.class);
		assertThat(details(noStaticIsAssigned, offences)).contains("assigned");
		assertThat(details(noStaticIsFilled, offences)).contains("FILLED", "CACHED", "WRAPPED_BY_NONE", "SLOTS")
			.doesNotContain("FIXED", "NAMES");
		assertThat(details(noSettingIsTheProcesss, offences)).contains("setProperty", "getProperties",
				"Locale.setDefault");
		assertThat(details(onlyTheBoundSiteNamesTheLogLine, offences)).contains("MDC");
	}

	private static String details(ArchRule rule, JavaClasses classes) {
		return String.join("\n", rule.evaluate(classes).getFailureReport().getDetails());
	}

	private static boolean isCallOf(JavaAccess<?> access, Class<?> owner, Set<String> names) {
		return access.getTargetOwner().isEquivalentTo(owner) && names.contains(access.getName());
	}

	private static ArchCondition<JavaField> holdNothingThatChanges() {
		return new ArchCondition<>("hold nothing that changes") {

			@Override
			public void check(JavaField field, ConditionEvents events) {
				Object value = value(field.reflect());
				boolean changes = isHolder(field.getRawType())
						|| (value != null && Mutability.isContainer(value) && !Mutability.isFixed(value));
				boolean ofCompiler = field.getModifiers().contains(JavaModifier.SYNTHETIC);
				events.add(new SimpleConditionEvent(field, !changes || ofCompiler,
						field.getFullName() + " holds a " + field.getRawType().getName() + " that can change"));
			}

		};
	}

	private static boolean isHolder(JavaClass type) {
		return type.isAssignableTo(Cache.class) || type.getPackageName().equals("java.util.concurrent.atomic");
	}

	private static Object value(Field field) {
		try {
			field.setAccessible(true);
			return field.get(null);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What the rules must find. */
	@SuppressWarnings("unused")
	private static final class Offences {

		static final Map<String, String> FILLED = new HashMap<>();

		static final Cache<String, String> CACHED = Caffeine.newBuilder().build();

		static final Set<Locale.Category> WRAPPED_BY_NONE = EnumSet.noneOf(Locale.Category.class);

		static final String[] SLOTS = new String[1];

		static final Set<String> FIXED = Set.of("a");

		static final List<String> NAMES = Collections.unmodifiableList(new ArrayList<>());

		private static String assigned = "";

		void change() {
			assigned = "changed";
			System.setProperty("a", assigned);
			Properties all = System.getProperties();
			Locale.setDefault(Locale.UK);
			MDC.put("site", all.toString());
		}

	}

}
