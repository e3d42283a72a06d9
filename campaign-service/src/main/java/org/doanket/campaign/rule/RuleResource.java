package org.doanket.campaign.rule;

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

/** The rules of the jurisdictions: when a target is amber or green, when reports are due, how many make a quorum, who does not score. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rules", description = "Dated rules, each with its source; set at the top of a tree for days to come, and for all units")
public class RuleResource {

    private final RuleService service;
    private final DatedRules rules;

    RuleResource(RuleService service, DatedRules rules) {
        this.service = service;
        this.rules = rules;
    }

    @GET
    @Path("/light-rules")
    @PermitAll
    @Operation(summary = "From which percent a target is amber, and from which green", description = "asOf a day: those in force then.")
    public RestResponse<Page<RuleView.Lights>> lightRules(@Valid @BeanParam RuleFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(RuleView.Lights.TABLE, filter, page), uri);
    }

    @GET
    @Path("/light-rules/{id}")
    @PermitAll
    @Operation(summary = "One rule of lights")
    public RuleView.Lights oneLights(@PathParam("id") UUID id) {
        return rules.one(RuleView.Lights.TABLE, id);
    }

    @POST
    @Path("/light-rules")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Set from a day to come on when a target is amber and green", description = "At the top of the tree only.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RuleView.Lights.class)))
    @APIResponse(responseCode = "409", description = "Another such rule begins on that day")
    public Response setLights(@Valid @NotNull RuleCommand.SetLights command, @Context UriInfo uri) {
        return created(service.set(command), uri);
    }

    @POST
    @Path("/light-rules/{id}/cancellation")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Take back a rule of lights before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RuleView.Lights.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public RuleView.Lights cancelLights(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(RuleView.Lights.TABLE, id, command);
    }

    @GET
    @Path("/reporting-rules")
    @PermitAll
    @Operation(summary = "Up to which day of the year reports tell and when they are due, where no unit has set days of its own",
            description = "asOf a day: those in force then.")
    public RestResponse<Page<RuleView.Reporting>> reportingRules(@Valid @BeanParam RuleFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(RuleView.Reporting.TABLE, filter, page), uri);
    }

    @GET
    @Path("/reporting-rules/{id}")
    @PermitAll
    @Operation(summary = "One rule of reporting")
    public RuleView.Reporting oneReporting(@PathParam("id") UUID id) {
        return rules.one(RuleView.Reporting.TABLE, id);
    }

    @POST
    @Path("/reporting-rules")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Set from a day to come on the days of reporting", description = "At the top of the tree only. What begins within a year holds for its "
            + "reports already.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RuleView.Reporting.class)))
    @APIResponse(responseCode = "409", description = "Another such rule begins on that day")
    public Response setReporting(@Valid @NotNull RuleCommand.SetReporting command, @Context UriInfo uri) {
        return created(service.set(command), uri);
    }

    @POST
    @Path("/reporting-rules/{id}/cancellation")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Take back a rule of reporting before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RuleView.Reporting.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public RuleView.Reporting cancelReporting(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(RuleView.Reporting.TABLE, id, command);
    }

    @GET
    @Path("/meeting-rules")
    @PermitAll
    @Operation(summary = "How many must be there at a kind of meeting, and how many votes carry", description = "asOf a day: those in force then.")
    public RestResponse<Page<RuleView.Meeting>> meetingRules(@Valid @BeanParam RuleFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(RuleView.Meeting.TABLE, filter, page), uri);
    }

    @GET
    @Path("/meeting-rules/{id}")
    @PermitAll
    @Operation(summary = "One rule of meetings")
    public RuleView.Meeting oneMeeting(@PathParam("id") UUID id) {
        return rules.one(RuleView.Meeting.TABLE, id);
    }

    @POST
    @Path("/meeting-rules")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Set from a day to come on quorum and majority of a kind of meeting", description = "At the top of the tree only. What was called "
            + "before keeps its quorum.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RuleView.Meeting.class)))
    @APIResponse(responseCode = "409", description = "Another such rule begins on that day")
    public Response setMeeting(@Valid @NotNull RuleCommand.SetMeeting command, @Context UriInfo uri) {
        return created(service.set(command), uri);
    }

    @POST
    @Path("/meeting-rules/{id}/cancellation")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Take back a rule of meetings before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RuleView.Meeting.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public RuleView.Meeting cancelMeeting(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(RuleView.Meeting.TABLE, id, command);
    }

    @GET
    @Path("/interest-rules")
    @PermitAll
    @Operation(summary = "Which models nobody scores because they are his own", description = "asOf a day: those in force then.")
    public RestResponse<Page<RuleView.Interest>> interestRules(@Valid @BeanParam RuleFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(RuleView.Interest.TABLE, filter, page), uri);
    }

    @GET
    @Path("/interest-rules/{id}")
    @PermitAll
    @Operation(summary = "One rule of interest")
    public RuleView.Interest oneInterest(@PathParam("id") UUID id) {
        return rules.one(RuleView.Interest.TABLE, id);
    }

    @POST
    @Path("/interest-rules")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Set from a day to come on what nobody scores because it is his own", description = "At the top of the tree only.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RuleView.Interest.class)))
    @APIResponse(responseCode = "409", description = "Another such rule begins on that day")
    public Response setInterest(@Valid @NotNull RuleCommand.SetInterest command, @Context UriInfo uri) {
        return created(service.set(command), uri);
    }

    @POST
    @Path("/interest-rules/{id}/cancellation")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Take back a rule of interest before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RuleView.Interest.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public RuleView.Interest cancelInterest(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(RuleView.Interest.TABLE, id, command);
    }

    private static Response created(RuleView rule, UriInfo uri) {
        return Created.at(uri, rule.id(), rule, 0);
    }
}
