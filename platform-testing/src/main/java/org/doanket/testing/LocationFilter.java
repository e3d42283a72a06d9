package org.doanket.testing;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.IndexView;

/** Says of every 201 and 202 that it bears a {@code Location}, which {@code Created} puts on; but for what is told once, where there may be none. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class LocationFilter implements OASFilter {

    private static final String LOCATION = "Location";

    private final Set<String> secrets;

    public LocationFilter(IndexView index) {
        secrets = IdempotentOperations.of(index).entrySet().stream().filter(each -> IdempotentOperations.is(each.getValue(), "secret")).map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public Operation filterOperation(Operation operation) {
        for (String status : List.of("201", "202")) {
            APIResponse answer = operation.getResponses() == null ? null : operation.getResponses().getAPIResponse(status);
            if (answer != null && (answer.getHeaders() == null || !answer.getHeaders().containsKey(LOCATION))) {
                boolean secret = secrets.contains(operation.getOperationId());
                answer.addHeader(LOCATION, OASFactory.createHeader().required(!secret)
                        .description((status.equals("201") ? "Path of what was made" : "Path of where to look how it goes") + (secret ? ", unless that would tell a secret" : ""))
                        .schema(OASFactory.createSchema().addType(SchemaType.STRING).format("uri-reference")));
            }
        }
        return operation;
    }
}
