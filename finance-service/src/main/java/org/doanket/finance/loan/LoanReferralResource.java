package org.doanket.finance.loan;

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
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.loan.LoanView.Referral;
import org.doanket.finance.loan.LoanView.Totals;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.tree.UnitParam;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/loan-referrals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "loan referrals", description = "Members referred to a bank: endorsement, the bank's decision, its schedule, payments and "
        + "arrears; memo records, not money of the union")
public class LoanReferralResource {

    private final LoanService service;
    private final LoanQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    LoanReferralResource(LoanService service, LoanQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Idempotent
    @Operation(summary = "Refer a member to a bank")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Referral.class)))
    @APIResponse(responseCode = "422", description = "Above the limit of the day, which is named with its source")
    public Response refer(@Valid @NotNull LoanCommand.Refer command, @Context UriInfo uri) {
        Referral loan = service.refer(command);
        return Created.at(uri, loan.id(), loan, loan.version());
    }

    @GET
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List referrals, the newest first")
    public RestResponse<Page<Referral>> list(@Valid @BeanParam UnitParam asked,
            @QueryParam("state") @Pattern(regexp = "referred|endorsed|refused|granted|declined|repaid|written-off") String state,
            @QueryParam("member") UUID member, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.referrals(asked.range(tree, caller), asked.only(), state, member, page), uri);
    }

    @GET
    @Path("/totals")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "How many were referred in a unit or a subtree, and what is outstanding")
    public List<Totals> totals(@Valid @BeanParam UnitParam asked) {
        return queries.totals(asked.range(tree, caller), asked.only());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER, Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "One referral, with its schedule and what was reported as paid")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Referral.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        Referral loan = queries.referral(caller.scope(), id).orElseThrow(() -> Problem.notFound("loan-referral"));
        return Revision.answer(request, loan, loan.version());
    }

    @POST
    @Path("/{id}/endorsement")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Idempotent
    @Operation(summary = "Stand for a referral before the bank", description = "By somebody else than who made it.")
    public Referral endorse(@PathParam("id") UUID id, @Valid @NotNull LoanCommand.Endorse command) {
        return service.endorse(id, command);
    }

    @POST
    @Path("/{id}/refusal")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Idempotent
    @Operation(summary = "Do not pass a referral on")
    public Referral refuse(@PathParam("id") UUID id, @Valid @NotNull LoanCommand.RefuseReferral command) {
        return service.refuse(id, command);
    }

    @POST
    @Path("/{id}/bank-decision")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Idempotent
    @Operation(summary = "Record what the bank has decided", description = "With its schedule, or with the first due day of one that is "
            + "made here.")
    public Referral decide(@PathParam("id") UUID id, @Valid @NotNull LoanCommand.RecordDecision command) {
        return service.decide(id, command);
    }

    @POST
    @Path("/{id}/rescheduling")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Idempotent
    @Operation(summary = "Record that the bank has rescheduled a loan", description = "From a day on another schedule holds for what was not repaid before that "
            + "day, and arrears follow it; what held before stays on record.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Referral.class)))
    @APIResponse(responseCode = "422", description = "Does not add up to what is left, or begins before the schedule that holds")
    public Referral reschedule(@PathParam("id") UUID id, @Valid @NotNull LoanCommand.Reschedule command) {
        return service.reschedule(id, command);
    }

    @POST
    @Path("/{id}/write-off")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Idempotent
    @Operation(summary = "Record that the bank has written off what is left of a loan", description = "It is behind no more.")
    public Referral writeOff(@PathParam("id") UUID id, @Valid @NotNull LoanCommand.WriteOff command) {
        return service.writeOff(id, command);
    }

    @POST
    @Path("/{id}/write-off/reversal")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Idempotent
    @Operation(summary = "Take back a write-off that was wrong", description = "What was left is asked for again, by the schedule that held.")
    public Referral takeBackWriteOff(@PathParam("id") UUID id, @Valid @NotNull LoanCommand.TakeBackWriteOff command) {
        return service.takeBackWriteOff(id, command);
    }

    @POST
    @Path("/{id}/payments")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Idempotent
    @Operation(summary = "Report what the member has paid to the bank")
    public Referral pay(@PathParam("id") UUID id, @Valid @NotNull LoanCommand.ReportPayment command) {
        return service.pay(id, command);
    }

    @POST
    @Path("/{id}/payments/{payment}/reversal")
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Idempotent
    @Operation(summary = "Take back a report that was wrong")
    public Referral reverse(@PathParam("id") UUID id, @PathParam("payment") UUID payment) {
        return service.reverse(id, payment);
    }
}
