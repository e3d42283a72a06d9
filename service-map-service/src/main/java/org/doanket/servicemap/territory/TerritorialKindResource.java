package org.doanket.servicemap.territory;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
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

@Path("/v1/territorial-kinds")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rules")
public class TerritorialKindResource {

    private final DatedRules rules;

    TerritorialKindResource(DatedRules rules) {
        this.rules = rules;
    }

    @GET
    @PermitAll
    @Operation(summary = "Which kinds of unit are there for a place, the lowest of which is asked first for what lies there",
            description = "asOf a day: those in force then. Without it all, also those to come and those cancelled.")
    public RestResponse<Page<TerritorialKindView>> list(@Valid @BeanParam RuleFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(TerritorialKindView.TABLE, filter, page), uri);
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Operation(summary = "One rule of a kind of unit")
    public TerritorialKindView one(@PathParam("id") UUID id) {
        return rules.one(TerritorialKindView.TABLE, id);
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Let a kind of unit be there for a place from a day to come on", description = "At the top of the tree of that jurisdiction only.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = TerritorialKindView.class)))
    @APIResponse(responseCode = "409", description = "A rule of that kind begins on that day")
    @APIResponse(responseCode = "422", description = "That day is not to come")
    public Response set(@Valid @NotNull TerritorialKindCommand asked, @Context UriInfo uri) {
        TerritorialKindView kind = rules.setting(TerritorialKindView.TABLE, asked.source()).with("kind", asked.kind()).with("rank", asked.rank())
                .with("holds_below", asked.holdsBelow()).set();
        return Created.at(uri, kind.id(), kind, 0);
    }

    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take such a rule back before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TerritorialKindView.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public TerritorialKindView cancel(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation asked) {
        return rules.cancel(TerritorialKindView.TABLE, id, asked);
    }
}
