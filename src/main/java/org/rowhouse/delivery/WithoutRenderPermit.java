package org.rowhouse.delivery;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A controller that asks no database and renders no template, so that it needs no permit
 * and counts little. Everything else on a site's host needs one.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface WithoutRenderPermit {

}
