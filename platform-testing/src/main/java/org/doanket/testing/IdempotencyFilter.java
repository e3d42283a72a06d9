package org.doanket.testing;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jboss.jandex.IndexView;

/** Says of every POST that it takes an {@code Idempotency-Key}, and of those that move money that they want one; but for what is told once and kept nowhere. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class IdempotencyFilter implements OASFilter {

    private static final String HEADER = "Idempotency-Key";
    private static final String TAKEN = "IdempotencyKey";
    private static final String WANTED = "IdempotencyKeyWanted";
    private static final int LONGEST = 255;

    private final Map<String, String> kinds = new HashMap<>();

    public IdempotencyFilter(IndexView index) {
        IdempotentOperations.of(index).forEach((operation, idempotent) -> {
            if (!IdempotentOperations.is(idempotent, "secret")) {
                kinds.put(operation, IdempotentOperations.is(idempotent, "required") ? WANTED : TAKEN);
            }
        });
    }

    @Override
    public Operation filterOperation(Operation operation) {
        String kind = kinds.get(operation.getOperationId());
        List<Parameter> said = operation.getParameters() == null ? List.of() : operation.getParameters();
        if (kind != null && said.stream().noneMatch(parameter -> HEADER.equals(parameter.getName()))) {
            operation.addParameter(OASFactory.createParameter().ref(kind));
        }
        return operation;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents().addParameter(TAKEN, key(false)).addParameter(WANTED, key(true));
    }

    private static Parameter key(boolean required) {
        return OASFactory.createParameter().name(HEADER).in(Parameter.In.HEADER).required(required)
                .description((required ? "Money moves here, so it is wanted. " : "") + "Any text of the caller's, a new one for each thing to be done: sent again with the same "
                        + "body the answer of the first time comes once more, with Idempotent-Replay, and nothing is done twice. Kept for 7 days at least")
                .schema(OASFactory.createSchema().addType(SchemaType.STRING).minLength(1).maxLength(LONGEST));
    }
}
