package org.doanket.membership.application;

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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
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

@Path("/v1/applications")
@Produces("application/json")
@Tag(name = "applications")
public class ApplicationResource {

    private final ApplicationService applications;
    private final AdmissionService admissions;
    private final AdmissionUndoService admissionUndo;
    private final RefusalService refusals;
    private final ApplicationQueries queries;
    private final Caller caller;

    ApplicationResource(ApplicationService applications, AdmissionService admissions, AdmissionUndoService admissionUndo, RefusalService refusals,
            ApplicationQueries queries, Caller caller) {
        this.applications = applications;
        this.admissions = admissions;
        this.admissionUndo = admissionUndo;
        this.refusals = refusals;
        this.queries = queries;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Idempotent
    @Operation(summary = "Enter an application that came on paper", description = "With where the signed consent lies.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ApplicationView.class)))
    @APIResponse(responseCode = "422", description = "Every fault, and every rule that stands against the person")
    public Response enter(@Valid @NotNull ApplicationCommand.Enter command, @Context UriInfo uri) {
        UUID id = applications.enter(command, caller.scope());
        ApplicationView application = queries.one(caller.scope(), id);
        return Created.at(uri, id, application, application.version());
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "List applications, the most urgent first", description = "Without a state or a decision those that are open. overdue: the "
            + "time to answer is over.")
    public RestResponse<Page<ApplicationView>> list(@Valid @BeanParam ApplicationQueries.Filter filter, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.list(caller.scope(), filter, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Operation(summary = "One application", description = "memberSomewhere: the person is a member already; a transfer proposal is the way out.")
    public ApplicationView one(@PathParam("id") UUID id) {
        return queries.one(caller.scope(), id);
    }

    @POST
    @Path("/{id}/admission")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Admit the applicant by a decision", description = "The member's file begins in the same moment, with the consent and its proof.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ApplicationView.class)))
    @APIResponse(responseCode = "409", description = "Decided already, or the person is a member already")
    @APIResponse(responseCode = "422", description = "Every rule that stands against the person on the day of the decision")
    public ApplicationView admit(@PathParam("id") UUID id, @Valid @NotNull ApplicationCommand.Admit command) {
        admissions.admit(id, command, caller.scope());
        return queries.one(caller.scope(), id);
    }

    @POST
    @Path("/admission-preview")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "See whom a decision would admit, and who is a member already")
    public ApplicationView.Admissions preview(@Valid @NotNull ApplicationCommand.AdmitMany command) {
        return admissions.preview(command, caller.scope());
    }

    @POST
    @Path("/admissions")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Admit many by one decision", description = "Whoever can be is admitted; of each of the others it is said why not.")
    public ApplicationView.Admissions admitMany(@Valid @NotNull ApplicationCommand.AdmitMany command) {
        return admissions.admit(command, caller.scope());
    }

    @POST
    @Path("/admission-undo-preview")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "See which of many admissions can be undone, and what stands in the way of the others")
    public ApplicationView.Undone previewUndo(@Valid @NotNull ApplicationCommand.UndoAdmissions command) {
        return admissionUndo.preview(command, caller.scope());
    }

    @POST
    @Path("/admission-undo")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Undo admissions that were a mistake", description = "As if they had never been, as long as nothing was built on them: the files leave the "
            + "register, and the applications are open again, until when they were to be answered. Of each of the others it is said why not.")
    public ApplicationView.Undone undo(@Valid @NotNull ApplicationCommand.UndoAdmissions command) {
        return admissionUndo.undo(command, caller.scope());
    }

    @POST
    @Path("/refusal-preview")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "See which of many a decision would refuse")
    public ApplicationView.Decisions previewRefusals(@Valid @NotNull ApplicationCommand.RefuseMany command) {
        return refusals.preview(command, caller.scope());
    }

    @POST
    @Path("/refusals")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Refuse many for one reason, by one rule", description = "Those that are open are refused; of each of the others it is said why not.")
    public ApplicationView.Decisions refuseMany(@Valid @NotNull ApplicationCommand.RefuseMany command) {
        return refusals.refuse(command, caller.scope());
    }

    @POST
    @Path("/reopenings")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Take refusals back that were a mistake", description = "Those are open again, as they were received and until when they were to be "
            + "answered. What said nothing of the person any more, or is of a unit that has ended, stays refused.")
    public ApplicationView.Decisions reopen(@Valid @NotNull ApplicationCommand.Reopen command) {
        return refusals.reopen(command, caller.scope());
    }

    @POST
    @Path("/{id}/return")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Give an application back to be put right, with the reasons")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ApplicationView.class)))
    @APIResponse(responseCode = "409", description = "Is at another step")
    public ApplicationView giveBack(@PathParam("id") UUID id, @Valid @NotNull ApplicationCommand.Return command) {
        applications.giveBack(id, command, caller.scope());
        return queries.one(caller.scope(), id);
    }

    @POST
    @Path("/{id}/correction")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.DESK_CLERK})
    @Idempotent
    @Operation(summary = "Enter what a returned paper says now", description = "An online application is put right by the applicant's own code.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ApplicationView.class)))
    @APIResponse(responseCode = "409", description = "Is at another step, or did not come on paper")
    public ApplicationView correct(@PathParam("id") UUID id, @Valid @NotNull ApplicationCommand.Correct command) {
        applications.correct(id, command, caller.scope());
        return queries.one(caller.scope(), id);
    }

    @POST
    @Path("/{id}/refusal")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Refuse an application, with the reason and the rule")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ApplicationView.class)))
    @APIResponse(responseCode = "409", description = "Decided already")
    public ApplicationView refuse(@PathParam("id") UUID id, @Valid @NotNull ApplicationCommand.Refuse command) {
        applications.refuse(id, command, caller.scope());
        return queries.one(caller.scope(), id);
    }

    @POST
    @Path("/{id}/transfer-proposal")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Propose that a member of elsewhere comes by a transfer", description = "It goes to the unit that holds the person, which is not "
            + "named until it has accepted. When the member has come, the application is transferred.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ApplicationView.class)))
    @APIResponse(responseCode = "409", description = "The person is no member elsewhere, or a transfer of the member is open")
    public ApplicationView propose(@PathParam("id") UUID id, @Valid @NotNull ApplicationCommand.Propose command) {
        applications.propose(id, command, caller.scope());
        return queries.one(caller.scope(), id);
    }

    @POST
    @Path("/{id}/reveals")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent(secret = true)
    @Operation(summary = "See an applicant's national id and phone whole", description = "Who did it and for what purpose goes on the audit trail.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ApplicationView.Revealed.class)))
    public Response reveal(@PathParam("id") UUID id, @Valid @NotNull ApplicationCommand.Reveal command) {
        return Response.ok(applications.reveal(id, command, caller.scope())).header("Cache-Control", "no-store").build();
    }
}
