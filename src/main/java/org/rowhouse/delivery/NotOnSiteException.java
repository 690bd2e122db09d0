package org.rowhouse.delivery;

/**
 * The bound site has nothing for visitors at the requested path: 404.
 */
class NotOnSiteException extends RuntimeException {

}
