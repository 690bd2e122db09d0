package org.rowhouse.theme;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.expression.IExpressionObjectFactory;
import org.thymeleaf.model.IAttribute;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.processor.element.IElementTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.processor.element.MatchingAttributeName;
import org.thymeleaf.processor.element.MatchingElementName;
import org.thymeleaf.standard.StandardDialect;
import org.thymeleaf.standard.expression.Expression;
import org.thymeleaf.standard.expression.IStandardExpressionParser;
import org.thymeleaf.standard.expression.IStandardVariableExpressionEvaluator;
import org.thymeleaf.standard.expression.StandardExpressionObjectFactory;
import org.thymeleaf.standard.expression.StandardExpressionParser;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * Of Thymeleaf's Standard Dialect what sites have a use for: its attributes in HTML
 * (nothing of forms bound to beans, nothing for scripts and style sheets), with
 * expressions that go through {@link SandboxedEvaluator}.
 */
final class SandboxDialect extends StandardDialect {

	private static final IStandardVariableExpressionEvaluator EVALUATOR = new SandboxedEvaluator();

	private static final StandardExpressionParser STANDARD_PARSER = new StandardExpressionParser();

	private static final Set<String> HELPERS = Stream.concat(AllowedMethods.HELPERS.stream(), Stream.of("locale"))
		.collect(Collectors.toUnmodifiableSet());

	@Override
	public IStandardVariableExpressionEvaluator getVariableExpressionEvaluator() {
		return EVALUATOR;
	}

	/** Thymeleaf preprocesses for its own parser alone: any other does without. */
	@Override
	public IStandardExpressionParser getExpressionParser() {
		return SandboxDialect::parse;
	}

	private static Expression parse(IExpressionContext context, String input) {
		try {
			return STANDARD_PARSER.parseExpression(context, input);
		}
		catch (StackOverflowError ex) {
			throw new RefusedExpressionException("The expression is nested too deeply.");
		}
	}

	@Override
	public Set<IProcessor> getProcessors(String prefix) {
		Set<IProcessor> processors = new LinkedHashSet<>();
		processors.add(new Gate(prefix));
		createStandardProcessorsSet(prefix).stream()
			.filter((processor) -> processor.getTemplateMode() == TemplateMode.HTML)
			.forEach(processors::add);
		return processors;
	}

	@Override
	public IExpressionObjectFactory getExpressionObjectFactory() {
		return new Helpers();
	}

	private static final class Helpers implements IExpressionObjectFactory {

		private static final IExpressionObjectFactory STANDARD = new StandardExpressionObjectFactory();

		@Override
		public Set<String> getAllExpressionObjectNames() {
			return HELPERS;
		}

		@Override
		public @Nullable Object buildObject(IExpressionContext context, String name) {
			if (SiteHelpers.NAMES.contains(name)) {
				return SiteHelpers.build(context, name);
			}
			return (HELPERS.contains(name)) ? STANDARD.buildObject(context, name) : null;
		}

		@Override
		public boolean isCacheable(String name) {
			return SiteHelpers.NAMES.contains(name) || STANDARD.isCacheable(name);
		}

	}

	/**
	 * Comes before every other processor of an element: notes where rendering is, and
	 * refuses the attributes that are not for sites.
	 */
	private static final class Gate implements IElementTagProcessor {

		private static final Set<String> REFUSED = Set.of("assert", "include", "substituteby", "field", "errors",
				"uerrors", "errorclass");

		private static final Set<String> INLINING = Set.of("none", "html");

		private final String prefix;

		Gate(String prefix) {
			this.prefix = prefix;
		}

		@Override
		public TemplateMode getTemplateMode() {
			return TemplateMode.HTML;
		}

		@Override
		public int getPrecedence() {
			return 0;
		}

		@Override
		public @Nullable MatchingElementName getMatchingElementName() {
			return null;
		}

		@Override
		public MatchingAttributeName getMatchingAttributeName() {
			return MatchingAttributeName.forAllAttributesWithPrefix(TemplateMode.HTML, this.prefix);
		}

		@Override
		public void process(ITemplateContext context, IProcessableElementTag tag,
				IElementTagStructureHandler structure) {
			((BudgetedContext) context).meter().at(tag.getTemplateName(), tag.getLine(), tag.getCol());
			for (IAttribute attribute : tag.getAllAttributes()) {
				AttributeName name = attribute.getAttributeDefinition().getAttributeName();
				if (this.prefix.equals(name.getPrefix())) {
					check(tag, attribute, name.getAttributeName());
				}
			}
		}

		private static void check(IProcessableElementTag tag, IAttribute attribute, String name) {
			String message = null;
			if (REFUSED.contains(name)) {
				message = "Templates cannot use th:" + name + ".";
			}
			else if (name.startsWith("on")) {
				message = "Templates cannot use th:" + name + ": browsers do not run scripts in attributes here.";
			}
			else if (name.equals("inline") && !INLINING.contains(String.valueOf(attribute.getValue()))) {
				message = "Templates can use th:inline=\"none\" alone: there is nothing to write into scripts.";
			}
			if (message != null) {
				throw new LocatedRefusal(message, tag, attribute);
			}
		}

	}

	private static final class LocatedRefusal extends RefusedExpressionException {

		LocatedRefusal(String message, IProcessableElementTag tag, IAttribute attribute) {
			super(message);
			setTemplateName(tag.getTemplateName());
			setLineAndCol(attribute.getLine(), attribute.getCol());
		}

	}

}
