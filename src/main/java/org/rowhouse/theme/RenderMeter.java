package org.rowhouse.theme;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.exceptions.TemplateProcessingException;

/**
 * Counts what the rendering of one page uses up, and stops it at the limits of its
 * {@link RenderBudget}. It is asked at every element, variable, look-up and call, so that
 * a template which writes nothing is stopped as well. Of one thread.
 */
final class RenderMeter {

	/**
	 * The clock is looked at with every sixteenth step: asking it takes as long as a
	 * short step. No step takes longer than its limits for texts allow.
	 */
	private static final int EACH = 15;

	private final RenderBudget budget;

	private final long start = System.nanoTime();

	private final long time;

	private final ValueWeight weight;

	private final long maxTexts;

	private int steps;

	private int writes;

	private long written;

	private long texts;

	private String template;

	private int line = 1;

	private int column = 1;

	RenderMeter(String template, RenderBudget budget) {
		this.template = template;
		this.budget = budget;
		this.time = budget.time().toNanos();
		this.weight = new ValueWeight(this, budget.characters());
		this.maxTexts = (long) budget.characters() * RenderBudget.TEXTS_PER_PAGE;
	}

	/** Notes where rendering is, for mistakes that do not know their place. */
	void at(String name, int atLine, int atColumn) {
		this.template = name;
		this.line = atLine;
		this.column = atColumn;
		step();
	}

	void step() {
		if (++this.steps > this.budget.steps()) {
			throw stop("It takes more than " + number(this.budget.steps())
					+ " steps to render: is there a loop in a loop?");
		}
		if ((this.steps & EACH) == 0) {
			checkTime();
		}
	}

	private void checkTime() {
		if (System.nanoTime() - this.start > this.time) {
			throw stop("It takes longer than " + this.budget.time().toMillis() / 1000.0 + " seconds to render.");
		}
	}

	void depth(int level) {
		if (level > this.budget.depth()) {
			throw stop(tooDeep());
		}
	}

	void write(int characters) {
		if ((++this.writes & EACH) == 0) {
			checkTime();
		}
		this.written += characters;
		if (this.written > this.budget.characters()) {
			throw stop("The page is longer than " + number(this.budget.characters()) + " characters.");
		}
	}

	/**
	 * Checks that a value is of a size that can be handled.
	 * @return how long it is as a text, roughly
	 */
	long weigh(@Nullable Object value) {
		return this.weight.of(value);
	}

	/** Counts a text that an expression made. */
	void made(long characters) {
		this.texts += characters;
		if (this.texts > this.maxTexts) {
			throw stop("Its expressions make texts of more than " + number(this.maxTexts) + " characters together.");
		}
	}

	long maxValue() {
		return this.budget.characters();
	}

	TemplateProcessingException stop(String message) {
		return new RenderStoppedException(message, this.template, this.line, this.column);
	}

	String tooDeep() {
		return "It is nested too deeply, more than " + this.budget.depth() + " levels: does a fragment include itself?";
	}

	static String number(long value) {
		return String.format(Locale.ROOT, "%,d", value);
	}

}
