package org.doanket.finance.dues;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
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

@Path("/v1/charges")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "dues", description = "What each member owes for a month and why, the runs that work it out, and what came in of it")
public class ChargeResource {

    private static final Object[] HEADINGS = {"unit", "member code", "name", "month", "amount", "excess", "currency", "rule", "citation", "explanation"};

    private final ChargeQueries queries;
    private final UnitTree tree;
    private final Caller caller;

    ChargeResource(ChargeQueries queries, UnitTree tree, Caller caller) {
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, SheetWriter.CSV, SheetWriter.XLSX})
    @RolesAllowed({Roles.TREASURER, Roles.AUDITOR, Roles.MEMBER})
    @Operation(summary = "List what members owe for a month, and why", description = "A member sees what is his own. As a sheet by Accept: all of "
            + "them, for treasurers and auditors who say what for. Each look at others' charges and each sheet is on the audit trail.")
    @APIResponse(responseCode = "200", content = {
        @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ChargeView.Listed.class)),
        @Content(mediaType = SheetWriter.CSV), @Content(mediaType = SheetWriter.XLSX)})
    public Response list(@Valid @BeanParam UnitParam asked, @QueryParam("month") @NotNull YearMonth month, @QueryParam("member") UUID member,
            @QueryParam("purpose") @Size(min = 10, max = 500) String purpose, @Valid @BeanParam PageRequest page, @Context UriInfo uri,
            @Context HttpHeaders headers) {
        boolean seesOthers = caller.is(Roles.TREASURER) || caller.is(Roles.AUDITOR);
        UUID self = caller.member();
        if (!seesOthers && (self == null || member != null && !member.equals(self))) {
            throw Problem.notFound("member");
        }
        Optional<String> sheet = Sheets.wanted(headers);
        if (seesOthers && sheet.isPresent()) {
            return export(sheet.get(), asked, month, member, purpose);
        }
        Page<ChargeView> charges = seesOthers ? queries.charges(asked.range(tree, caller), asked.only(), month, member, Language.current(), page)
                : queries.own(caller.scope(), month, self, Language.current(), page);
        return Response.fromResponse(PageRequest.answer(charges, uri)).type(MediaType.APPLICATION_JSON_TYPE).build();
    }

    private Response export(String type, UnitParam asked, YearMonth month, UUID member, String purpose) {
        if (purpose == null) {
            throw DuesProblems.purposeMissing();
        }
        UnitScope range = asked.range(tree, caller);
        UUID only = asked.only();
        Locale language = Language.current();
        queries.noteExport(range, month, purpose);
        return Sheets.answer(type, "charges", out -> {
            try (SheetWriter writer = SheetWriter.of(type, out, "charges")) {
                writer.row(HEADINGS);
                queries.each(range, only, month, member, language, (unit, charge) -> writer.row(unit, charge.memberCode(), charge.name(),
                        charge.month().toString(), charge.amount().amount(), charge.excess() == null ? 0L : charge.excess().amount(),
                        charge.amount().currency(), charge.explanation().rule(), charge.explanation().citation(),
                        String.join(" ", charge.explanation().steps())));
            }
        });
    }
}
