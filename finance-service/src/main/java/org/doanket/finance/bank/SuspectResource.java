package org.doanket.finance.bank;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.bank.BankView.SuspectView;
import org.doanket.platform.error.Problem;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.tree.UnitParam;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/bank-suspects")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "bank statements")
public class SuspectResource {

    /** The suspected lines that were decided. */
    @Schema(name = "SuspectsDecided")
    public record Decided(List<UUID> suspects) {
    }

    private final SuspectService service;
    private final SuspectQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    SuspectResource(SuspectService service, SuspectQueries queries, UnitTree tree, Caller caller) {
        this.service = service;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "List lines that may be known already, the oldest first",
            description = "A line of the same account, day and amount came in another form, or one of the same reference and amount in the same file. "
            + "They are in no books until somebody has decided; with each stand the lines that it may be. The state same is of those that were said to "
            + "be another.")
    public RestResponse<Page<SuspectView>> list(@Valid @BeanParam UnitParam asked,
            @QueryParam("state") @DefaultValue("waiting") @Pattern(regexp = "waiting|same") String state, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(queries.suspects(asked.range(tree, caller), asked.only(), state, page), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR})
    @Operation(summary = "One of them", description = "A line of its own is one of the statement's lines once it is booked, and no longer here.")
    public SuspectView one(@PathParam("id") UUID id) {
        return queries.suspect(caller.scope(), id).orElseThrow(() -> Problem.notFound("bank-suspect"));
    }

    @POST
    @Path("/decisions")
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Say which lines they are once more, or that they are lines of their own",
            description = "Lines of their own are booked a moment later, as those of a statement. All of them are decided, or none and every fault is "
            + "named. That one is another can be said otherwise later.")
    public Decided decide(@Valid @NotNull BankCommand.Decide command) {
        return new Decided(service.decide(command));
    }
}
