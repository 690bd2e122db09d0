package org.rowhouse.content;

import java.util.List;

import org.rowhouse.site.SiteCopier;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/**
 * What of the content of a site is copied beside its items: menu, snippets and redirects.
 * None of it comes from a file any more, and redirects have not been used yet.
 */
@Configuration(proxyBeanMethods = false)
class ContentCopiers {

	private static final int SNIPPETS = 20;

	private static final int REDIRECTS = 500;

	@Bean
	@Order(20)
	SiteCopier menuCopier(MenuItemRepository menu) {
		return new RowCopier<>("menu", Menus.MAX_ENTRIES, () -> menu.inOrder().size(), menu::after, MenuItem::id,
				(entry) -> new MenuItem(entry.position(), entry.toEntry(), false),
				(entry) -> menu.saveAll(List.of(entry)));
	}

	@Bean
	@Order(30)
	SiteCopier snippetCopier(SnippetRepository snippets) {
		return new RowCopier<>("snippets", SNIPPETS, snippets::countAll, snippets::after, Snippet::id, Snippet::copy,
				snippets::save);
	}

	@Bean
	@Order(40)
	SiteCopier redirectCopier(PathRedirectRepository redirects) {
		return new RowCopier<>("redirects", REDIRECTS, redirects::countAll, redirects::after, PathRedirectEntity::id,
				PathRedirectEntity::copy, redirects::save);
	}

}
