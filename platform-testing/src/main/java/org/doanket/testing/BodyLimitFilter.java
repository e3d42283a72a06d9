package org.doanket.testing;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import java.util.stream.Collectors;
import org.doanket.platform.http.BodyLimit;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.jboss.jandex.IndexView;

/** Writes each {@link BodyLimit} into the OpenAPI document as {@code x-body-limit}, in bytes: for clients, and for the gateway to agree with. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class BodyLimitFilter implements OASFilter {

    private final Map<String, Long> limits;

    public BodyLimitFilter(IndexView index) {
        limits = index.getAnnotations(BodyLimit.class).stream().collect(Collectors.toMap(
                limit -> limit.target().asMethod().declaringClass().simpleName() + '_' + limit.target().asMethod().name(),
                limit -> limit.value().asLong(), (one, sameOfAnotherIndex) -> one));
    }

    @Override
    public Operation filterOperation(Operation operation) {
        Long limit = limits.get(operation.getOperationId());
        if (limit != null) {
            operation.addExtension("x-body-limit", limit);
        }
        return operation;
    }
}
