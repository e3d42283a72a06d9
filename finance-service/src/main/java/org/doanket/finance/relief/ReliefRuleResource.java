package org.doanket.finance.relief;

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
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.finance.relief.ReliefView.Control;
import org.doanket.finance.relief.ReliefView.ReliefRule;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Created;
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

@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "relief drives")
public class ReliefRuleResource {

    private final ReliefService service;
    private final ReliefQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    ReliefRuleResource(ReliefService service, ReliefQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @Path("/relief-rules")
    @Authenticated
    @Operation(summary = "List the rules of relief drives", description = "on a day: those in force then.")
    public RestResponse<Page<ReliefRule>> rules(@QueryParam("jurisdiction") @Pattern(regexp = "vn|cn") String jurisdiction,
            @QueryParam("on") LocalDate on, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.rules(jurisdiction, on, page), uri);
    }

    @GET
    @Path("/relief-rules/{id}")
    @Authenticated
    @Operation(summary = "One rule of relief drives")
    public ReliefRule one(@PathParam("id") UUID id) {
        return queries.rule(id).orElseThrow(() -> Problem.notFound("relief-rule"));
    }

    @POST
    @Path("/relief-rules")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @Operation(summary = "Set a rule of relief drives from a day on")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ReliefRule.class)))
    public Response set(@Valid @NotNull ReliefCommand.SetReliefRule command, @Context UriInfo uri) {
        UUID id = service.set(command);
        return Created.at(uri, id, queries.rule(id).orElseThrow(), 0);
    }

    @GET
    @Path("/relief-controls")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "The drives of each unit together, beside account 4314 of its books",
            description = "Not equal: somebody has booked past the drives.")
    public RestResponse<Page<Control>> controls(@Valid @BeanParam UnitParam asked, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.controls(asked.range(tree, caller), asked.only(), page), uri);
    }
}
