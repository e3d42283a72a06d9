package org.doanket.testing;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Says of every operation that whatever goes wrong is told as one kind of document, so that generated clients have a type for it. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemFilter implements OASFilter {

    private static final String NAME = "Problem";
    /** What the framework says of a refusal of which the code says nothing. */
    private static final Set<String> UNSAID = Set.of("Bad Request", "Not Authorized", "Not Allowed");
    private static final String FAULT = "ProblemFault";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents().addSchema(FAULT, fault()).addSchema(NAME, problem()).addResponse(NAME, OASFactory.createAPIResponse()
                .description("Refused or failed, as RFC 9457 says it; its code tells which problem it is, and its type is the address that explains it")
                .content(content()));
        document.getPaths().getPathItems().values().forEach(path -> path.getOperations().values().forEach(ProblemFilter::say));
    }

    private static void say(Operation operation) {
        APIResponses responses = operation.getResponses();
        Map.copyOf(responses.getAPIResponses()).forEach((status, response) -> {
            if (response.getDescription() != null && UNSAID.contains(response.getDescription())) {
                responses.addAPIResponse(status, OASFactory.createAPIResponse().ref(NAME));
            } else if (status.matches("[45]..") && response.getContent() == null) {
                response.setContent(content());
            }
        });
        if (responses.getDefaultValue() == null) {
            responses.setDefaultValue(OASFactory.createAPIResponse().ref(NAME));
        }
    }

    private static Content content() {
        return OASFactory.createContent().addMediaType("application/problem+json", OASFactory.createMediaType().schema(OASFactory.createSchema().ref(NAME)));
    }

    private static Schema problem() {
        Map<String, Schema> fields = new TreeMap<>(Map.of("type", text("Address of the explanation"), "title", text("In the language asked for"),
                "status", OASFactory.createSchema().addType(SchemaType.INTEGER), "detail", text("In the language asked for"), "instance", text("Address that was called"),
                "code", text("Which problem it is; stable"), "traceId", text("Under which the service's log has it"), "rule", text("Citation of the rule that refused"),
                "errors", OASFactory.createSchema().addType(SchemaType.ARRAY).description("All faults of what was sent")
                        .items(OASFactory.createSchema().ref(FAULT))));
        return OASFactory.createSchema().addType(SchemaType.OBJECT).properties(fields).addRequired("type").addRequired("title").addRequired("status")
                .addRequired("code").description("Some problems have more members, which their explanation names");
    }

    private static Schema fault() {
        return OASFactory.createSchema().addType(SchemaType.OBJECT).properties(new TreeMap<>(Map.of("pointer", text("JSON Pointer into the body, or ?name of a parameter"),
                "code", text("Which fault it is; stable"), "message", text("In the language asked for"))));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }
}
