package org.rowhouse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.lang.reflect.Method;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.text.BreakIterator;
import java.text.Collator;
import java.text.DateFormat;
import java.text.DecimalFormat;
import java.text.Format;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Date;
import java.util.Formatter;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.Supplier;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Language, time zone and charset are the site's or are named: the machine is never
 * asked. Each rule is put to {@link Offences}, since a rule that sees nothing holds, too.
 */
@AnalyzeClasses(packages = "org.rowhouse", importOptions = ImportOption.DoNotIncludeTests.class)
class MachineDefaultsTests {

	private static final Set<Class<?>> FORMATS = Set.of(NumberFormat.class, DateFormat.class, Collator.class,
			BreakIterator.class, Calendar.class, com.ibm.icu.text.Collator.class, com.ibm.icu.text.NumberFormat.class,
			com.ibm.icu.text.DateFormat.class, com.ibm.icu.text.BreakIterator.class, com.ibm.icu.util.Calendar.class);

	private static final Set<Class<?>> MADE_FOR_A_LOCALE = Set.of(SimpleDateFormat.class, DecimalFormat.class,
			MessageFormat.class, GregorianCalendar.class, Formatter.class, com.ibm.icu.text.SimpleDateFormat.class,
			com.ibm.icu.text.DecimalFormat.class, com.ibm.icu.text.MessageFormat.class);

	private static final Set<Class<?>> CLOCK_FACES = Set.of(LocalDate.class, LocalTime.class, LocalDateTime.class,
			ZonedDateTime.class, OffsetDateTime.class, OffsetTime.class, YearMonth.class, Year.class, MonthDay.class);

	private static final Set<Class<?>> READERS_AND_WRITERS = Set.of(InputStreamReader.class, OutputStreamWriter.class,
			java.io.FileReader.class, java.io.FileWriter.class, PrintStream.class, PrintWriter.class, Scanner.class);

	@ArchTest
	static final ArchRule noDefaultLocale = ArchRuleDefinition.noClasses()
		.should()
		.accessTargetWhere(access("ask for the machine's language",
				(call) -> call.isTo(Locale.class, "getDefault")
						|| call.isTo(com.ibm.icu.util.ULocale.class, "getDefault")
						|| (call.isTo(Locale.class, "getDisplay*") && !call.takes(Locale.class))))
		.because("a page is in the language of its site, wherever it is served");

	@ArchTest
	static final ArchRule noDefaultZone = ArchRuleDefinition.noClasses()
		.should()
		.accessTargetWhere(access("ask for the machine's time zone",
				(call) -> call.isTo(ZoneId.class, "systemDefault") || call.isTo(TimeZone.class, "getDefault")
						|| call.isTo(com.ibm.icu.util.TimeZone.class, "getDefault")
						|| call.isTo(Clock.class, "systemDefaultZone")))
		.because("a day begins when it begins for the site's readers");

	@ArchTest
	static final ArchRule nowIsInAZone = ArchRuleDefinition.noClasses()
		.should()
		.accessTargetWhere(access("look at the machine's clock face",
				(call) -> call.isTo(CLOCK_FACES, "now") && !call.takes(ZoneId.class) && !call.takes(Clock.class)))
		.because("'today' differs between zones: take a Clock and the site's zone");

	@ArchTest
	static final ArchRule datesAreShownInAZone = ArchRuleDefinition.noClasses()
		.should()
		.accessTargetWhere(access("show a java.util.Date in the machine's zone",
				(call) -> call.isTo(Date.class, "toString") || call.isTo(Date.class, "toLocaleString")
						|| (call.isTo(Date.class, "<init>") && call.parameters() > 1)))
		.because("java.util.Date writes itself in the machine's zone; use java.time with the site's");

	@ArchTest
	static final ArchRule textsAreFormattedForALocale = ArchRuleDefinition.noClasses()
		.should()
		.accessTargetWhere(access("format a text without a locale",
				(call) -> (call.isTo(String.class, "format")
						|| call.isTo(Set.of(PrintStream.class, PrintWriter.class), "printf")
						|| call.isTo(Set.of(PrintStream.class, PrintWriter.class), "format"))
						&& !call.takes(Locale.class) || call.isTo(String.class, "formatted")
						|| call.isTo(MessageFormat.class, "format") && call.parameters() == 2))
		.because("%d and %.1f take digits and separators of the machine's language: name Locale.ROOT or the site's");

