package org.rowhouse.account;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names what somebody must be permitted to reach a method of a controller of the admin UI
 * or the API. On the type it holds for all methods without one of their own. A method
 * without any cannot be reached, and the application does not start with it.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Needs {

	/**
	 * The permission, on the site whose key the path names as {@code {key}}, or of the
	 * platform.
	 * @return the permission
	 */
	Permission value();

}
