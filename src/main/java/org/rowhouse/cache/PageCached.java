package org.rowhouse.cache;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a handler of a site answers to GET and HEAD depends on the site as it is, on the
 * path and on the parameters that are named here, and on nothing else: no cookie, no
 * header and no clock. It is made once for each version of the site, and kept.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface PageCached {

	/**
	 * Returns what kind of answer it is, for how long caches on the way may keep it.
	 * @return the kind
	 */
	AnswerKind value() default AnswerKind.PAGE;

	/**
	 * Returns the parameters of the query that make a difference. They are whole numbers
	 * of which 1 is the same as none; what is asked for with another value is not kept.
	 * All other parameters lead to the same answer.
	 * @return names, in the order of the alphabet
	 */
	String[] numbers() default {};

}
