package org.doanket.membership.consent;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleCancellation;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/consent-wordings")
@Produces("application/json")
@Tag(name = "rules")
public class ConsentWordingResource {

    private final ConsentWordingService wordings;
    private final ConsentQueries queries;
    private final DatedRules rules;

    ConsentWordingResource(ConsentWordingService wordings, ConsentQueries queries, DatedRules rules) {
        this.wordings = wordings;
        this.queries = queries;
        this.rules = rules;
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "What people are asked to agree to, in all wordings that were, are and will be in use")
    public List<ConsentView.Version> list() {
        return queries.versions();
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Word a consent otherwise from a day to come on", description = "In all languages at once. What was agreed to before stays "
            + "what it was. Above all jurisdictions only.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ConsentView.Version.class)))
    @APIResponse(responseCode = "409", description = "Another wording of that purpose begins on that day")
    @APIResponse(responseCode = "422", description = "There is no such purpose, or the day is not to come")
    public Response set(@Valid @NotNull ConsentCommand.SetWording command, @Context UriInfo uri) {
        ConsentView.Version wording = wordings.set(command);
        return Created.at(uri, wording.id(), wording, 0);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "One wording of a consent")
    public ConsentView.Version one(@PathParam("id") UUID id) {
        return rules.one(ConsentView.Version.TABLE, id);
    }

    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a wording before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ConsentView.Version.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public ConsentView.Version cancel(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(ConsentView.Version.TABLE, id, command);
    }
}
