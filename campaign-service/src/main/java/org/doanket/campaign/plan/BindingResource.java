package org.doanket.campaign.plan;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.doanket.platform.http.Language;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/bindings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "targets")
public class BindingResource {

    private final BindingQueries queries;

    BindingResource(BindingQueries queries) {
        this.queries = queries;
    }

    @GET
    @PermitAll
    @Operation(summary = "What a target may be bound to, so that its progress is counted and not typed",
            description = "Some dozens, which come with the installation.")
    public List<BindingView> list() {
        return queries.list(Language.current());
    }
}
