/**
 * The connector: how connections are accepted, how long they may take and how much they
 * may send. The only package that knows which connector there is.
 */
@NullMarked
package org.rowhouse.site.web.connector;

import org.jspecify.annotations.NullMarked;
