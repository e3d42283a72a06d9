package org.doanket.campaign.model;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.doanket.platform.http.Language;

/** The fields of work that a jurisdiction knows. */
@Path("/v1/model-fields")
@Produces(MediaType.APPLICATION_JSON)
public class ModelFieldResource {

    private final ModelRuleQueries rules;

    ModelFieldResource(ModelRuleQueries rules) {
        this.rules = rules;
    }

    @GET
    @PermitAll
    public List<ModelFieldView> list(@QueryParam("jurisdiction") String jurisdiction) {
        return rules.fields(jurisdiction, Language.current());
    }
}
