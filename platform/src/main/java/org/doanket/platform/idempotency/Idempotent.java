package org.doanket.platform.idempotency;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On every POST of a resource: runs it in one transaction together with the record of its answer, so that the same
 * {@code Idempotency-Key} with the same body is answered from the record and never done twice.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Idempotent {

    /** True where money moves: a request without the header is refused. */
    @Nonbinding
    boolean required() default false;

    /** True where the answer must be kept nowhere, such as a revealed secret: it runs in its transaction, and again for a retry. */
    @Nonbinding
    boolean secret() default false;
}
