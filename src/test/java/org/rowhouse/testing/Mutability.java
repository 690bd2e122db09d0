package org.rowhouse.testing;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;

/**
 * Tells what can be filled from what is fixed, by what it really is.
 */
public final class Mutability {

	private Mutability() {
	}

	/** Something that others can be put into, or that was made out of others. */
	public static boolean isContainer(Object value) {
		return value instanceof Map || value instanceof Collection || value instanceof Cache
				|| value instanceof AsyncCache || (value.getClass().isArray() && Array.getLength(value) > 0);
	}

	/** A container that stays as it was made. */
	public static boolean isFixed(Object value) {
		String type = value.getClass().getName();
		return type.startsWith("java.util.ImmutableCollections$")
				|| type.startsWith("java.util.Collections$Unmodifiable")
				|| type.startsWith("java.util.Collections$Empty") || type.startsWith("java.util.Collections$Singleton")
				|| type.startsWith("com.google.common.collect.");
	}

}
