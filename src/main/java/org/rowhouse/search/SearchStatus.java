package org.rowhouse.search;

/**
 * How the search index of this node is.
 *
 * @param open whether it can be searched
 * @param documents how many pages and posts are in it
 * @param bytes how much it takes on the disk
 * @param sites how many sites there are
 * @param sitesBehind how many of them have changes that are not in it yet
 * @param sitesFailing how many of them could not be put into it when that was last tried;
 * the log says why
 */
public record SearchStatus(boolean open, long documents, long bytes, long sites, long sitesBehind, long sitesFailing) {

}
