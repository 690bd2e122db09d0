package org.rowhouse.site;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the kind of host that a controller answers on. Without it a controller answers
 * nowhere.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface OnHost {

	/**
	 * The kind of host.
	 * @return the kind
	 */
	HostKind value();

}