	@ArchTest
	static final ArchRule formatsAreMadeForALocale = ArchRuleDefinition.noClasses()
		.should()
		.accessTargetWhere(access("make a format, order or calendar without a locale",
				(call) -> (call.isTo(FORMATS, "get*Instance") || call.isTo(MADE_FOR_A_LOCALE, "<init>"))
						&& !call.takes(Locale.class) && !call.takes(com.ibm.icu.util.ULocale.class)))
		.because("numbers, dates and the order of words are those of the site's language");

	@ArchTest
	static final ArchRule dateFormattersAreMadeForALocale = ArchRuleDefinition.noClasses()
		.should()
		.accessTargetWhere(access("make a date formatter without a locale",
				(call) -> (call.isTo(DateTimeFormatter.class, "ofPattern")
						|| call.isTo(DateTimeFormatterBuilder.class, "toFormatter")) && !call.takes(Locale.class)
						|| call.isTo(DateTimeFormatter.class, "ofLocalized*")))
		.because("names of months come in the machine's language otherwise: ofPattern(pattern, locale), or "
				+ "DateTimeFormatterBuilder.appendLocalized(…).toFormatter(locale)");

	@ArchTest
	static final ArchRule bytesBecomeTextInANamedCharset = ArchRuleDefinition.noClasses()
		.should()
		.accessTargetWhere(access("turn bytes into text in the machine's charset",
				(call) -> call.isTo(Charset.class, "defaultCharset")
						|| ((call.isTo(String.class, "getBytes") && call.parameters() == 0)
								|| (call.isTo(String.class, "<init>") && call.takes(byte[].class))
								|| call.isTo(READERS_AND_WRITERS, "<init>") && call.wouldConvert()
								|| (call.isTo(ByteArrayOutputStream.class, "toString"))
								|| (call.isTo(URLDecoder.class, "decode") && call.parameters() == 1)
								|| (call.isTo(URLEncoder.class, "encode") && call.parameters() == 1))
								&& !call.takes(Charset.class)))
		.because("before Java 18 the charset is the machine's: name StandardCharsets.UTF_8");

	@Test
	void theRulesSeeEachOffence() {
		List<ArchRule> rules = List.of(noDefaultLocale, noDefaultZone, nowIsInAZone, datesAreShownInAZone,
				textsAreFormattedForALocale, formatsAreMadeForALocale, dateFormattersAreMadeForALocale,
				bytesBecomeTextInANamedCharset);
		String seen = String.join("\n",
				rules.stream()
					.flatMap((rule) -> rule.evaluate(new ClassFileImporter().importClasses(Offences.class))
						.getFailureReport()
						.getDetails()
						.stream())
					.toList());
		List<String> offences = Arrays.stream(Offences.class.getDeclaredMethods())
			.filter((method) -> !method.isSynthetic())
			.map(Method::getName)
			.toList();
		assertThat(offences).hasSizeGreaterThan(30)
			.allSatisfy((offence) -> assertThat(seen).contains("." + offence + "("));
	}

	@Test
	void theRulesLeaveAloneWhatNamesItsLocale() {
		List.of(noDefaultLocale, noDefaultZone, nowIsInAZone, datesAreShownInAZone, textsAreFormattedForALocale,
				formatsAreMadeForALocale, dateFormattersAreMadeForALocale, bytesBecomeTextInANamedCharset)
			.forEach((rule) -> rule.check(new ClassFileImporter().importClasses(Correct.class)));
	}

	private static DescribedPredicate<JavaAccess<?>> access(String description,
			java.util.function.Predicate<Call> forbidden) {
		return DescribedPredicate.describe(description,
				(access) -> access instanceof JavaCodeUnitAccess<?> call && forbidden.test(new Call(call)));
	}

	/**
	 * A call of a method or constructor, or a reference to it.
	 */
	private record Call(JavaCodeUnitAccess<?> access) {

		/** A star stands for any letters. */
		boolean isTo(Class<?> owner, String name) {
			return this.access.getTargetOwner().isAssignableTo(owner)
					&& this.access.getName().matches(name.replace("*", "[A-Za-z]*"));
		}

		boolean isTo(Set<Class<?>> owners, String name) {
			return owners.stream().anyMatch((owner) -> isTo(owner, name));
		}

		boolean takes(Class<?> type) {
			return types().stream().anyMatch((parameter) -> parameter.isEquivalentTo(type));
		}

		int parameters() {
			return types().size();
		}

