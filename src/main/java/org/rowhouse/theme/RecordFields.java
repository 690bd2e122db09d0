package org.rowhouse.theme;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The components of records, which is all that a template can read of one. Java makes new
 * objects each time it is asked for them, so they are looked up once for each type.
 */
final class RecordFields {

	private static final ClassValue<RecordFields> OF_TYPES = new ClassValue<>() {

		@Override
		protected RecordFields computeValue(Class<?> type) {
			return new RecordFields(type);
		}

	};

	private final Map<String, Method> accessors = new LinkedHashMap<>();

	private RecordFields(Class<?> type) {
		for (RecordComponent component : type.getRecordComponents()) {
			this.accessors.put(component.getName(), component.getAccessor());
		}
	}

	static RecordFields of(Record value) {
		return OF_TYPES.get(value.getClass());
	}

	/** The method that reads a component, if there is one of this name. */
	@Nullable Method accessor(String name) {
		return this.accessors.get(name);
	}

	/** The methods that read the components, in their order. */
	Collection<Method> accessors() {
		return this.accessors.values();
	}

}
