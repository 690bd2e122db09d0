package org.rowhouse.content;

/**
 * A page as far as navigation needs it.
 *
 * @param path its path without a slash at either end
 * @param title its title
 * @param position among the pages right below the same one; lower numbers come first
 * @param hidden whether menus leave it out, and what is below it
 */
public record OutlinePage(String path, String title, int position, boolean hidden) {

	/**
	 * Returns where visitors find it.
	 * @return the path inside the site, with a slash in front
	 */
	public String url() {
		return Item.url(ContentKind.PAGE, this.path);
	}

}
