package org.rowhouse.admin;

import java.util.List;
import java.util.Locale;

import org.rowhouse.account.Permission;
import org.rowhouse.language.Words;

/**
 * Somewhere to go in the admin UI, as people look for it.
 *
 * @param label what it is called
 * @param words what else people call it
 * @param path where it is; {@code {key}} stands for the key of a site
 * @param permission what one needs for it
 */
record Action(String label, String words, String path, Permission permission) {

	private static final List<Action> ALL = List.of(
			new Action("New page", "write add", "/sites/{key}/pages/new", Permission.WRITE),
			new Action("New post", "write add blog article", "/sites/{key}/posts/new", Permission.WRITE),
			new Action("Overview", "site start", "/sites/{key}", Permission.SEE_SITE),
			new Action("Traffic", "visits requests errors charts", "/sites/{key}/traffic", Permission.SEE_SITE),
			new Action("Pages", "content tree", "/sites/{key}/pages", Permission.WRITE),
			new Action("Posts", "content blog", "/sites/{key}/posts", Permission.WRITE),
			new Action("Media", "pictures images files upload", "/sites/{key}/media", Permission.ADD_MEDIA),
			new Action("Menu", "navigation", "/sites/{key}/menu", Permission.ARRANGE),
			new Action("Snippets", "texts blocks", "/sites/{key}/snippets", Permission.ARRANGE),
			new Action("Redirects", "404 moved", "/sites/{key}/redirects", Permission.ARRANGE),
			new Action("Search engines", "robots seo", "/sites/{key}/search-engines", Permission.CHANGE_SETTINGS),
			new Action("Caching", "cdn purge browsers speed", "/sites/{key}/caching", Permission.CHANGE_SETTINGS),
			new Action("Design", "theme colours logo", "/sites/{key}/design", Permission.DESIGN),
			new Action("Access", "private password visitors", "/sites/{key}/access", Permission.CHANGE_SETTINGS),
			new Action("People of this site", "members roles", "/sites/{key}/people", Permission.MANAGE_MEMBERS),
			new Action("Settings", "name address language domain", "/sites/{key}/edit", Permission.CHANGE_SETTINGS),
			new Action("Activity", "history who changed", "/sites/{key}/activity", Permission.SEE_ACTIVITY),
			new Action("Limits", "quota storage", "/sites/{key}/limits", Permission.SEE_LIMITS),
			new Action("Copy this site", "clone duplicate", "/sites/{key}/clone", Permission.MAKE_SITES),
			new Action("All sites", "list start home", "/sites", Permission.USE),
			new Action("New site", "add make create", "/sites/new", Permission.MAKE_SITES),
			new Action("Addresses", "hosts domains route", "/addresses", Permission.MANAGE_ADDRESSES),
			new Action("Snippets of the platform", "texts legal", "/snippets", Permission.MANAGE_SNIPPETS),
			new Action("People", "users accounts", "/people", Permission.MANAGE_PEOPLE),
			new Action("Add person", "user account invite", "/people/new", Permission.MANAGE_PEOPLE),
			new Action("Audit log", "history who changed", "/audit", Permission.OPERATE),
			new Action("Jobs", "bulk copies progress", "/jobs", Permission.MAKE_SITES),
			new Action("Mail", "smtp sender", "/mail", Permission.OPERATE),
			new Action("Mail queue", "smtp failed waiting", "/mail/queue", Permission.OPERATE),
			new Action("Design system", "colours buttons parts ui", "/design-system", Permission.OPERATE),
			new Action("Your account", "password passkey sessions second step", "/account", Permission.USE),
			new Action("API tokens", "programs rest bearer", "/account/tokens", Permission.USE));

	/** Those of sites come first, since that is where somebody is. */
	static List<Action> all() {
		return ALL;
	}

	/** English words find it in each language. */
	Action in(Words language) {
		String translated = language.text(this.label);
		return (translated.equals(this.label)) ? this : new Action(translated,
				this.words + " " + this.label.toLowerCase(Locale.ROOT), this.path, this.permission);
	}

	boolean ofSite() {
		return this.path.contains("{key}");
	}

	/** Those that begin with what is looked for come first. */
	boolean beginsWith(String wanted) {
		return this.label.toLowerCase(Locale.ROOT).startsWith(wanted);
	}

	boolean matches(String wanted) {
		return this.label.toLowerCase(Locale.ROOT).contains(wanted) || this.words.contains(wanted);
	}

	String path(String key) {
		return this.path.replace("{key}", key);
	}

}
