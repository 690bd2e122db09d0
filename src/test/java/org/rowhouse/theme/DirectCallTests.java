package org.rowhouse.theme;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.core.convert.TypeDescriptor;
import org.springframework.expression.AccessException;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.MethodExecutor;
import org.springframework.expression.spel.support.DataBindingMethodResolver;
import org.springframework.expression.spel.support.SimpleEvaluationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DirectCallTests {

	private final EvaluationContext context = SimpleEvaluationContext.forReadOnlyDataBinding()
		.withInstanceMethods()
		.build();

	@Test
	void givesWhatSpelGives() throws AccessException {
		for (Row row : List.of(new Row("Row", "startsWith", "R"), new Row("Row", "length"), new Row("Row", "charAt", 1),
				new Row("Row", "charAt", "1"), new Row("Row", "equals", (Object) null),
				new Row("%s and %s", "formatted", "one", "two"), new Row("Row", "formatted"),
				new Row(List.of("a", "b"), "subList", 0, 1), new Row(List.of("a"), "isEmpty"))) {
			MethodExecutor found = found(row);
			assertThat(DirectCall.of(found, row.target().getClass())
				.execute(this.context, row.target(), row.arguments().clone())
				.getValue()).as("%s", row)
				.isEqualTo(found.execute(this.context, row.target(), row.arguments().clone()).getValue());
		}
	}

	@Test
	void whatAMethodThrowsIsTheCauseLikeSpels() throws AccessException {
		Row row = new Row("Row", "charAt", 99);
		MethodExecutor call = DirectCall.of(found(row), String.class);
		assertThat(call).isInstanceOf(DirectCall.class);
		assertThatExceptionOfType(AccessException.class)
			.isThrownBy(() -> call.execute(this.context, row.target(), row.arguments()))
			.havingCause()
			.havingRootCause()
			.isInstanceOf(StringIndexOutOfBoundsException.class);
	}

	private MethodExecutor found(Row row) throws AccessException {
		List<@Nullable TypeDescriptor> types = new ArrayList<>();
		Arrays.stream(row.arguments()).map(TypeDescriptor::forObject).forEach(types::add);
		MethodExecutor found = DataBindingMethodResolver.forInstanceMethodInvocation()
			.resolve(this.context, row.target(), row.method(), types);
		assertThat(found).as("%s", row).isNotNull();
		return Objects.requireNonNull(found);
	}

	private record Row(Object target, String method, @Nullable Object... arguments) {

	}

}
