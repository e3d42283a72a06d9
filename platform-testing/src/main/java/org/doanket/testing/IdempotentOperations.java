package org.doanket.testing;

import java.util.Map;
import java.util.stream.Collectors;
import org.doanket.platform.idempotency.Idempotent;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** What {@link Idempotent} says of the operations of a document, while the service is built. */
final class IdempotentOperations {

    private IdempotentOperations() {
    }

    /** By operation id. A class that the index has from two places is told of twice. */
    static Map<String, AnnotationInstance> of(IndexView index) {
        return index.getAnnotations(Idempotent.class).stream().filter(each -> each.target().kind() == AnnotationTarget.Kind.METHOD)
                .collect(Collectors.toMap(each -> id(each.target().asMethod()), each -> each, (first, again) -> first));
    }

    /** @param what a member of the annotation that is false unless said */
    static boolean is(AnnotationInstance idempotent, String what) {
        return idempotent.value(what) != null && idempotent.value(what).asBoolean();
    }

    private static String id(MethodInfo method) {
        return method.declaringClass().simpleName() + '_' + method.name();
    }
}
