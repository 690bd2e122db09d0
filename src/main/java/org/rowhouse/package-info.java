/**
 * The application class and nothing else; each room of the house is a package below.
 */
@NullMarked
package org.rowhouse;

import org.jspecify.annotations.NullMarked;
