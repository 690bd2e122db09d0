package org.rowhouse.content;

/**
 * Whether visitors may see a content item.
 */
public enum ContentState {

	/** Nobody but its editors sees it. */
	DRAFT,

	/** Visitors see it from its publication time on. */
	PUBLISHED

}
