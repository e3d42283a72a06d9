package org.doanket.platform.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A PUT, PATCH or DELETE that wants no {@code If-Match}, and the reason (docs/decisions/preconditions.md); without it the architecture test refuses
 * the endpoint.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Unconditional {

    String value();
}
