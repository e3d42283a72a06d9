package org.doanket.platform.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How many bytes the body of this endpoint may have, where the usual megabyte is too few. The service must allow the
 * largest of its limits as {@code quarkus.http.limits.max-body-size}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface BodyLimit {

    long USUAL = 1L << 20;

    long value();
}
