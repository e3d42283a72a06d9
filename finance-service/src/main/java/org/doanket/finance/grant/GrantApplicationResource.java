package org.doanket.finance.grant;

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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.finance.ListSheet;
import org.doanket.finance.grant.GrantView.Application;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.tree.UnitParam;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/grant-applications")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "grants")
public class GrantApplicationResource {

    private final GrantApplicationService applications;
    private final GrantDecisionService decisions;
    private final EvidenceService evidence;
    private final GrantQueries queries;
    private final ListSheet sheets;
    private final UnitTree tree;
    private final Caller caller;

    GrantApplicationResource(GrantApplicationService applications, GrantDecisionService decisions, EvidenceService evidence, GrantQueries queries,
            ListSheet sheets, UnitTree tree, Caller caller) {
        this.applications = applications;
        this.decisions = decisions;
        this.evidence = evidence;
        this.queries = queries;
        this.sheets = sheets;
        this.tree = tree;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.MEMBER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Begin an application", description = "A member for himself, an officer for a member. It counts once it is "
            + "submitted.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Application.class)))
    public Response apply(@Valid @NotNull GrantCommand.Apply command, @Context UriInfo uri) {
        Application application = applications.apply(command);
        return Created.at(uri, application.id(), application, application.version());
    }

    @GET
    @RolesAllowed({Roles.MEMBER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List applications, the newest first", description = "A member sees his own.")
    public RestResponse<Page<Application>> list(@Valid @BeanParam UnitParam asked, @Valid @BeanParam GrantQueries.Filter filter,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        filter.member = applications.person(filter.member);
        return PageRequest.typed(queries.applications(asked.range(tree, caller), asked.only(), filter, page), uri);
    }

    @GET
    @Produces({SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "The same list as a sheet, whole")
    @APIResponse(responseCode = "200", description = "A sheet")
    public Response sheet(@Valid @BeanParam UnitParam asked, @Valid @BeanParam GrantQueries.Filter filter, @Context HttpHeaders headers) {
        UnitScope range = asked.range(tree, caller);
        return sheets.of(headers, "grant-applications", range, Application.class, page -> queries.applications(range, asked.only(), filter, page));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.MEMBER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "One application and which papers it has")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Application.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        Application application = applications.find(id);
        return Revision.answer(request, application, application.version());
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed({Roles.MEMBER, Roles.UNIT_OFFICER})
    @Operation(summary = "Amend a draft, or what was returned")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Application.class)))
    @APIResponse(responseCode = "412", description = "Changed meanwhile")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response amend(@PathParam("id") UUID id, @Valid @NotNull GrantCommand.Amend command, @HeaderParam("If-Match") String ifMatch) {
        Application application = applications.amend(id, command, ifMatch);
        return Response.ok(application).tag(Revision.tag(application.version())).build();
    }

    @POST
    @Path("/{id}/evidence")
    @Consumes({"application/pdf", "image/jpeg", "image/png", MediaType.APPLICATION_OCTET_STREAM})
    @RolesAllowed({Roles.MEMBER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Attach a paper (PDF, JPEG or PNG, at most a megabyte)",
            description = "kind is what the kind of grant wants. Kept sealed.")
    @APIResponse(responseCode = "200", description = "The application with its papers",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Application.class)))
    public Response attach(@PathParam("id") UUID id, @QueryParam("kind") @NotNull @Pattern(regexp = GrantCommand.CODE) String kind,
            @NotNull byte[] file) {
        return Response.ok(evidence.attach(id, kind, file)).build();
    }

    @GET
    @Path("/{id}/evidence/{paper}")
    @Produces({"application/pdf", "image/jpeg", "image/png", MediaType.APPLICATION_OCTET_STREAM})
    @RolesAllowed({Roles.MEMBER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "A paper, as it was attached", description = "Each look is on the audit trail.")
    @APIResponse(responseCode = "200", description = "The paper")
    public Response paper(@PathParam("id") UUID id, @PathParam("paper") UUID paper) {
        return evidence.read(id, paper).answer("no-store").build();
    }

    @POST
    @Path("/{id}/submission")
    @RolesAllowed({Roles.MEMBER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Submit an application")
    @APIResponse(responseCode = "422", description = "Papers are missing, or a quota, the share of members or a person's most would be "
            + "passed: all of it is named")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Application.class)))
    public Application submit(@PathParam("id") UUID id) {
        return applications.submit(id);
    }

    @POST
    @Path("/{id}/approval")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Idempotent
    @Operation(summary = "Approve an application", description = "By somebody else than who made it, of the level that the amount asks "
            + "for, and not for oneself.")
    public Application approve(@PathParam("id") UUID id, @Valid @NotNull GrantCommand.Approve command) {
        return decisions.approve(id, command);
    }

    @POST
    @Path("/{id}/return")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Idempotent
    @Operation(summary = "Send an application back to be amended")
    public Application sendBack(@PathParam("id") UUID id, @Valid @NotNull GrantCommand.TurnDown command) {
        return decisions.sendBack(id, command);
    }

    @POST
    @Path("/{id}/refusal")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Idempotent
    @Operation(summary = "Refuse an application", description = "Also one on a list, whose rest goes on.")
    public Application refuse(@PathParam("id") UUID id, @Valid @NotNull GrantCommand.TurnDown command) {
        return decisions.refuse(id, command);
    }

    @POST
    @Path("/{id}/payment")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Pay an approved application", description = "By somebody else than who approved it; it is booked at once.")
    public Application pay(@PathParam("id") UUID id, @Valid @NotNull GrantCommand.PayOut command) {
        return decisions.pay(id, command);
    }
}
