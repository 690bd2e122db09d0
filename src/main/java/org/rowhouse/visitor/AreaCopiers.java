package org.rowhouse.visitor;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

import org.rowhouse.site.Site;
import org.rowhouse.site.SiteCopier;
import org.rowhouse.site.SiteVersions;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;

/**
 * Copies private areas and visitors with a site, before its content, so that no copy is
 * public by accident. Nobody is signed in to the copy.
 */
@Configuration(proxyBeanMethods = false)
class AreaCopiers {

	private static final int AT_ONCE = 200;

	@Bean
	@Order(1)
	SiteCopier privateAreaCopier(AreaRepository areas, VisitorPasswords passwords, SiteVersions versions) {
		return new Rows<>(versions, "private-areas", areas::countAll, areas::after, AreaEntity::id,
				(area) -> areas.saveAndFlush(area.copy(passwords.newStamp())));
	}

	@Bean
	@Order(2)
	SiteCopier visitorCopier(VisitorRepository visitors, VisitorPasswords passwords, SiteVersions versions) {
		return new Rows<>(versions, "visitors", visitors::countAll, visitors::after, VisitorEntity::id,
				(visitor) -> visitors.saveAndFlush(visitor.copy(passwords.newStamp())));
	}

	private record Rows<T>(SiteVersions versions, String name, Supplier<Long> countAll,
			BiFunction<Long, Pageable, List<T>> after, ToLongFunction<T> id, Consumer<T> copy) implements SiteCopier {

		@Override
		public int count() {
			return Math.toIntExact(this.countAll.get());
		}

		@Override
		public Optional<Part> next(String last) {
			List<T> rows = this.after.apply((last.isEmpty()) ? 0L : Long.parseLong(last), PageRequest.of(0, AT_ONCE));
			return (rows.isEmpty()) ? Optional.empty() : Optional.of(part(rows));
		}

		private Part part(List<T> rows) {
			return new Part() {

				@Override
				public int size() {
					return rows.size();
				}

				@Override
				public String last() {
					return Long.toString(Rows.this.id.applyAsLong(rows.get(rows.size() - 1)));
				}

				@Override
				public List<String> write(Site original, Site copy) {
					rows.forEach(Rows.this.copy);
					Rows.this.versions.raise();
					return List.of();
				}

			};
		}

	}

}
