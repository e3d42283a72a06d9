package org.doanket.finance.employer;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
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

@Path("/v1/employers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "employers", description = "Who owes the employers' fund, with or without a union, and which unit collects it")
public class EmployerResource {

    private final EmployerService service;
    private final EmployerQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    EmployerResource(EmployerService service, EmployerQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "List employers", description = "text: part of a name, with or without diacritics, or a whole tax code.")
    public RestResponse<Page<EmployerView>> list(@Valid @BeanParam UnitParam asked, @QueryParam("text") @Size(min = 1,
    max = 100) String text,
    @QueryParam("union") @Pattern(regexp = "with|without") String union, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.employers(asked.range(tree, caller), asked.only(), text, union, page), uri);
    }

    @POST
    @RolesAllowed({Roles.TREASURER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Register an employer")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = EmployerView.class)))
    public Response register(@Valid @NotNull EmployerCommand.Register command, @Context UriInfo uri) {
        UUID id = service.register(command);
        return Created.at(uri, id, found(id), 0);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "One employer")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EmployerView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        EmployerView view = found(id);
        return Revision.answer(request, view, view.version());
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.UNIT_OFFICER})
    @Operation(summary = "Change an employer from a day on", description = "What held before stays in the history. A union comes by "
    + "its founding.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EmployerView.class)))
    public Response change(@PathParam("id") UUID id, @Valid @NotNull EmployerCommand.Change command,
    @HeaderParam("If-Match") String ifMatch) {
        service.change(id, command, ifMatch);
        EmployerView view = found(id);
        return Response.ok(view).tag(Revision.tag(view.version())).build();
    }

    @GET
    @Path("/{id}/history")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "What held of an employer when, the newest first")
    public RestResponse<Page<EmployerView.State>> history(@PathParam("id") UUID id, @Valid @BeanParam PageRequest page,
    @Context UriInfo uri) {
        return PageRequest.typed(queries.history(caller.scope(), found(id), page), uri);
    }

    private EmployerView found(UUID id) {
        return queries.employer(caller.scope(), id).orElseThrow(() -> Problem.notFound("employer"));
    }
}