		/**
		 * From bytes or a file; what is made around a reader or writer converts nothing.
		 */
		boolean wouldConvert() {
			JavaClass source = types().get(0);
			return source.isAssignableTo(InputStream.class) || source.isAssignableTo(OutputStream.class)
					|| source.isEquivalentTo(java.io.File.class) || (source.isEquivalentTo(String.class)
							&& !this.access.getTargetOwner().isEquivalentTo(Scanner.class));
		}

		private List<JavaClass> types() {
			return this.access.getTarget().getRawParameterTypes();
		}

	}

	/**
	 * Each method asks the machine.
	 */
	@SuppressWarnings("unused")
	private static final class Offences {

		Locale defaultLocale() {
			return Locale.getDefault();
		}

		Supplier<Locale> defaultLocaleByReference() {
			return Locale::getDefault;
		}

		String displayName() {
			return Locale.UK.getDisplayCountry();
		}

		ZoneId defaultZone() {
			return ZoneId.systemDefault();
		}

		TimeZone defaultTimeZone() {
			return TimeZone.getDefault();
		}

		Clock defaultClock() {
			return Clock.systemDefaultZone();
		}

		LocalDate today() {
			return LocalDate.now();
		}

		LocalDateTime nowLocal() {
			return LocalDateTime.now();
		}

		ZonedDateTime nowZoned() {
			return ZonedDateTime.now();
		}

		YearMonth thisMonth() {
			return YearMonth.now();
		}

		Supplier<Year> thisYearByReference() {
			return Year::now;
		}

		String dateAsText() {
			return new Date().toString();
		}

		String format() {
			return String.format("%d", 1);
		}

		String formatted() {
			return "%d".formatted(1);
		}

		void printf(PrintWriter out) {
			out.printf("%d", 1);
		}

		String message() {
			return MessageFormat.format("{0}", 1);
		}

		NumberFormat numberFormat() {
			return NumberFormat.getInstance();
		}

		NumberFormat percentFormat() {
			return NumberFormat.getPercentInstance();
		}

		DateFormat dateFormat() {
			return DateFormat.getDateInstance(DateFormat.LONG);
		}

		Collator collator() {
			return Collator.getInstance();
		}

		com.ibm.icu.text.Collator collatorOfIcu() {
			return com.ibm.icu.text.Collator.getInstance();
		}

		BreakIterator words() {
			return BreakIterator.getWordInstance();
		}

		Calendar calendar() {
			return Calendar.getInstance();
		}

		Calendar gregorian() {
			return new GregorianCalendar();
		}

		Format simpleDateFormat() {
			return new SimpleDateFormat("d MMMM");
		}

		Format decimalFormat() {
			return new DecimalFormat("0.0");
		}

		DateTimeFormatter pattern() {
			return DateTimeFormatter.ofPattern("d MMMM");
		}

		DateTimeFormatter localized() {
			return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG);
		}

		DateTimeFormatter built() {
			return new DateTimeFormatterBuilder().appendPattern("MMMM").toFormatter();
		}

		byte[] bytes() {
			return "ü".getBytes();
		}

		String text(byte[] bytes) {
			return new String(bytes);
		}

		String textOfPart(byte[] bytes) {
			return new String(bytes, 0, 1);
		}

		Reader reader(InputStream in) {
			return new InputStreamReader(in);
		}

		Writer writer(OutputStream out) {
			return new OutputStreamWriter(out);
		}

		PrintWriter printWriter(OutputStream out) {
			return new PrintWriter(out);
		}

		Scanner scanner() {
			return new Scanner(new ByteArrayInputStream(new byte[0]));
		}

		Charset charset() {
			return Charset.defaultCharset();
		}

		String collected(ByteArrayOutputStream out) {
			return out.toString();
		}

	}

	/**
	 * Each method says what it means.
	 */
	@SuppressWarnings("unused")
	private static final class Correct {

		String format() {
			return String.format(Locale.ROOT, "%d", 1);
		}

		LocalDate today(Clock clock) {
			return LocalDate.now(clock);
		}

		DateTimeFormatter pattern() {
			return DateTimeFormatter.ofPattern("d MMMM", Locale.UK);
		}

		NumberFormat numberFormat() {
			return NumberFormat.getInstance(Locale.UK);
		}

		String text(byte[] bytes) {
			return new String(bytes, 0, 1, java.nio.charset.StandardCharsets.UTF_8);
		}

		PrintWriter printWriter(Writer out) {
			return new PrintWriter(out);
		}

		String displayName() {
			return Locale.UK.getDisplayCountry(Locale.UK);
		}

	}

}
