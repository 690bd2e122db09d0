package org.rowhouse.account;

/**
 * What people may do in the admin UI and by the API, and what they have to be for it.
 * {@code docs/permissions.md} is made of this list.
 */
public enum Permission {

	/** Reaches nothing that anybody owns. */
	ENTER(Level.EVERYBODY, "Sign in, use an invitation, read the files of the admin UI"),

	/** What lists show are the sites that somebody has a role on. */
	USE(Level.SIGNED_IN, "See the list of one's own sites and one's own account"),

	/** Includes its traffic and its mistakes. */
	SEE_SITE(Level.AUTHOR, "See a site's overview, traffic and errors"),

	/** What exactly authors may write is up to {@code ContentItems}. */
	WRITE(Level.AUTHOR, "Write pages and posts: authors their own until they are published, editors all"),

	/** Includes to see those that are there. */
	ADD_MEDIA(Level.AUTHOR, "Upload pictures and files"),

	/** Whatever makes something public or takes it away. */
	PUBLISH(Level.EDITOR, "Publish, schedule and archive, move pages, change many at once, share with other sites"),

	/** Includes those that others uploaded. */
	CHANGE_MEDIA(Level.EDITOR, "Describe, replace, move and delete pictures and files"),

	/** What visitors find their way with. */
	ARRANGE(Level.EDITOR, "Change the menu, snippets and redirects"),

	/** Includes the theme. */
	DESIGN(Level.OWNER, "Choose and adapt the theme"),

	/** Includes the addresses, and visitors with their passwords. */
	CHANGE_SETTINGS(Level.OWNER, "Change name, language, addresses, who may read it and what search engines are told"),

	/** Visitors of private sites are none of them. */
	MANAGE_MEMBERS(Level.OWNER, "See and change who works on the site"),

	/** Everything that there is of it. */
	EXPORT(Level.OWNER, "Export the site"),

	/** What others did, too. */
	SEE_ACTIVITY(Level.OWNER, "See who changed what on the site"),

	/** What is left of them, too. */
	SEE_LIMITS(Level.OWNER, "See the limits of a site"),

	/** They protect the other sites. */
	CHANGE_LIMITS(Level.ADMINISTRATOR, "Change the limits of a site"),

	/** Whoever was suspended could do it otherwise. */
	CHANGE_STATE(Level.ADMINISTRATOR, "Suspend, archive and delete a site"),

	/** Includes clones and templates. */
	MAKE_SITES(Level.ADMINISTRATOR, "Make sites, change many of them at once"),

	/** Includes asking which site answers. */
	MANAGE_ADDRESSES(Level.ADMINISTRATOR, "Change shared addresses, see who has which"),

	/** They show on many sites. */
	MANAGE_SNIPPETS(Level.ADMINISTRATOR, "Change the snippets of the platform"),

	/** Includes who else is an administrator. */
	MANAGE_PEOPLE(Level.ADMINISTRATOR, "See and change everybody's account"),

	/** Includes the audit log. */
	OPERATE(Level.ADMINISTRATOR, "Everything else of the platform: mail, jobs, the audit log");

	private final Level level;

	private final String description;

	Permission(Level level, String description) {
		this.level = level;
		this.description = description;
	}

	Level level() {
		return this.level;
	}

	/**
	 * Says what it is.
	 * @return a sentence without its end
	 */
	public String description() {
		return this.description;
	}

	/** Each may do what those before it may. */
	enum Level {

		EVERYBODY, SIGNED_IN, AUTHOR, EDITOR, OWNER, ADMINISTRATOR;

		static Level of(Role role) {
			return switch (role) {
				case AUTHOR -> AUTHOR;
				case EDITOR -> EDITOR;
				case OWNER -> OWNER;
			};
		}

		/** Who can help somebody who may not. */
		String whoCan() {
			return switch (this) {
				case EDITOR -> "An editor or owner of the site can do this.";
				case OWNER -> "An owner of the site can do this.";
				case ADMINISTRATOR -> "An administrator can do this.";
				default -> "Sign in first.";
			};
		}

	}

}
