package org.rowhouse.api;

import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Says what is wrong with a body that is not what the API expects, without a word of how
 * it is read.
 */
final class UnreadableBody {

	private UnreadableBody() {
	}

	static String describe(@Nullable Throwable cause) {
		if (cause instanceof UnrecognizedPropertyException unknown) {
			return "There is no field '" + unknown.getPropertyName() + "' here. The fields are " + String.join(", ",
					new TreeSet<>(unknown.getKnownPropertyIds().stream().map(String::valueOf).toList())) + ".";
		}
		if (cause instanceof InvalidFormatException wrong) {
			return "'" + wrong.getValue() + "' is not what belongs into " + where(wrong) + ".";
		}
		if (cause instanceof MismatchedInputException wrong) {
			return "The value of " + where(wrong) + " has the wrong form.";
		}
		if (cause instanceof JacksonException wrong && wrong.getLocation() != null) {
			return "The body cannot be read as JSON, at line " + wrong.getLocation().getLineNr() + ", column "
					+ wrong.getLocation().getColumnNr() + ".";
		}
		return "The body cannot be read. Send JSON.";
	}

	private static String where(DatabindException wrong) {
		String path = wrong.getPath()
			.stream()
			.map((step) -> (step.getPropertyName() != null) ? step.getPropertyName() : "[" + step.getIndex() + "]")
			.collect(Collectors.joining("."));
		return (path.isEmpty()) ? "the body" : "'" + path + "'";
	}

}
