package org.doanket.campaign.model;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.doanket.platform.http.Language;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/recognition-levels")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "models")
public class RecognitionLevelResource {

    private final ModelRuleQueries rules;

    RecognitionLevelResource(ModelRuleQueries rules) {
        this.rules = rules;
    }

    @GET
    @PermitAll
    @Operation(summary = "The levels at which models are recognised, and whose they are", description = "Some few, which come with the installation.")
    public List<RecognitionLevelView> list(@QueryParam("jurisdiction") String jurisdiction) {
        return rules.levels(jurisdiction, Language.current());
    }
}
