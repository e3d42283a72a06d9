package org.doanket.probe;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.File;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.event.Fact;
import org.doanket.platform.event.Outbox;
import org.doanket.platform.http.BodyLimit;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.job.JobAccepted;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.money.Money;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

@Path("/v1/notes")
public class NoteResource {

    public record NoteCommand(@NotBlank String text, @NotNull LocalDate on, @Valid Part part, Money worth) {
    }

    public record Part(@Min(1) int count, @NotBlank String name) {
    }

    public record NoteView(UUID id, String text) {
    }

    private final AgroalDataSource dataSource;
    private final Caller caller;
    private final Jobs jobs;
    private final AuditTrail audit;
    private final Outbox outbox;

    NoteResource(AgroalDataSource dataSource, Caller caller, Jobs jobs, AuditTrail audit, Outbox outbox) {
        this.dataSource = dataSource;
        this.caller = caller;
        this.jobs = jobs;
        this.audit = audit;
        this.outbox = outbox;
    }

    @POST
    @RolesAllowed(Roles.UNIT_OFFICER)
    @Idempotent
    public Response write(@Valid @NotNull NoteCommand command, @Context UriInfo uri) throws SQLException {
        UUID id = Ids.next();
        insert(id, command.text(), caller.scope().path());
        audit.record("note-written", "note", id, caller.unit(), null);
        return Created.at(uri, id, new NoteView(id, command.text()), 1);
    }

    /** Tells others of it. */
    @POST
    @Path("/told")
    @RolesAllowed(Roles.UNIT_OFFICER)
    @Idempotent
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = NoteView.class)))
    public Response tell(@Valid @NotNull NoteCommand command, @Context UriInfo uri) {
        UUID id = Ids.next();
        NoteView note = new NoteView(id, command.text());
        QuarkusTransaction.joiningExisting().run(() -> outbox.append(new Fact("noted", id, 1, "note-taken", note)));
        return Created.at(Created.path(uri, "v1/notes/" + id), note).build();
    }

    /** Answers a view and no {@code Response}. */
    @POST
    @Path("/typed")
    @RolesAllowed(Roles.UNIT_OFFICER)
    @Idempotent
    public NoteView typed(@Valid @NotNull NoteCommand command) throws SQLException {
        UUID id = Ids.next();
        insert(id, command.text(), caller.scope().path());
        return new NoteView(id, command.text());
    }

    @POST
    @Path("/files")
    @RolesAllowed(Roles.UNIT_OFFICER)
    @Idempotent(required = true)
    @BodyLimit(2 << 20)
    public Response upload(File file) throws SQLException {
        insert(Ids.next(), "file of " + file.length(), caller.scope().path());
        return Response.ok(Map.of("bytes", file.length())).build();
    }

    /** Writes where no caller has business, not even the root; the database must refuse. */
    @POST
    @Path("/elsewhere")
    @RolesAllowed(Roles.UNIT_OFFICER)
    @Idempotent
    public Response elsewhere() throws SQLException {
        insert(Ids.next(), "elsewhere", "nowhere");
        return Response.noContent().build();
    }

    @POST
    @Path("/counting")
    @RolesAllowed(Roles.UNIT_OFFICER)
    @Idempotent
    public Response count(CountJob.Parameters parameters, @Context UriInfo uri) {
        return JobAccepted.at(uri, jobs.submit(CountJob.KIND, caller.unit(), parameters), null);
    }

    /** Without a predicate of its own, on purpose: row-level security alone decides. */
    @GET
    @RolesAllowed({Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    public Response list(@Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        List<NoteView> notes = QuarkusTransaction.joiningExisting().call(() -> read(page));
        return PageRequest.answer(Page.cut(notes, page.limit, note -> Cursor.of(note.id())), uri);
    }

    /** Says what it was asked. */
    @GET
    @Path("/asked")
    @RolesAllowed(Roles.UNIT_OFFICER)
    public Map<String, Object> asked(@QueryParam("late") boolean late, @QueryParam("year") int year, @QueryParam("share") Double share) {
        return Map.of("late", late, "year", year, "share", share == null ? "none" : share);
    }

    /** Outside any transaction: the scope is unset, which must be an error and not everything. */
    @GET
    @Path("/unscoped")
    @RolesAllowed(Roles.UNIT_OFFICER)
    public List<NoteView> unscoped() throws SQLException {
        return read(new PageRequest());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.UNIT_OFFICER)
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        return Revision.answer(request, new NoteView(id, "one"), 7);
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed(Roles.UNIT_OFFICER)
    public Response replace(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        Revision.require(ifMatch, 7);
        return Response.ok(new NoteView(id, "replaced")).build();
    }

    /** Not annotated: nobody may. */
    @GET
    @Path("/forgotten")
    public String forgotten() {
        return "you should not read this";
    }

    private List<NoteView> read(PageRequest page) throws SQLException {
        Cursor after = page.after(1);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT id, text FROM note WHERE id > ? ORDER BY id LIMIT ?")) {
            select.setObject(1, after == null ? new UUID(0, 0) : after.uuid(0));
            select.setInt(2, page.limit + 1);
            try (ResultSet rows = select.executeQuery()) {
                List<NoteView> notes = new ArrayList<>();
                while (rows.next()) {
                    notes.add(new NoteView(rows.getObject(1, UUID.class), rows.getString(2)));
                }
                return notes;
            }
        }
    }

    private void insert(UUID id, String text, String path) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO note (id, path, text) VALUES (?, ?, ?)")) {
            insert.setObject(1, id);
            insert.setString(2, path);
            insert.setString(3, text);
            insert.executeUpdate();
        }
    }
}
