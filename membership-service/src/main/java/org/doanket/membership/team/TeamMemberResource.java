package org.doanket.membership.team;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.UUID;
import org.doanket.membership.Restricted;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One person in one team: duty, leaving, and what the public card may show of him. */
@Path("/v1/team-members/{id}")
@Produces("application/json")
@Tag(name = "teams")
public class TeamMemberResource {

    private final TeamService teams;
    private final TeamQueries queries;
    private final Caller caller;

    TeamMemberResource(TeamService teams, TeamQueries queries, Caller caller) {
        this.teams = teams;
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Operation(summary = "Somebody's part in a team")
    public TeamView.Member one(@PathParam("id") UUID id) {
        return queries.member(caller.scope(), id, Restricted.isSeenBy(caller));
    }

    @POST
    @Path("/duty")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Make somebody head, deputy or plain member of the team", description = "A new head follows the one there is.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TeamView.Member.class)))
    @APIResponse(responseCode = "409", description = "Has left")
    public TeamView.Member take(@PathParam("id") UUID id, @Valid @NotNull TeamCommand.Duty command) {
        teams.take(id, command, caller.scope());
        return queries.member(caller.scope(), id, true);
    }

    @POST
    @Path("/leaving")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Leave the team; the card is no longer valid and shows nobody")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TeamView.Member.class)))
    @APIResponse(responseCode = "409", description = "Has left already")
    public TeamView.Member leave(@PathParam("id") UUID id, @Valid @NotNull TeamCommand.End command) {
        teams.leave(id, command, caller.scope());
        return queries.member(caller.scope(), id, true);
    }

    @GET
    @Path("/consents")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.MEMBER})
    @Operation(summary = "What somebody agreed to have shown, and where the proof lies", description = "Members see their own.")
    public List<TeamView.Consent> consents(@PathParam("id") UUID id) {
        return consentsNow(id);
    }

    @POST
    @Path("/consents")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.MEMBER})
    @Idempotent(secret = true)
    @Operation(summary = "Agree to have one's name or phone shown on the public card, in these words", description = "By the member himself, or by an "
            + "officer who has the signed form. Gives the consent publish-name or publish-phone, if it was not given before.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = TeamView.Consent.class)))
    @APIResponse(responseCode = "409", description = "Agreed already; withdraw first to have other words")
    public List<TeamView.Consent> agree(@PathParam("id") UUID id, @Valid @NotNull TeamCommand.Agree command) {
        teams.agree(id, command, caller.scope());
        return consentsNow(id);
    }

    @POST
    @Path("/consents/{purpose}/withdrawal")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.MEMBER})
    @Idempotent
    @Operation(summary = "Withdraw a consent: the card stops showing it at once", description = "With the last card that shows it the consent publish-name "
            + "or publish-phone is withdrawn; where that is withdrawn among all consents, every card stops showing it.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = TeamView.Consent.class)))
    @APIResponse(responseCode = "409", description = "Was not given, or is withdrawn")
    public List<TeamView.Consent> withdraw(@PathParam("id") UUID id, @PathParam("purpose") @Pattern(regexp = "name|phone") String purpose) {
        teams.withdraw(id, purpose, caller.scope());
        return consentsNow(id);
    }

    private List<TeamView.Consent> consentsNow(UUID id) {
        boolean isOfficer = caller.is(Roles.UNIT_OFFICER) || caller.is(Roles.FEDERATION_OFFICER);
        return queries.consents(caller.scope(), id, isOfficer, caller.member());
    }
}
