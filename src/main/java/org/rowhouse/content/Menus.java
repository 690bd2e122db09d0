package org.rowhouse.content;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.rowhouse.site.ConflictException;
import org.rowhouse.site.CurrentSite;
import org.rowhouse.site.InvalidInputException;
import org.rowhouse.site.SiteVersions;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The menu of the bound site, for those who write it.
 */
@Service
@Transactional
public class Menus {

	/** A menu has at most so many entries. */
	public static final int MAX_ENTRIES = 100;

	private final MenuItemRepository menu;

	private final SiteVersions versions;

	private final CurrentSite currentSite;

	Menus(MenuItemRepository menu, SiteVersions versions, CurrentSite currentSite) {
		this.menu = menu;
		this.versions = versions;
		this.currentSite = currentSite;
	}

	/**
	 * Returns the menu.
	 * @return its entries, in order; empty where the pages of the top level stand for it
	 */
	@Transactional(readOnly = true)
	public Menu get() {
		List<MenuItem> items = this.menu.inOrder();
		boolean fromFile = items.stream().anyMatch(MenuItem::fromFile);
		return new Menu(items.stream().map(MenuItem::toEntry).toList(),
				(fromFile) ? "sites/" + this.currentSite.get().key() + "/site.yml" : null);
	}

	/**
	 * Replaces the menu, if that is all right. Raising the version locks the site's row,
	 * so that what is read then stays until it has been replaced.
	 * @param typed its entries, in order; none: the pages of the top level
	 * @param check gets the menu that is there, and throws if it is to stay as it is
	 * @return the menu as it is now
	 * @throws InvalidInputException with a message at {@code entries[0].label},
	 * {@code entries[0].path} and so on, or at {@code entries}
	 * @throws ConflictException if a file declares it
	 */
	public Menu replace(List<MenuEntry> typed, Consumer<Menu> check) {
		this.versions.raise();
		Menu present = get();
		if (present.file() != null) {
			throw new ConflictException("The menu comes from " + present.file() + ". Change it there.");
		}
		check.accept(present);
		List<MenuEntry> entries = typed.stream()
			.map((entry) -> new MenuEntry(entry.label().strip(), entry.path().strip()))
			.toList();
		requireRight(entries);
		if (!entries.equals(present.entries())) {
			this.versions.changed("menu.changed", "menu", Map.of("entries", text(present.entries())),
					Map.of("entries", text(entries)));
			this.menu.deleteAllOfSite();
			this.menu.saveAll(IntStream.range(0, entries.size())
				.mapToObj((position) -> new MenuItem(position, entries.get(position), false))
				.toList());
		}
		return new Menu(entries, null);
	}

	private static String text(List<MenuEntry> entries) {
		return entries.stream().map((entry) -> entry.label() + " → " + entry.path()).collect(Collectors.joining(", "));
	}

	private static void requireRight(List<MenuEntry> entries) {
		Map<String, String> errors = new LinkedHashMap<>();
		if (entries.size() > MAX_ENTRIES) {
			errors.put("entries", "A menu has at most " + MAX_ENTRIES + " entries.");
		}
		for (int i = 0; i < entries.size(); i++) {
			put(errors, "entries[" + i + "].label", entries.get(i).mistakeInLabel());
			put(errors, "entries[" + i + "].path", entries.get(i).mistakeInPath());
		}
		if (!errors.isEmpty()) {
			throw new InvalidInputException(errors);
		}
	}

	private static void put(Map<String, String> errors, String field, @Nullable String mistake) {
		if (mistake != null) {
			errors.put(field, mistake);
		}
	}

	/**
	 * A menu.
	 *
	 * @param entries its entries, in order
	 * @param file the file that declares it, or {@code null}
	 */
	public record Menu(List<MenuEntry> entries, @Nullable String file) {

		/**
		 * Returns what tells it from other menus.
		 * @return 32 hexadecimal digits that any change of an entry changes
		 */
		public String digest() {
			MessageDigest digest;
			try {
				digest = MessageDigest.getInstance("SHA-256");
			}
			catch (NoSuchAlgorithmException ex) {
				throw new IllegalStateException("Every Java platform has SHA-256", ex);
			}
			for (MenuEntry entry : this.entries) {
				for (String text : List.of(entry.label(), entry.path())) {
					digest.update((text.length() + ":" + text).getBytes(StandardCharsets.UTF_8));
				}
			}
			return HexFormat.of().formatHex(digest.digest(), 0, 16);
		}

	}

}
