package org.rowhouse.ownership;

/**
 * The port on which servers are asked for a file.
 *
 * @param number 80, except in tests
 */
record FilePort(int number) {

}
