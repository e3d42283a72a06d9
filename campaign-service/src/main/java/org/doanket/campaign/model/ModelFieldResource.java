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

@Path("/v1/model-fields")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "models")
public class ModelFieldResource {

    private final ModelRuleQueries rules;

    ModelFieldResource(ModelRuleQueries rules) {
        this.rules = rules;
    }

    @GET
    @PermitAll
    @Operation(summary = "The fields of work that a jurisdiction knows", description = "Those in use today, at most 200; the whole list, and how it is "
            + "changed, is at words.")
    public List<ModelFieldView> list(@QueryParam("jurisdiction") String jurisdiction) {
        return rules.fields(jurisdiction, Language.current()).stream().filter(ModelFieldView::inUse).toList();
    }
}
