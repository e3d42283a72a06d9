package org.doanket.finance.rule;

import io.quarkus.security.Authenticated;
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
import org.doanket.finance.rule.RuleView.DuesKindView;
import org.doanket.finance.rule.RuleView.ExemptionView;
import org.doanket.finance.rule.RuleView.OwingView;
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

/** Who owes dues at all: exemptions, the states of a membership that owe, and the words for kinds of dues. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rules")
public class ExemptionRuleResource {

    private final RuleService service;
    private final RuleQueries queries;
    private final DatedRules rules;

    ExemptionRuleResource(RuleService service, RuleQueries queries, DatedRules rules) {
        this.service = service;
        this.queries = queries;
        this.rules = rules;
    }

    @GET
    @Path("/exemption-rules")
    @Authenticated
    @Operation(summary = "List what frees members of dues", description = "asOf a day: what holds then.")
    public RestResponse<Page<ExemptionView>> exemptions(@Valid @BeanParam RuleFilter asked, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(rules.page(ExemptionView.TABLE, asked, page), uri);
    }

    @GET
    @Path("/exemption-rules/{id}")
    @Authenticated
    @Operation(summary = "One exemption")
    public ExemptionView oneExemption(@PathParam("id") UUID id) {
        return rules.one(ExemptionView.TABLE, id);
    }

    @POST
    @Path("/exemption-rules")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Free members of dues from a day on, for good or until another day",
            description = "By absence, by pay compared with a parameter, or by the category of the member. Of one reason and category the latest that "
                    + "holds counts: after a temporary rule the lasting one holds again.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ExemptionView.class)))
    public Response setExemption(@Valid @NotNull RuleCommand.SetExemption command, @Context UriInfo uri) {
        ExemptionView rule = service.set(command);
        return Created.at(uri, rule.id(), rule, 0);
    }

    @POST
    @Path("/exemption-rules/{id}/ending")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Let an exemption end on a day to come")
    public ExemptionView endExemption(@PathParam("id") UUID id, @Valid @NotNull RuleCommand.End command) {
        return service.endExemption(id, command);
    }

    @POST
    @Path("/exemption-rules/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back an exemption before it begins")
    public ExemptionView cancelExemption(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(ExemptionView.TABLE, id, command);
    }

    @GET
    @Path("/owing-rules")
    @Authenticated
    @Operation(summary = "List which states of a membership owe dues", description = "asOf a day: what holds then. A state without a row owes none.")
    public RestResponse<Page<OwingView>> owing(@Valid @BeanParam RuleFilter asked, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(OwingView.TABLE, asked, page), uri);
    }

    @GET
    @Path("/owing-rules/{id}")
    @Authenticated
    @Operation(summary = "Whether one state of a membership owes dues")
    public OwingView oneOwing(@PathParam("id") UUID id) {
        return rules.one(OwingView.TABLE, id);
    }

    @POST
    @Path("/owing-rules")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Say whether a state of a membership owes dues, from a day on")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = OwingView.class)))
    public Response setOwing(@Valid @NotNull RuleCommand.SetOwing command, @Context UriInfo uri) {
        OwingView rule = service.set(command);
        return Created.at(uri, rule.id(), rule, 0);
    }

    @POST
    @Path("/owing-rules/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Take back before it begins whether a state owes dues")
    public OwingView cancelOwing(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(OwingView.TABLE, id, command);
    }

    @GET
    @Path("/dues-kinds")
    @Authenticated
    @Operation(summary = "List the words by which registers call kinds of dues")
    public RestResponse<Page<DuesKindView>> duesKinds(@QueryParam("jurisdiction") @Pattern(regexp = "vn|cn") String jurisdiction,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.duesKinds(jurisdiction, page), uri);
    }

    @GET
    @Path("/dues-kinds/{id}")
    @Authenticated
    @Operation(summary = "One word for a kind of dues")
    public DuesKindView oneDuesKind(@PathParam("id") UUID id) {
        return queries.duesKind(id);
    }

    @POST
    @Path("/dues-kinds")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Add a word for a kind of dues, or the first word of a new kind", description = "A new kind needs a rule of dues as well.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = DuesKindView.class)))
    public Response addDuesKind(@Valid @NotNull RuleCommand.AddDuesKind command, @Context UriInfo uri) {
        UUID id = service.add(command);
        return Created.at(uri, id, queries.duesKind(id), 0);
    }
}
