package org.doanket.campaign.clock;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.rule.RuleCancellation;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/clock-rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "clocks", description = "How long petitions, answers and opinions may take, and days that do not count")
public class ClockResource {

    private final ClockService service;
    private final ClockQueries queries;

    ClockResource(ClockService service, ClockQueries queries) {
        this.service = service;
        this.queries = queries;
    }

    @GET
    @Path("/{jurisdiction}")
    @PermitAll
    @Operation(summary = "The clocks of a jurisdiction, each with its source")
    public RestResponse<Page<ClockView>> list(@PathParam("jurisdiction") @Pattern(regexp = "vn|cn") String jurisdiction, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.rules(jurisdiction, page), uri);
    }

    @PUT
    @Path("/{jurisdiction}/{what}/{validFrom}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Set a clock from a day on", description = "At the top of the tree only. What began before keeps its time. One that is set "
            + "already is changed with If-Match of its version, and only before its day.")
    public ClockView set(@PathParam("jurisdiction") @Pattern(regexp = "vn|cn") String jurisdiction,
            @PathParam("what") @Pattern(regexp = ClockCommand.WHAT) String what, @PathParam("validFrom") LocalDate validFrom,
            @HeaderParam("If-Match") String ifMatch, @Valid @NotNull ClockCommand.Set command) {
        service.set(jurisdiction, what, validFrom, command, ifMatch);
        return queries.one(jurisdiction, what, validFrom);
    }

    @POST
    @Path("/{jurisdiction}/{what}/{validFrom}/cancellation")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Take back a clock before it begins", description = "At the top of the tree only. It may be set anew in its place.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ClockView.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public ClockView cancel(@PathParam("jurisdiction") @Pattern(regexp = "vn|cn") String jurisdiction,
            @PathParam("what") @Pattern(regexp = ClockCommand.WHAT) String what, @PathParam("validFrom") LocalDate validFrom,
            @Valid @NotNull RuleCancellation command) {
        service.cancel(jurisdiction, what, validFrom, command);
        return queries.one(jurisdiction, what, validFrom);
    }
}
