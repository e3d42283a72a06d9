package org.doanket.platform.event;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.job.JobAccepted;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.security.UnitScope;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/operations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.FEDERATION_OFFICER)
@Tag(name = "operations", description = "For those who run the installation: what waits, what is parked, and what to do about it. Held "
        + "by a federation officer of its root")
public class OperationsResource {
    /** @param reason why, for the audit trail */
    public record Deed(@NotBlank @Size(max = 500) String reason) {}

    /** @param trouble why nothing is being sent at present, if so */
    public record OutboxView(long pending, long oldestSeconds, long parked, boolean isLeading, String trouble) {}

    /** @param rebuilt of the last rebuild since the start: running, done or failed, and how many facts it has read */
    public record ListenerView(String name, String topic, String gate, long lag, String trouble, boolean isRebuildable, String rebuild, Long rebuilt) {}

    /** @param unit told of with all below it; null: of all that there are */
    public record TellAgain(@NotBlank @Size(max = 500) String reason, UUID unit) {}

    /** @param isToldAgain whether it can be told again of what it is about */
    public record TopicView(String name, boolean isCompacted, boolean isToldAgain) {}

    @Inject
    EventOperations operations;
    @Inject
    RetellingJob retelling;
    @Inject
    EventRuntime runtime;
    @Inject
    EventWatch watch;
    @Inject
    Caller caller;

    @GET
    @Path("/outbox")
    @Operation(summary = "What waits to be sent, and whether it is being sent")
    public OutboxView outbox() throws SQLException {
        atRoot();
        EventWatch.Figures now = watch.read();
        Optional<OutboxRelay> relay = runtime.relay();
        return new OutboxView(now.pending(), now.oldestSeconds(), now.parkedFacts(), relay.map(OutboxRelay::isLeading).orElse(false),
            relay.map(OutboxRelay::trouble).orElse(null));
    }

    @GET
    @Path("/outbox/parked-facts")
    @Operation(summary = "Facts that could not be sent")
    public RestResponse<Page<EventOperations.ParkedFactView>> parkedFacts(@Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        atRoot();
        return PageRequest.typed(operations.parkedFacts(page), uri);
    }

    @POST
    @Path("/outbox/parked-facts/{id}/retry")
    @Idempotent
    @Operation(summary = "Send a parked fact after all",
            description = "It and those of its aggregate behind it, in their order; or they park again.")
    public EventOperations.Outcome retryFact(@PathParam("id") long id, @NotNull @Valid Deed deed) {
        atRoot();
        return operations.retryFact(id, deed.reason());
    }

    @POST
    @Path("/outbox/parked-facts/{id}/discard")
    @Idempotent
    @Operation(summary = "Give up a parked fact",
            description = "It is never sent; those of its aggregate behind it are. Whoever keeps the newest state goes on with the next; who counts each change misses one.")
    public EventOperations.Outcome discardFact(@PathParam("id") long id, @NotNull @Valid Deed deed) {
        atRoot();
        return operations.discardFact(id, deed.reason());
    }

    @GET
    @Path("/parked-events")
    @Operation(summary = "Events that could not be taken in")
    public RestResponse<Page<EventOperations.ParkedEventView>> parkedEvents(@Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        atRoot();
        return PageRequest.typed(operations.parkedEvents(page), uri);
    }

    @POST
    @Path("/parked-events/{id}/retry")
    @Idempotent
    @Operation(summary = "Try a parked event again, and all that waits behind it")
    public EventOperations.Outcome retryEvent(@PathParam("id") long id, @NotNull @Valid Deed deed) {
        atRoot();
        return operations.retryEvent(id, deed.reason());
    }

    @POST
    @Path("/parked-events/{id}/discard")
    @Idempotent
    @Operation(summary = "Give up a parked event", description = "It counts as passed; those behind it are tried. Only the first that is set aside of its aggregate: what stands before it would be passed over as well.")
    public EventOperations.Outcome discardEvent(@PathParam("id") long id, @NotNull @Valid Deed deed) {
        atRoot();
        return operations.discardEvent(id, deed.reason());
    }

    @GET
    @Path("/topics")
    @Operation(summary = "What this service tells of, and of what it can tell again")
    public List<TopicView> topics() {
        atRoot();
        return runtime.topics().stream().map(topic -> new TopicView(topic.aggregateType(), topic.isCompacted(), retelling.of(topic.aggregateType()).isPresent())).toList();
    }

    @POST
    @Path("/topics/{name}/retelling")
    @Idempotent
    @Operation(summary = "Tell again of all that a topic is about, as it is now",
            description = "Or of what lies below one unit. For a topic that was lost, and a service that was restored to an earlier moment than this one. Each counts as changed once.")
    @APIResponse(responseCode = "202", description = "The job", content = @Content(schema = @Schema(implementation = JobAccepted.class)))
    public Response tellAgain(@PathParam("name") String name, @NotNull @Valid TellAgain deed, @Context UriInfo uri) {
        atRoot();
        return JobAccepted.at(uri, operations.tellAgain(name, deed.unit(), deed.reason()), null);
    }

    @GET
    @Path("/listeners")
    @Operation(summary = "What this service listens to, and how far behind it is")
    public List<ListenerView> listeners() {
        atRoot();
        return runtime.inboxes().stream().map(this::view).toList();
    }

    @POST
    @Path("/listeners/{name}/rebuild")
    @Idempotent
    @Operation(summary = "Make the replica of a listener anew from its topic", description = "Reads of the old one go on meanwhile.")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = ListenerView.class)))
    public Response rebuild(@PathParam("name") String name, @NotNull @Valid Deed deed, @Context UriInfo uri) {
        atRoot();
        Inbox inbox = runtime.inboxes().stream().filter(each -> each.listener().name().equals(name)).findFirst()
            .orElseThrow(() -> Problem.notFound("listener"));
        if (!isRebuildable(inbox.listener())) throw Problem.conflict("not-rebuildable", name);
        if (!runtime.rebuild(inbox.listener())) throw Problem.conflict("rebuild-runs", name);
        operations.recordRebuild(name, deed.reason());
        return Created.later(Created.path(uri, "v1/operations/listeners"), view(inbox));
    }

    private ListenerView view(Inbox inbox) {
        FactListener listener = inbox.listener();
        Optional<Rebuild> rebuild = runtime.rebuildOf(listener.name());
        return new ListenerView(listener.name(), listener.topic(), listener.gate().name().toLowerCase(java.util.Locale.ROOT), inbox.lag(), inbox.trouble(),
            isRebuildable(listener), rebuild.map(Rebuild::state).orElse(null), rebuild.map(Rebuild::read).orElse(null));
    }

    private static boolean isRebuildable(FactListener listener) {
        return listener.gate() == Gate.STATE && !listener.replica().isEmpty();
    }

    /** The machinery serves all units alike, so it is nobody's below the root. */
    private void atRoot() {
        if (!caller.scope().path().equals(UnitScope.ROOT.path())) throw Problem.forbidden("forbidden");
    }
}
