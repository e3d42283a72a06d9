package org.doanket.testing;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.validation.constraints.AssertTrue;
import java.beans.Introspector;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;

/** Takes out of the OpenAPI document what looks like a field of a request and is a check of it ({@code @AssertTrue boolean isInOrder()}): sent, it is refused. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class CheckFilter implements OASFilter {

    private static final String GETTER = "is";
    /** What the document puts behind the name of a schema where two classes are called the same. */
    private static final String NUMBER = "\\d*$";

    private final Map<String, Set<String>> checks = new HashMap<>();

    public CheckFilter(IndexView index) {
        index.getAnnotations(AssertTrue.class).stream().map(AnnotationInstance::target).filter(target -> target.kind() == AnnotationTarget.Kind.METHOD)
                .map(AnnotationTarget::asMethod).forEach(check -> checks.computeIfAbsent(schemaOf(check.declaringClass()), any -> new HashSet<>())
                        .add(Introspector.decapitalize(check.name().substring(GETTER.length()))));
    }

    private static String schemaOf(ClassInfo type) {
        AnnotationInstance schema = type.declaredAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
        return schema == null || schema.value("name") == null ? type.simpleName() : schema.value("name").asString();
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents().getSchemas().forEach((name, schema) ->
                checks.getOrDefault(name, checks.getOrDefault(name.replaceAll(NUMBER, ""), Set.of())).forEach(schema::removeProperty));
    }
}
