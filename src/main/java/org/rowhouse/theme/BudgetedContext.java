package org.rowhouse.theme;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.IEngineConfiguration;
import org.thymeleaf.context.AbstractContext;
import org.thymeleaf.context.EngineContext;
import org.thymeleaf.context.IContext;
import org.thymeleaf.context.IEngineContext;
import org.thymeleaf.context.IEngineContextFactory;
import org.thymeleaf.engine.TemplateData;
import org.thymeleaf.standard.processor.StandardSwitchTagProcessor.SwitchStructure;

/**
 * The variables of a page while it is rendered. Every element and every turn of
 * {@code th:each} is a level here and every {@code th:with} a variable, so that the
 * budget is looked at even where nothing is written.
 */
final class BudgetedContext extends EngineContext {

	private final RenderMeter meter;

	private final SandboxEvaluationContext evaluation;

	private BudgetedContext(IEngineConfiguration configuration, TemplateData template,
			@Nullable Map<String, Object> attributes, Locale locale, Map<String, Object> model, RenderMeter meter) {
		super(configuration, template, attributes, locale, Map.of());
		super.setVariables(model);
		this.meter = meter;
		this.evaluation = new SandboxEvaluationContext(this, meter);
	}

	RenderMeter meter() {
		return this.meter;
	}

	SandboxEvaluationContext evaluation() {
		return this.evaluation;
	}

	@Override
	public void increaseLevel() {
		this.meter.step();
		this.meter.depth(level() + 1);
		super.increaseLevel();
	}

	@Override
	public void setVariable(String name, @Nullable Object value) {
		check(name, value);
		super.setVariable(name, value);
	}

	@Override
	public void setVariables(@Nullable Map<String, Object> variables) {
		if (variables != null) {
			variables.forEach(this::check);
		}
		super.setVariables(variables);
	}

	private void check(String name, @Nullable Object value) {
		this.meter.step();
		if (name.contains("::")) {
			throw this.meter.stop("A variable's name cannot have '::' in it.");
		}
		if (!(value instanceof SwitchStructure)) {
			this.meter.weigh(value);
		}
	}

	/** What {@link SandboxedEngine} hands to Thymeleaf. */
	static final class Page extends AbstractContext {

		private final RenderMeter meter;

		Page(Locale locale, Map<String, ?> model, RenderMeter meter) {
			super(locale);
			model.forEach(this::setVariable);
			this.meter = meter;
		}

	}

	static final class Factory implements IEngineContextFactory {

		@Override
		public IEngineContext createEngineContext(IEngineConfiguration configuration, TemplateData template,
				@Nullable Map<String, Object> attributes, IContext context) {
			Page page = (Page) context;
			Map<String, Object> model = new HashMap<>();
			page.getVariableNames().forEach((name) -> model.put(name, page.getVariable(name)));
			return new BudgetedContext(configuration, template, attributes, page.getLocale(), model, page.meter);
		}

	}

}
