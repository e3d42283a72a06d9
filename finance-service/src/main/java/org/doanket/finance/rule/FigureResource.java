package org.doanket.finance.rule;

import io.quarkus.security.Authenticated;
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
import org.doanket.finance.rule.RuleView.FigureView;
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

/** Rules that are a bare number, and no amount of money. */
@Path("/v1/figures")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rules")
public class FigureResource {

    private final RuleService service;
    private final DatedRules rules;

    FigureResource(RuleService service, DatedRules rules) {
        this.service = service;
        this.rules = rules;
    }

    @GET
    @Authenticated
    @Operation(summary = "List the rules that are a bare number", description = "asOf a day: those in force then.")
    public RestResponse<Page<FigureView>> list(@Valid @BeanParam RuleFilter asked, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(rules.page(FigureView.TABLE, asked, page), uri);
    }

    @GET
    @Path("/{id}")
    @Authenticated
    @Operation(summary = "One rule that is a bare number")
    public FigureView one(@PathParam("id") UUID id) {
        return rules.one(FigureView.TABLE, id);
    }

    @POST
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Set a rule that is a bare number from a day on", description = "A multiple, a part, or a month or day of the calendar (day 0: "
            + "the last of the month).")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = FigureView.class)))
    public Response set(@Valid @NotNull RuleCommand.SetFigure command, @Context UriInfo uri) {
        FigureView rule = service.set(command);
        return Created.at(uri, rule.id(), rule, 0);
    }

    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back such a rule before it begins")
    public FigureView cancel(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(FigureView.TABLE, id, command);
    }
}
