package org.doanket.membership.charter;

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

/**
 * The rules of membership: whom a unit takes, which status may follow which and why, who may come back, which roles an office brings, what an
 * erasure leaves, which kinds of units there are, what a national id looks like.
 */
@Path("/v1")
@Produces("application/json")
@Tag(name = "rules")
public class CharterResource {

    private final CharterService service;
    private final DatedRules rules;

    CharterResource(CharterService service, DatedRules rules) {
        this.service = service;
        this.rules = rules;
    }

    @GET
    @Path("/admission-rules")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "Whom which kind of unit takes", description = "asOf a day: those in force then.")
    public RestResponse<Page<CharterView.Admission>> admissionRules(@Valid @BeanParam RuleFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(CharterView.Admission.TABLE, filter, page), uri);
    }

    @POST
    @Path("/admission-rules")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Say from a day to come on whether a kind of unit takes a category", description = "At the top of the tree only.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CharterView.Admission.class)))
    @APIResponse(responseCode = "409", description = "Another rule for the same begins on that day")
    public Response setAdmissionRule(@Valid @NotNull CharterCommand.SetAdmission command, @Context UriInfo uri) {
        return created(service.set(command), uri);
    }

    @GET
    @Path("/admission-rules/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "One rule of admission")
    public CharterView.Admission oneAdmissionRule(@PathParam("id") UUID id) {
        return rules.one(CharterView.Admission.TABLE, id);
    }

    @POST
    @Path("/admission-rules/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a rule of admission before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CharterView.Admission.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public CharterView.Admission cancelAdmissionRule(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(CharterView.Admission.TABLE, id, command);
    }

    @GET
    @Path("/status-rules")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "Which status of membership may follow which, and what it needs", description = "asOf a day: those in force then.")
    public RestResponse<Page<CharterView.Status>> statusRules(@Valid @BeanParam RuleFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(CharterView.Status.TABLE, filter, page), uri);
    }

    @POST
    @Path("/status-rules")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Say from a day to come on after which statuses one may be given", description = "At the top of the tree only.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CharterView.Status.class)))
    @APIResponse(responseCode = "409", description = "Another rule for the same begins on that day")
    public Response setStatusRule(@Valid @NotNull CharterCommand.SetStatus command, @Context UriInfo uri) {
        return created(service.set(command), uri);
    }

    @GET
    @Path("/status-rules/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "One rule of statuses")
    public CharterView.Status oneStatusRule(@PathParam("id") UUID id) {
        return rules.one(CharterView.Status.TABLE, id);
    }

    @POST
    @Path("/status-rules/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a rule of statuses before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CharterView.Status.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public CharterView.Status cancelStatusRule(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(CharterView.Status.TABLE, id, command);
    }

    @GET
    @Path("/return-rules")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "Who may become a member again, and whether the years before count", description = "asOf a day: those in force then.")
    public RestResponse<Page<CharterView.Return>> returnRules(@Valid @BeanParam RuleFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(CharterView.Return.TABLE, filter, page), uri);
    }

    @POST
    @Path("/return-rules")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Say from a day to come on whether they may come back whose membership ended so", description = "At the top of the tree only.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CharterView.Return.class)))
    @APIResponse(responseCode = "409", description = "Another rule for the same begins on that day")
    public Response setReturnRule(@Valid @NotNull CharterCommand.SetReturn command, @Context UriInfo uri) {
        return created(service.set(command), uri);
    }

    @GET
    @Path("/return-rules/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "One rule of returning")
    public CharterView.Return oneReturnRule(@PathParam("id") UUID id) {
        return rules.one(CharterView.Return.TABLE, id);
    }

    @POST
    @Path("/return-rules/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a rule of returning before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CharterView.Return.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public CharterView.Return cancelReturnRule(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(CharterView.Return.TABLE, id, command);
    }

    @GET
    @Path("/office-role-rules")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "Which office brings which roles, by the level of the unit", description = "asOf a day: those in force then.")
    public RestResponse<Page<CharterView.OfficeRoles>> officeRoleRules(@Valid @BeanParam RuleFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(CharterView.OfficeRoles.TABLE, filter, page), uri);
    }

    @POST
    @Path("/office-role-rules")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Say from a day to come on which roles an office brings", description = "To whoever takes it from then on; who has "
            + "it keeps what it brought. At the top of the tree only.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CharterView.OfficeRoles.class)))
    @APIResponse(responseCode = "409", description = "Another rule for the same begins on that day")
    public Response setOfficeRoleRule(@Valid @NotNull CharterCommand.SetOffice command, @Context UriInfo uri) {
        return created(service.set(command), uri);
    }

    @GET
    @Path("/office-role-rules/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "One rule of offices")
    public CharterView.OfficeRoles oneOfficeRoleRule(@PathParam("id") UUID id) {
        return rules.one(CharterView.OfficeRoles.TABLE, id);
    }

    @POST
    @Path("/office-role-rules/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a rule of offices before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CharterView.OfficeRoles.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public CharterView.OfficeRoles cancelOfficeRoleRule(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(CharterView.OfficeRoles.TABLE, id, command);
    }

    @GET
    @Path("/status-reasons")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "The words for why a status was given", description = "asOf a day: those in force then.")
    public RestResponse<Page<CharterView.Reason>> statusReasons(@Valid @BeanParam RuleFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(CharterView.Reason.TABLE, filter, page), uri);
    }

    @POST
    @Path("/status-reasons")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Set a word for why a status is given from a day to come on", description = "Another name or rank, a new word, or one that is given no more; "
            + "whoever has it keeps it. At the top of the tree only.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CharterView.Reason.class)))
    @APIResponse(responseCode = "409", description = "Another rule for the same begins on that day")
    public Response setStatusReason(@Valid @NotNull CharterCommand.SetReason command, @Context UriInfo uri) {
        return created(service.set(command), uri);
    }

    @GET
    @Path("/status-reasons/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "One word")
    public CharterView.Reason oneStatusReason(@PathParam("id") UUID id) {
        return rules.one(CharterView.Reason.TABLE, id);
    }

    @POST
    @Path("/status-reasons/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a word before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CharterView.Reason.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public CharterView.Reason cancelStatusReason(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(CharterView.Reason.TABLE, id, command);
    }

    @GET
    @Path("/retention-rules")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "What an erasure leaves, for how long, and why", description = "asOf a day: those in force then.")
    public RestResponse<Page<CharterView.Retention>> retentionRules(@Valid @BeanParam RuleFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(CharterView.Retention.TABLE, filter, page), uri);
    }

    @POST
    @Path("/retention-rules")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Say from a day to come on what an erasure leaves", description = "It is what members are told before they ask; "
            + "by itself it neither keeps nor deletes anything. At the top of the tree only.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CharterView.Retention.class)))
    @APIResponse(responseCode = "409", description = "Another rule for the same begins on that day")
    public Response setRetentionRule(@Valid @NotNull CharterCommand.SetRetention command, @Context UriInfo uri) {
        return created(service.set(command), uri);
    }

    @GET
    @Path("/retention-rules/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "One rule of retention")
    public CharterView.Retention oneRetentionRule(@PathParam("id") UUID id) {
        return rules.one(CharterView.Retention.TABLE, id);
    }

    @POST
    @Path("/retention-rules/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a rule of retention before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CharterView.Retention.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public CharterView.Retention cancelRetentionRule(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(CharterView.Retention.TABLE, id, command);
    }

    @GET
    @Path("/unit-kind-rules")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "What the kinds of units are called and what their members are", description = "asOf a day: those in force then.")
    public RestResponse<Page<CharterView.UnitKind>> unitKindRules(@Valid @BeanParam RuleFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(CharterView.UnitKind.TABLE, filter, page), uri);
    }

    @POST
    @Path("/unit-kind-rules")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Set a kind of unit from a day to come on", description = "A new one, with a level that there is; "
            + "or another name or default, or that no unit becomes of it any more, of one that there is. At the top of the tree only.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CharterView.UnitKind.class)))
    @APIResponse(responseCode = "409", description = "Another rule for the same begins on that day")
    public Response setUnitKindRule(@Valid @NotNull CharterCommand.SetUnitKind command, @Context UriInfo uri) {
        return created(service.set(command), uri);
    }

    @GET
    @Path("/unit-kind-rules/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "One rule of a kind")
    public CharterView.UnitKind oneUnitKindRule(@PathParam("id") UUID id) {
        return rules.one(CharterView.UnitKind.TABLE, id);
    }

    @POST
    @Path("/unit-kind-rules/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a rule of a kind before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CharterView.UnitKind.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public CharterView.UnitKind cancelUnitKindRule(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(CharterView.UnitKind.TABLE, id, command);
    }

    @GET
    @Path("/national-id-rules")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "What a national id looks like", description = "asOf a day: those in force then.")
    public RestResponse<Page<CharterView.NationalId>> nationalIdRules(@Valid @BeanParam RuleFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(CharterView.NationalId.TABLE, filter, page), uri);
    }

    @POST
    @Path("/national-id-rules")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Set from a day to come on what a national id looks like", description = "A new form beside those there are, another pattern, "
            + "or a form that is taken in no more; numbers on record stay. The pattern is of the number without blanks, dots and hyphens, in capitals. "
            + "At the top of the tree only.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = CharterView.NationalId.class)))
    @APIResponse(responseCode = "409", description = "Another rule for the same begins on that day")
    @APIResponse(responseCode = "422", description = "The pattern is more than classes of characters and counted repetitions, or for too short or too long a number")
    public Response setNationalIdRule(@Valid @NotNull CharterCommand.SetNationalId command, @Context UriInfo uri) {
        return created(service.set(command), uri);
    }

    @GET
    @Path("/national-id-rules/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.AUDITOR, Roles.INTEGRATION})
    @Operation(summary = "One rule of national ids")
    public CharterView.NationalId oneNationalIdRule(@PathParam("id") UUID id) {
        return rules.one(CharterView.NationalId.TABLE, id);
    }

    @POST
    @Path("/national-id-rules/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back a rule of national ids before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CharterView.NationalId.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public CharterView.NationalId cancelNationalIdRule(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(CharterView.NationalId.TABLE, id, command);
    }

    private static Response created(CharterView rule, UriInfo uri) {
        return Created.at(uri, rule.id(), rule, 0);
    }
}
