package org.rowhouse.theme;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowhouse.theme.TemplateModel.LinkModel;
import org.rowhouse.theme.TemplateModel.TagModel;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.ExpressionContext;

import org.springframework.expression.spel.standard.SpelExpression;

import static org.assertj.core.api.Assertions.assertThat;

class QuickExpressionTests {

	@ParameterizedTest
	@ValueSource(strings = { "name", "link", "nothing", "'text'", "3", "true", "null", "link.label", "link.path",
			"o['scheme']", "o.scheme", "o['missing']", "o['missing'] ?: 'auto'", "o['empty'] ?: 'auto'", "tags[0].name",
			"tags[1].path", "!shown", "shown and !hidden", "hidden or shown", "hidden and missing.name",
			"nothing == null", "link != null", "name == 'Row'", "number == 3", "number > 2", "shown == hidden",
			"shown ? name : link.label", "#strings.isEmpty(name)", "!#strings.isEmpty(nothing)",
			"#strings.length(name) > 2 ? 'long' : ''", "#lists.size(tags)", "#lists.isEmpty(none)", "tags.size() > 1",
			"tags.subList(0, 1)", "name.startsWith('R')", "#temporals.format(date, 'd MMMM yyyy')",
			"#strings.isEmpty(o['scheme'])", "o['empty'] != null" })
	void plainExpressionsAreDecidedAsSpelDoes(String text) {
		SpelExpression spel = ExpressionPolicy.parse(text);
		QuickExpression quick = QuickExpression.of(spel.getAST());
		assertThat(quick).isNotNull();
		for (int i = 0; i < 2; i++) {
			assertThat(value(quick)).isNotSameAs(QuickExpression.UNDECIDED).isEqualTo(spel.getValue(context()));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "missing.name", "link.nothing", "link.summary.x", "tags[7]", "name and shown", "!name",
			"nothing and shown", "number == '3'", "number == large", "name > 2", "nothing ? 1 : 2", "nothing.size()",
			"link.path()", "link.getClass()", "name.length", "date.year", "date == date", "#strings.length()",
			"number > large", "link.toString(1)", "tags.size", "name.charAt(99)", "tags['0']", "link?.label",
			"nothing?.label", "name + name", "number * 2", "{name, name}", "tags[number - 3].name", "o[name]",
			"#lists.size(tags) + 1", "tags.![name]", "#locale", "#locale.language", "-number", "number >= 3" })
	void whatIsOutOfTheOrdinaryIsLeftToSpel(String text) {
		SpelExpression spel;
		try {
			spel = ExpressionPolicy.parse(text);
		}
		catch (RefusedExpressionException ex) {
			return;
		}
		QuickExpression quick = QuickExpression.of(spel.getAST());
		if (quick != null) {
			assertThat(outcome(() -> value(quick))).isIn(QuickExpression.UNDECIDED,
					outcome(() -> spel.getValue(context())));
		}
	}

	private static @Nullable Object value(@Nullable QuickExpression quick) {
		return (quick != null) ? quick.value(context()) : null;
	}

	private static @Nullable Object outcome(Evaluation evaluation) {
		try {
			return evaluation.value();
		}
		catch (RuntimeException ex) {
			return ex.getClass() + ": " + ex.getMessage();
		}
	}

	private static SandboxEvaluationContext context() {
		Map<String, Object> model = new HashMap<>();
		model.put("name", "Row");
		model.put("number", 3);
		model.put("large", 3L);
		model.put("shown", true);
		model.put("hidden", false);
		model.put("nothing", null);
		model.put("none", List.of());
		model.put("link", new LinkModel("Home", "/", ""));
		model.put("o", Map.of("scheme", "dark", "empty", ""));
		model.put("tags", List.of(new TagModel("a", "a", "/tag/a", 1), new TagModel("b", "b", "/tag/b", 2)));
		model.put("date", ZonedDateTime.of(2026, 1, 31, 12, 0, 0, 0, ZoneOffset.UTC));
		model.put(SiteHelpers.ZONE_VARIABLE, ZoneOffset.UTC);
		TemplateEngine engine = new TemplateEngine();
		engine.setDialect(new SandboxDialect());
		return new SandboxEvaluationContext(new ExpressionContext(engine.getConfiguration(), Locale.ENGLISH, model),
				new RenderMeter("test", RenderBudget.DEFAULT));
	}

	private interface Evaluation {

		@Nullable Object value();

	}

}
