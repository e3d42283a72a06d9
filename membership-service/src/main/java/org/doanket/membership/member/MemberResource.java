package org.doanket.membership.member;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.ForbiddenException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
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
import java.util.List;
import java.util.UUID;
import org.doanket.platform.http.Created;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sheet.Sheets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/members")
@Produces("application/json")
@Tag(name = "members", description = "The register of members")
public class MemberResource {

    private final MemberService members;
    private final MemberDisclosureService disclosures;
    private final MemberQueries queries;
    private final MembersAsOf asOf;
    private final MemberFileQueries files;
    private final MemberExport export;
    private final Caller caller;

    MemberResource(MemberService members, MemberDisclosureService disclosures, MemberQueries queries, MembersAsOf asOf, MemberFileQueries files,
            MemberExport export, Caller caller) {
        this.members = members;
        this.disclosures = disclosures;
        this.queries = queries;
        this.asOf = asOf;
        this.files = files;
        this.export = export;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.INTEGRATION})
    @Idempotent
    @Operation(summary = "Admit a member", description = "Category and dues kind follow from the kind of unit where they are not given. Who was a member "
            + "before, by the national id, begins a new membership that is tied to the former one; whether the years count goes by the rules.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = MemberView.class)))
    @APIResponse(responseCode = "409", description = "The person has an open membership, the code is taken, or the unit has ended")
    @APIResponse(responseCode = "422", description = "National id, phone, day or code against the rules; too young, or of a category that may not "
            + "join on that day, with the rule")
    public Response admit(@Valid @NotNull MemberCommand.Admit command, @Context UriInfo uri) {
        UUID id = members.admit(command, caller.scope());
        MemberView member = file(id);
        return Created.at(uri, id, member, member.version());
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.TREASURER, Roles.INTEGRATION})
    @Operation(summary = "List members by name", description = "q finds names by words or beginnings of words, in any order, with or without diacritics; phoneEnd by the last 4 to 6 digits of the telephone number. A page as JSON; or all of them as a "
            + "sheet when Accept names one, its columns those that imports read. National ids and phones are in a sheet only for officers who "
            + "say what for. Every sheet is on the audit trail, with its purpose. Whose file is restricted by a data request is in no sheet, "
            + "and in pages for officers only. asOf a day: those whose membership went on that day in the units that stood there then, with unit, category, "
            + "dues kind and status of that day; all else of them is as it is now and found as it is now. Who is by now where you see nobody is last and "
            + "without a name, and in no sheet.")
    @APIResponse(responseCode = "200", content = {
        @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = MemberView.Listed.class)),
        @Content(mediaType = SheetWriter.CSV), @Content(mediaType = SheetWriter.XLSX)})
    @APIResponse(responseCode = "422", description = "asOf with a status that ends the membership")
    public Response list(@Valid @BeanParam MemberQueries.Filter filter, @Valid @BeanParam PageRequest page,
            @QueryParam("purpose") @Size(min = 10, max = 500) String purpose, @Context UriInfo uri, @Context HttpHeaders headers) {
        return Sheets.wanted(headers).map(type -> export(type, filter, purpose)).orElseGet(() ->
                Response.fromResponse(PageRequest.answer(page(filter, page), uri)).type(MediaType.APPLICATION_JSON_TYPE).build());
    }

    private Page<MemberView> page(MemberQueries.Filter filter, PageRequest page) {
        Page<MemberView> found = filter.asOf == null ? queries.list(caller.scope(), filter, isOfficer(), page)
                : asOf.list(caller.scope(), filter, isOfficer(), page);
        return seesWhy() ? found : new Page<>(found.items().stream().map(MemberView::withoutWhy).toList(), found.next());
    }

    private Response export(String type, MemberQueries.Filter filter, String purpose) {
        if (purpose != null && !caller.roles().contains(Roles.FEDERATION_OFFICER) && !caller.roles().contains(Roles.UNIT_OFFICER)) {
            throw new ForbiddenException();
        }
        asOf.refuseEnding(filter);
        disclosures.noteExport(filter.unit, purpose, caller.scope());
        return Sheets.answer(type, "members", export.of(caller.scope(), filter, new MemberExport.Shown(purpose != null, seesWhy()), type));
    }

    @GET
    @Path("/count")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.TREASURER, Roles.AUDITOR, Roles.CAMPAIGN_OFFICER, Roles.INTEGRATION})
    @Operation(summary = "How many members there are", description = "Narrowed like the list. asOf a day: those whose membership went on that day, in the units "
            + "that stood there then, wherever units and members are now; by name or number only those whom you see now.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MemberView.Count.class)))
    @APIResponse(responseCode = "404", description = "No such unit within your scope, or it did not stand on that day")
    @APIResponse(responseCode = "422", description = "asOf with a status that ends the membership")
    public MemberView.Count count(@Valid @BeanParam MemberQueries.Filter filter) {
        return filter.asOf == null ? queries.count(caller.scope(), filter) : asOf.count(caller.scope(), filter);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.TREASURER, Roles.INTEGRATION})
    @Operation(summary = "A member's file", description = "Also of those who left, with status and reason, which treasurers do not see. Officers see the profile and the membership "
            + "before this one too; what is sensitive they see by profile-reveals. A file that is restricted by a data request only officers see.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MemberView.class)))
    public Response one(@PathParam("id") UUID id, @Context Request request) {
        MemberView member = file(id);
        return Revision.answer(request, member, member.version());
    }

    @GET
    @Path("/{id}/moves")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "In which units the membership lay, and when")
    public List<MemberView.Move> moves(@PathParam("id") UUID id) {
        return files.moves(caller.scope(), id);
    }

    @GET
    @Path("/{id}/history")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "What happened to a member, and who recorded it")
    public List<MemberView.Event> history(@PathParam("id") UUID id) {
        return queries.history(caller.scope(), id);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.TYPE, "application/json"})
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Change a member's file")
    @RequestBody(content = @Content(mediaType = MergePatch.TYPE, schema = @Schema(implementation = MemberCommand.Change.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MemberView.class)))
    @APIResponse(responseCode = "409", description = "The membership is over, or the file is restricted by a data request")
    @APIResponse(responseCode = "412", description = "Changed meanwhile")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response change(@PathParam("id") UUID id, @NotNull JsonNode patch, @HeaderParam("If-Match") String ifMatch) {
        members.change(id, patch, ifMatch, caller.scope());
        return now(id);
    }

    @POST
    @Path("/{id}/status-changes")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Give a member another status", description = "Suspend and resume, keep, retire, leave, lapse, expel, decease, union-ended; and "
            + "excluded, for who is promoted into an excluded post. One that is not open ends the membership; the file stays. Which status may follow "
            + "which, the words for why and what each asks for: member-statuses.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MemberView.class)))
    @APIResponse(responseCode = "409", description = "Has that status, has ended, or another status is on record for a later day")
    @APIResponse(responseCode = "422", description = "Not after the present status in this jurisdiction, without the decision's number, "
            + "unwarned or too early, with the rule")
    public Response setStatus(@PathParam("id") UUID id, @Valid @NotNull MemberCommand.SetStatus command) {
        members.setStatus(id, command, caller.scope());
        return now(id);
    }

    @POST
    @Path("/{id}/category-changes")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Give a member another category", description = "With day and reason. Rights follow the category, and offices end whose holder may "
            + "stand no more: so somebody is made an honorary member.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MemberView.class)))
    @APIResponse(responseCode = "409", description = "Has that category, has ended, or another category is on record for a later day")
    @APIResponse(responseCode = "422", description = "Such people may not join on that day, with the rule")
    public Response changeCategory(@PathParam("id") UUID id, @Valid @NotNull MemberCommand.ChangeCategory command) {
        members.changeCategory(id, command, caller.scope());
        return now(id);
    }

    @POST
    @Path("/{id}/returns")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Admit somebody anew whose membership is over", description = "A new membership with what the file says, tied to the one before, "
            + "which stays as it is. As honorary member with that category.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = MemberView.class)))
    @APIResponse(responseCode = "409", description = "The membership goes on, the person has another one, or the unit has ended")
    @APIResponse(responseCode = "422", description = "May not return or join, with the rule")
    public Response readmit(@PathParam("id") UUID id, @Valid @NotNull MemberCommand.Return command, @Context UriInfo uri) {
        MemberView member = file(members.readmit(id, command, caller.scope()));
        String collection = uri.getRequestUri().getRawPath().replaceFirst("/[^/]+/returns/?$", "");
        return Created.at(collection + "/" + member.id(), member).tag(Revision.tag(member.version())).build();
    }

    @POST
    @Path("/{id}/reminders")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent
    @Operation(summary = "Put on record that a member was reminded of dues and activity", description = "Where memberships lapse, they do so only months after one.")
    @APIResponse(responseCode = "200", description = "All reminders")
    @APIResponse(responseCode = "409", description = "The membership is over")
    public List<MemberView.Reminder> remind(@PathParam("id") UUID id, @Valid @NotNull MemberCommand.Remind command) {
        members.remind(id, command, caller.scope());
        return files.reminders(caller.scope(), id);
    }

    @GET
    @Path("/{id}/reminders")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Of what a member was reminded, and when")
    public List<MemberView.Reminder> reminders(@PathParam("id") UUID id) {
        return files.reminders(caller.scope(), id);
    }

    @GET
    @Path("/overdue-suspensions")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Operation(summary = "Who is suspended for longer than the rule allows", description = "Of your unit, or of the one named, and of all below; the longest first.")
    public RestResponse<Page<MemberView.Overdue>> overdue(@QueryParam("unit") UUID unit, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(files.overdue(caller.scope(), unit, page), uri);
    }

    @POST
    @Path("/{id}/profile-reveals")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent(secret = true)
    @Operation(summary = "See sensitive fields of a member's profile", description = "Only those named. Who did it, which, and for what purpose goes on the audit trail.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MemberProfile.class)))
    @APIResponse(responseCode = "422", description = "Names a field that is not sensitive, or that there is not")
    public Response revealProfile(@PathParam("id") UUID id, @Valid @NotNull MemberCommand.RevealProfile command) {
        return Response.ok(disclosures.revealProfile(id, command, caller.scope())).header("Cache-Control", "no-store").build();
    }

    @POST
    @Path("/{id}/national-id-reveals")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent(secret = true)
    @Operation(summary = "See a member's national id whole", description = "Who did it and for what purpose goes on the audit trail.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MemberView.NationalId.class)))
    public Response reveal(@PathParam("id") UUID id, @Valid @NotNull MemberCommand.Reveal command) {
        MemberView.NationalId revealed = new MemberView.NationalId(disclosures.revealNationalId(id, command, caller.scope()));
        return Response.ok(revealed).header("Cache-Control", "no-store").build();
    }

    @POST
    @Path("/national-id-searches")
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER})
    @Idempotent(secret = true)
    @Operation(summary = "Find a person's memberships by the national id", description = "Those within the own scope only, also those that are over; the "
            + "open one first. In the body and not in an address, since it is personal. Who looked and what for goes on the audit trail, also where "
            + "nobody was found.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MemberView[].class)))
    @APIResponse(responseCode = "422", description = "It is no national id")
    public Response seek(@Valid @NotNull MemberCommand.Seek command) {
        disclosures.noteSearch(command, caller.scope());
        return Response.ok(queries.ofNationalId(caller.scope(), command)).header("Cache-Control", "no-store").build();
    }

    private MemberView file(UUID id) {
        MemberView member = files.one(caller.scope(), id, isOfficer());
        return seesWhy() ? member : member.withoutWhy();
    }

    /** Officers, and the system of the province, which told it: a treasurer has to know of a status, and not what somebody has done. */
    private boolean seesWhy() {
        return isOfficer() || caller.is(Roles.INTEGRATION);
    }

    private boolean isOfficer() {
        return caller.is(Roles.FEDERATION_OFFICER) || caller.is(Roles.UNIT_OFFICER);
    }

    private Response now(UUID id) {
        MemberView member = file(id);
        return Response.ok(member).tag(Revision.tag(member.version())).build();
    }
}
