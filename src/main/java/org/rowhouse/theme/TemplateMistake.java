package org.rowhouse.theme;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a template.
 *
 * @param template its name, such as {@code fragments/head}
 * @param file where it lies, from {@code rowhouse.home}, with slashes, or in the jar
 * @param line the line, from 1, or {@code null} if it concerns the whole file
 * @param column the column, from 1, or {@code null}
 * @param message what is wrong, in plain words
 * @param excerpt the line with up to two before and after it; empty without a line
 */
public record TemplateMistake(String template, String file, @Nullable Integer line, @Nullable Integer column,
		String message, List<Line> excerpt) {

	/**
	 * Keeps the lines.
	 */
	public TemplateMistake {
		excerpt = List.copyOf(excerpt);
	}

	/**
	 * Tells whether it is the same mistake, seen at another time.
	 * @param other another
	 * @return whether file, line and message are equal
	 */
	public boolean isSameAs(TemplateMistake other) {
		return this.file.equals(other.file) && Objects.equals(this.line, other.line)
				&& this.message.equals(other.message);
	}

	@Override
	public String toString() {
		return this.file + ((this.line != null) ? ", line " + this.line : "") + ": " + this.message;
	}

	/**
	 * A line of a template.
	 *
	 * @param number from 1
	 * @param text its text, shortened where it is very long
	 * @param marked whether the mistake is here
	 */
	public record Line(int number, String text, boolean marked) {

	}

}
