package org.doanket.platform.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How many bytes the body of this endpoint may have, where the usual megabyte is too few: the one place that says so. It
 * stands in the OpenAPI document too ({@code x-body-limit}), and a test of the gateway compares its own limits with that.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface BodyLimit {

    long USUAL = 1L << 20;

    long value();
}
