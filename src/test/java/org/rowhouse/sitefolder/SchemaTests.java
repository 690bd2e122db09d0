package org.rowhouse.sitefolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The schemas in {@code platform/schema/}, which editors use, say what the reader does.
 */
class SchemaTests {

	private static final SchemaRegistry REGISTRY = SchemaRegistry
		.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

	@ParameterizedTest
	@CsvSource({ "site", "site-defaults", "front-matter" })
	void aSchemaIsASchema(String name) throws IOException {
		Schema dialect = REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
		assertThat(dialect.validate(text(name), InputFormat.JSON)).isEmpty();
	}

	@Test
	void theSchemasKnowTheKeysThatTheReaderKnows() throws IOException {
		assertThat(keys("site", "/properties")).isEqualTo(SiteFolderReader.KEYS);
		assertThat(keys("site", "/$defs/menuEntry/properties")).isEqualTo(SiteFolderReader.MENU_KEYS);
		assertThat(keys("site", "/$defs/address/anyOf/1/properties")).isEqualTo(SiteFolderReader.ADDRESS_KEYS);
		assertThat(keys("site-defaults", "/properties")).isEqualTo(DefaultsFile.KEYS);
		assertThat(keys("front-matter", "/properties")).isEqualTo(ContentFile.KEYS);
	}

	@Test
	void everyKeyIsDescribed() throws IOException {
		for (String name : List.of("site", "site-defaults", "front-matter")) {
			assertThat(schema(name).getSchemaNode().at("/properties")).isNotEmpty()
				.allSatisfy((property) -> assertThat(property.at("/description").asString()).as(name).isNotBlank());
		}
	}

	static Stream<Path> siteFiles() throws IOException {
		try (Stream<Path> sites = Files.list(Path.of("sites"))) {
			return sites.map((site) -> site.resolve("site.yml")).filter(Files::exists).toList().stream();
		}
	}

	@ParameterizedTest
	@MethodSource("siteFiles")
	void theDemoSitesAreValid(Path file) throws IOException {
		assertThat(schema("site").validate(Files.readString(file), InputFormat.YAML)).isEmpty();
	}

	@Test
	void theFrontMatterOfTheDemoSitesIsValid() throws IOException {
		Schema schema = schema("front-matter");
		try (Stream<Path> tree = Files.walk(Path.of("sites"))) {
			List<Path> files = tree.filter((file) -> file.toString().endsWith(".md")).toList();
			assertThat(files).hasSizeGreaterThan(30);
			for (Path file : files) {
				String[] parts = Files.readString(file).split("(?m)^---\n", 3);
				if (parts.length == 3 && parts[0].isEmpty()) {
					assertThat(schema.validate(parts[1], InputFormat.YAML)).as(file.toString()).isEmpty();
				}
			}
		}
	}

	@Test
	void theShippedDefaultsAreNone() throws FileProblemException, IOException {
		YamlFile yaml = YamlFile.parse("site-defaults.yml", 0, Files.readString(Path.of("platform/site-defaults.yml")),
				DefaultsFile.KEYS);
		assertThat(DefaultsFile.KEYS).noneMatch(yaml::has);
	}

	@Test
	void theExampleInTheShippedDefaultsIsValidWhenItIsUsed() throws IOException {
		String example = Files.readString(Path.of("platform/site-defaults.yml"))
			.replaceAll("(?m)^#( ?)(?=[a-zA-Z]+:|  [a-z])", "$1");
		assertThat(example).contains("\ntheme: business", "\n  accent: honey");
		assertThat(schema("site-defaults").validate(example, InputFormat.YAML)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			site          | name: X
			site          | name: X\\naddresses: x.test
			site          | name: X\\naddresses: [x.test, {pattern: y.test/shop, role: redirect}]
			site          | name: X\\naddresses: ["~^a-[0-9]+\\\\.test$"]
			site          | name: 2026\\ntagline:\\nmenu:\\noptions:
			site          | name: X\\nurlPort: 443\\nurlScheme: https
			site          | name: X\\noptions: {a: 1, b: true, c: text}
			site-defaults | theme: plain\\noptions: {a: b}
			front-matter  | title: A\\ndate: 2026-11-20\\ntags: [a]\\nstate: draft
			front-matter  | date: 2026-11-20T09:30+01:00\\ntags: a
			""")
	void whatIsRightIsAccepted(String schema, String text) throws IOException {
		assertThat(errors(schema, text)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			site          | tagline: X
			site          | name: ""
			site          | name: [X]
			site          | name: X\\ntilte: Y
			site          | name: X\\naddresses: ["https://x.test"]
			site          | name: X\\naddresses: [{pattern: x.test, role: redirct}]
			site          | name: X\\naddresses: [{role: alias}]
			site          | name: X\\naddresses: [{pattern: x.test, rule: alias}]
			site          | name: X\\ntheme: Not A Theme
			site          | name: X\\nlocale: en_GB
			site          | name: X\\ntimeZone: "Europe / Vienna"
			site          | name: X\\nurlScheme: ftp
			site          | name: X\\nurlPort: 0
			site          | name: X\\nurlPort: 65536
			site          | name: X\\nmenu: [About]
			site          | name: X\\nmenu: [{label: A, path: about}]
			site          | name: X\\nmenu: [{label: A, path: //evil.test}]
			site          | name: X\\nmenu: [{path: /about}]
			site          | name: X\\noptions: {a: [b]}
			site          | name: X\\noptions: text
			site          | - name
			site-defaults | name: X
			site-defaults | addresses: [x.test]
			site-defaults | theme: [plain]
			front-matter  | stat: draft
			front-matter  | state: publised
			front-matter  | date: yesterday
			front-matter  | template: ../x
			""")
	void whatIsWrongIsRefused(String schema, String text) throws IOException {
		assertThat(errors(schema, text)).isNotEmpty();
	}

	private static List<Error> errors(String name, String text) throws IOException {
		return schema(name).validate(text.strip().replace("\\n", "\n"), InputFormat.YAML);
	}

	private static Schema schema(String name) throws IOException {
		return REGISTRY.getSchema(text(name), InputFormat.JSON);
	}

	private static String text(String name) throws IOException {
		return Files.readString(Path.of("platform/schema", name + ".schema.json"));
	}

	private static Set<String> keys(String name, String pointer) throws IOException {
		JsonNode properties = schema(name).getSchemaNode().at(pointer);
		return new TreeSet<>(properties.propertyNames());
	}

}
