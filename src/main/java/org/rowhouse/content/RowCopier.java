package org.rowhouse.content;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.Site;
import org.rowhouse.site.SiteCopier;

import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;

/**
 * Copies rows that depend on no others, by their numbers.
 *
 * @param <T> the type of the rows
 */
class RowCopier<T> implements SiteCopier {

	private final String name;

	private final int perPart;

	private final LongSupplier count;

	private final BiFunction<Long, Pageable, List<T>> after;

	private final Function<T, @Nullable Long> id;

	private final UnaryOperator<T> copy;

	private final Consumer<T> save;

	/**
	 * Makes a copier.
	 * @param name its name
	 * @param perPart how many rows are in memory at once
	 * @param count counts all rows of the bound site
	 * @param after reads those of the bound site behind a number, in the order of numbers
	 * @param id the number of a row
	 * @param copy makes a new row
	 * @param save saves a new row
	 */
	RowCopier(String name, int perPart, LongSupplier count, BiFunction<Long, Pageable, List<T>> after,
			Function<T, @Nullable Long> id, UnaryOperator<T> copy, Consumer<T> save) {
		this.name = name;
		this.perPart = perPart;
		this.count = count;
		this.after = after;
		this.id = id;
		this.copy = copy;
		this.save = save;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public int count() {
		return Math.toIntExact(this.count.getAsLong());
	}

	@Override
	public Optional<Part> next(String after) {
		List<T> rows = this.after.apply((after.isEmpty()) ? 0L : Long.parseLong(after),
				PageRequest.of(0, this.perPart));
		return (rows.isEmpty()) ? Optional.empty() : Optional.of(new Rows(rows));
	}

	private final class Rows implements Part {

		private final List<T> rows;

		Rows(List<T> rows) {
			this.rows = rows;
		}

		@Override
		public int size() {
			return this.rows.size();
		}

		@Override
		public String last() {
			return String.valueOf(RowCopier.this.id.apply(this.rows.get(this.rows.size() - 1)));
		}

		@Override
		public List<String> write(Site original, Site copy) {
			this.rows.forEach((row) -> RowCopier.this.save.accept(RowCopier.this.copy.apply(row)));
			return List.of();
		}

	}

}
