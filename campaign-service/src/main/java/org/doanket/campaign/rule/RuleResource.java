package org.doanket.campaign.rule;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.rule.RuleQueries.Kind;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The rules of the jurisdictions: when a target is amber or green, when reports are due, how many make a quorum, who does not score. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rules", description = "Dated rules, each with its source; set at the top of a tree for days to come, and for all units")
public class RuleResource {

    private final RuleService rules;
    private final RuleQueries queries;

    RuleResource(RuleService rules, RuleQueries queries) {
        this.rules = rules;
        this.queries = queries;
    }

    /** asOf a day: the rules in force then, else all, also those to come and those cancelled. */
    public static class Filter {

        @QueryParam("jurisdiction")
        @Pattern(regexp = "vn|cn")
        public String jurisdiction;

        @QueryParam("asOf")
        public LocalDate asOf;
    }

    @GET
    @Path("/light-rules")
    @PermitAll
    @Operation(summary = "From which percent a target is amber, and from which green", description = "asOf a day: those in force then.")
    public List<RuleView.Lights> lightRules(@Valid @BeanParam Filter filter) {
        return queries.list(Kind.LIGHTS, RuleView.Lights.class, filter.jurisdiction, filter.asOf);
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
        return created(Kind.LIGHTS, RuleView.Lights.class, command, uri);
    }

    @POST
    @Path("/light-rules/{id}/cancellation")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Take back a rule of lights before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RuleView.Lights.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public RuleView.Lights cancelLights(@PathParam("id") UUID id, @Valid @NotNull RuleCommand.Cancel command) {
        return cancelled(Kind.LIGHTS, RuleView.Lights.class, id, command);
    }

    @GET
    @Path("/reporting-rules")
    @PermitAll
    @Operation(summary = "Up to which day of the year reports tell and when they are due, where no unit has set days of its own",
            description = "asOf a day: those in force then.")
    public List<RuleView.Reporting> reportingRules(@Valid @BeanParam Filter filter) {
        return queries.list(Kind.REPORTING, RuleView.Reporting.class, filter.jurisdiction, filter.asOf);
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
        return created(Kind.REPORTING, RuleView.Reporting.class, command, uri);
    }

    @POST
    @Path("/reporting-rules/{id}/cancellation")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Take back a rule of reporting before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RuleView.Reporting.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public RuleView.Reporting cancelReporting(@PathParam("id") UUID id, @Valid @NotNull RuleCommand.Cancel command) {
        return cancelled(Kind.REPORTING, RuleView.Reporting.class, id, command);
    }

    @GET
    @Path("/meeting-rules")
    @PermitAll
    @Operation(summary = "How many must be there at a kind of meeting, and how many votes carry", description = "asOf a day: those in force then.")
    public List<RuleView.Meeting> meetingRules(@Valid @BeanParam Filter filter) {
        return queries.list(Kind.MEETING, RuleView.Meeting.class, filter.jurisdiction, filter.asOf);
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
        return created(Kind.MEETING, RuleView.Meeting.class, command, uri);
    }

    @POST
    @Path("/meeting-rules/{id}/cancellation")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Take back a rule of meetings before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RuleView.Meeting.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public RuleView.Meeting cancelMeeting(@PathParam("id") UUID id, @Valid @NotNull RuleCommand.Cancel command) {
        return cancelled(Kind.MEETING, RuleView.Meeting.class, id, command);
    }

    @GET
    @Path("/interest-rules")
    @PermitAll
    @Operation(summary = "Which models nobody scores because they are his own", description = "asOf a day: those in force then.")
    public List<RuleView.Interest> interestRules(@Valid @BeanParam Filter filter) {
        return queries.list(Kind.INTEREST, RuleView.Interest.class, filter.jurisdiction, filter.asOf);
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
        return created(Kind.INTEREST, RuleView.Interest.class, command, uri);
    }

    @POST
    @Path("/interest-rules/{id}/cancellation")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Take back a rule of interest before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RuleView.Interest.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public RuleView.Interest cancelInterest(@PathParam("id") UUID id, @Valid @NotNull RuleCommand.Cancel command) {
        return cancelled(Kind.INTEREST, RuleView.Interest.class, id, command);
    }

    private <T extends RuleView> Response created(Kind kind, Class<T> type, RuleCommand.Set command, UriInfo uri) {
        UUID id = rules.set(command);
        return Created.at(uri, id, queries.one(kind, type, id), 0);
    }

    private <T extends RuleView> T cancelled(Kind kind, Class<T> type, UUID id, RuleCommand.Cancel command) {
        rules.cancel(kind, id, command);
        return queries.one(kind, type, id);
    }
}
