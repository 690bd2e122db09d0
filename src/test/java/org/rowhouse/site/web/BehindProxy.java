package org.rowhouse.site.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.rowhouse.testing.RowhouseTest;

import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/**
 * The application as it is set up behind a proxy on the same machine that ends TLS.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RowhouseTest
@TestPropertySource(properties = { "rowhouse.trusted-proxies=127.0.0.1", "rowhouse.public-url.scheme=https",
		"rowhouse.public-url.port=443" })
@Import(SeenRequests.class)
@interface BehindProxy {

}
