package org.rowhouse.theme;

import java.util.List;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.cache.ExpressionCacheKey;
import org.thymeleaf.cache.ICache;
import org.thymeleaf.cache.ICacheEntryValidityChecker;
import org.thymeleaf.cache.ICacheManager;
import org.thymeleaf.cache.TemplateCacheKey;
import org.thymeleaf.engine.TemplateModel;

/**
 * Where Thymeleaf looks for a parsed attribute and puts it after parsing it, whatever
 * attribute it is. So nothing that has not passed {@link AttributePolicy} is ever kept,
 * found or evaluated.
 */
final class CheckedExpressionCache implements ICache<ExpressionCacheKey, Object> {

	private static final int MAX_EXPRESSIONS = 1000;

	private final Cache<ExpressionCacheKey, Object> expressions = Caffeine.newBuilder()
		.maximumSize(MAX_EXPRESSIONS)
		.build();

	@Override
	public void put(ExpressionCacheKey key, Object parsed) {
		AttributePolicy.check(parsed);
		this.expressions.put(key, parsed);
	}

	@Override
	public @Nullable Object get(ExpressionCacheKey key) {
		Object known = this.expressions.getIfPresent(key);
		if (known == null) {
			AttributePolicy.checkText(key.getExpression0());
		}
		return known;
	}

	@Override
	public @Nullable Object get(ExpressionCacheKey key,
			ICacheEntryValidityChecker<? super ExpressionCacheKey, ? super Object> checker) {
		return get(key);
	}

	@Override
	public void clear() {
		this.expressions.invalidateAll();
	}

	@Override
	public void clearKey(ExpressionCacheKey key) {
		this.expressions.invalidate(key);
	}

	@Override
	public Set<ExpressionCacheKey> keySet() {
		return this.expressions.asMap().keySet();
	}

	/** Puts it beside the usual cache of templates. */
	record Manager(ICacheManager templates, CheckedExpressionCache expressions) implements ICacheManager {

		@Override
		public ICache<TemplateCacheKey, TemplateModel> getTemplateCache() {
			return this.templates.getTemplateCache();
		}

		@Override
		public ICache<ExpressionCacheKey, Object> getExpressionCache() {
			return this.expressions;
		}

		@Override
		public <K, V> @Nullable ICache<K, V> getSpecificCache(String name) {
			return null;
		}

		@Override
		public List<String> getAllSpecificCacheNames() {
			return List.of();
		}

		@Override
		public void clearAllCaches() {
			this.templates.clearAllCaches();
			this.expressions.clear();
		}

	}

}
