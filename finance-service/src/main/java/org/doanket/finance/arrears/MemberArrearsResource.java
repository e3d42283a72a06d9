package org.doanket.finance.arrears;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.finance.arrears.MemberArrearsQueries.Asked;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sheet.Sheets;
import org.doanket.platform.tree.UnitParam;
import org.doanket.platform.tree.UnitTree;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/arrears/members")
@Tag(name = "arrears")
public class MemberArrearsResource {

    private static final Object[] HEADINGS = {"unit", "member code", "name", "months", "outstanding", "currency", "oldest", "days", "phase", "phase name",
        "last reminded at"};

    private final MemberArrearsQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    MemberArrearsResource(MemberArrearsQueries queries, UnitTree tree, Caller caller) {
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.MEMBER})
    @Operation(summary = "List what members owe still", description = "A member sees what is his own. A month that a unit has not passed on whole stands "
            + "with each of its members who did not pay it himself. As a sheet by Accept: all of them, for treasurers and auditors who say what for. Each "
            + "look at others' arrears and each sheet is on the audit trail.")
    @APIResponse(responseCode = "200", content = {
        @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = MemberArrearsView.Listed.class)),
        @Content(mediaType = SheetWriter.CSV), @Content(mediaType = SheetWriter.XLSX)})
    public Response list(@Valid @BeanParam UnitParam asked, @QueryParam("phase") @Min(1) @Max(3) Integer phase, @QueryParam("member") UUID member,
            @QueryParam("purpose") @Size(min = 10, max = 500) String purpose, @Valid @BeanParam PageRequest page, @Context UriInfo uri,
            @Context HttpHeaders headers) {
        boolean seesOthers = caller.is(Roles.TREASURER) || caller.is(Roles.AUDITOR);
        UUID self = caller.member();
        if (!seesOthers && (self == null || member != null && !member.equals(self))) {
            throw Problem.notFound("member");
        }
        Optional<String> sheet = Sheets.wanted(headers);
        if (seesOthers && sheet.isPresent()) {
            return export(sheet.get(), asked.range(tree, caller), new Asked(asked.only(), phase, member), purpose);
        }
        Page<MemberArrearsView> arrears = seesOthers
                ? queries.arrears(asked.range(tree, caller), new Asked(asked.only(), phase, member), Language.current(), page)
                : queries.own(caller.scope(), self, Language.current(), page);
        return Response.fromResponse(PageRequest.answer(arrears, uri)).type(MediaType.APPLICATION_JSON_TYPE).build();
    }

    private Response export(String type, UnitScope range, Asked asked, String purpose) {
        if (purpose == null) {
            throw new Problem(422, "purpose-missing");
        }
        Locale language = Language.current();
        queries.noteExport(range, purpose);
        return Sheets.answer(type, "arrears-of-members", out -> {
            try (SheetWriter sheet = SheetWriter.of(type, out, "arrears")) {
                sheet.row(HEADINGS);
                queries.each(range, asked, language, row -> sheet.row(row.unitCode(), row.memberCode(), row.name(),
                        row.months().stream().map(String::valueOf).collect(Collectors.joining(" ")), row.outstanding().amount(),
                        row.outstanding().currency(), row.oldest().toString(), row.days(), row.phase(), row.phaseName(),
                        row.reminders().isEmpty() ? null : row.reminders().get(row.reminders().size() - 1).at().toString()));
            }
        });
    }
}
