package org.doanket.campaign.petition;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleCancellation;
import org.doanket.platform.rule.RuleFilter;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/petition-consents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rules")
public class PetitionConsentResource {

    private final PetitionConsentService service;
    private final DatedRules rules;

    PetitionConsentResource(PetitionConsentService service, DatedRules rules) {
        this.service = service;
        this.rules = rules;
    }

    @GET
    @PermitAll
    @Operation(summary = "What senders of petitions agree to who say who they are", description = "asOf a day: the wordings in use then.")
    public RestResponse<Page<PetitionView.Wording>> list(@Valid @BeanParam RuleFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(PetitionView.Wording.TABLE, filter, page), uri);
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Operation(summary = "One wording of the consent")
    public PetitionView.Wording one(@PathParam("id") UUID id) {
        return rules.one(PetitionView.Wording.TABLE, id);
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Word the consent otherwise from a day to come on", description = "At the top of the tree only, in all languages at once. What was "
            + "agreed to before stays what it was.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PetitionView.Wording.class)))
    @APIResponse(responseCode = "409", description = "Another wording begins on that day")
    public Response set(@Valid @NotNull PetitionCommand.SetConsent command, @Context UriInfo uri) {
        PetitionView.Wording wording = service.set(command);
        return Created.at(uri, wording.id(), wording, 0);
    }

    @POST
    @Path("/{id}/cancellation")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Take back a wording before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PetitionView.Wording.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public PetitionView.Wording cancel(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(PetitionView.Wording.TABLE, id, command);
    }
}
