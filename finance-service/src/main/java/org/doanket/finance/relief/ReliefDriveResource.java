package org.doanket.finance.relief;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
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
import java.util.UUID;
import org.doanket.finance.relief.ReliefView.Distribution;
import org.doanket.finance.relief.ReliefView.Drive;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/relief-drives")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "relief drives", description = "Drives with an account and a time of their own; what came in and went out is public")
public class ReliefDriveResource {

    private final ReliefService service;
    private final ReliefQueries queries;
    private final Caller caller;

    ReliefDriveResource(ReliefService service, ReliefQueries queries, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Idempotent
    @Operation(summary = "Open a drive", description = "With its own bank account and the instants between which it takes anything in.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Drive.class)))
    @APIResponse(responseCode = "409", description = "The account is the unit's, or another drive's")
    public Response open(@Valid @NotNull ReliefCommand.OpenDrive command, @Context UriInfo uri) {
        Drive drive = service.open(command);
        return Created.at(uri, drive.id(), drive, drive.version());
    }

    @GET
    @PermitAll
    @Operation(summary = "List drives, the newest first", description = "Public, as the law wants it.")
    public RestResponse<Page<Drive>> list(@QueryParam("unit") UUID unit, @QueryParam("movement") UUID movement,
            @QueryParam("state") @Pattern(regexp = "planned|open|closed") String state, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.drives(unit, movement, state, page), uri);
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Operation(summary = "One drive: what came in, what went out, and where to",
            description = "Public. Nobody is named; places where few people have received something are put together.")
    public Drive one(@PathParam("id") UUID id) {
        return queries.published(id).orElseThrow(() -> Problem.notFound("relief-drive"));
    }

    @GET
    @Path("/{id}/qr")
    @Produces("image/png")
    @PermitAll
    @Operation(summary = "The account of a drive as a QR code for any sum, as PNG or SVG",
            description = "Public, once a second person has approved the account.")
    public byte[] png(@PathParam("id") UUID id) {
        return service.qr(id).png();
    }

    @GET
    @Path("/{id}/qr")
    @Produces("image/svg+xml")
    @PermitAll
    @Operation(summary = "The account of a drive as a QR code for any sum, as PNG or SVG")
    public String svg(@PathParam("id") UUID id) {
        return service.qr(id).svg();
    }

    @POST
    @Path("/{id}/closing")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Idempotent
    @Operation(summary = "Close a drive before its time", description = "At its time it closes by itself.")
    public Drive close(@PathParam("id") UUID id, @Valid @NotNull ReliefCommand.CloseDrive command) {
        return service.close(id, command);
    }

    @GET
    @Path("/{id}/distributions")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List what was given out and what is proposed, the newest first")
    public RestResponse<Page<Distribution>> distributions(@PathParam("id") UUID id,
            @QueryParam("state") @Pattern(regexp = "proposed|given|refused|reversed") String state, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        service.requireWithin(id);
        return PageRequest.typed(queries.distributions(caller.scope(), id, state, page), uri);
    }

    @GET
    @Path("/{id}/distributions/{distribution}")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "What was given or is proposed for one place")
    public Distribution distribution(@PathParam("id") UUID id, @PathParam("distribution") UUID distribution) {
        return service.distribution(id, distribution);
    }

    @POST
    @Path("/{id}/distributions")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Propose what to give to a place", description = "Nothing leaves until somebody else has approved it.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Distribution.class)))
    public Response propose(@PathParam("id") UUID id, @Valid @NotNull ReliefCommand.Distribute command, @Context UriInfo uri) {
        Distribution distribution = service.propose(id, command);
        return Created.at(uri, distribution.id(), distribution, distribution.version());
    }

    @POST
    @Path("/{id}/distributions/{distribution}/approval")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Idempotent(required = true)
    @Operation(summary = "Give it out, and book it", description = "By somebody else than who proposed it, and no more than the drive has "
            + "in hand.")
    public Distribution give(@PathParam("id") UUID id, @PathParam("distribution") UUID distribution,
            @Valid @NotNull ReliefCommand.DecideDistribution command) {
        return service.give(id, distribution, command);
    }

    @POST
    @Path("/{id}/distributions/{distribution}/refusal")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Idempotent
    @Operation(summary = "Do not give it out")
    public Distribution refuse(@PathParam("id") UUID id, @PathParam("distribution") UUID distribution,
            @Valid @NotNull ReliefCommand.DecideDistribution command) {
        return service.refuse(id, distribution, command);
    }

    @POST
    @Path("/{id}/distributions/{distribution}/reversal")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Take back what was given, or was not given so", description = "By somebody else than who approved it. It is in hand again, "
            + "and out of the public totals; money stands again where it was paid from.")
    public Distribution reverse(@PathParam("id") UUID id, @PathParam("distribution") UUID distribution,
            @Valid @NotNull ReliefCommand.ReverseDistribution command) {
        return service.reverse(id, distribution, command);
    }
}
