package org.doanket.finance.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.doanket.finance.report.ReportView.Code;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.sql.Sql;

/** Sets how the lines of the forms read from a day on: for all units, so at the root of the tree. */
@ApplicationScoped
public class ReportCodeService {

    /** What a form may have more of, or do without; the rest follows from others and stands once. */
    private static final Set<String> MANY = Set.of("income", "spending", "up");
    /** What no rule puts anywhere is counted here, so these stay. */
    private static final Set<String> CATCH_ALL = Set.of(ReportQueries.OTHER_INCOME, ReportQueries.OTHER_SPENDING);

    private static final String MAPPED = """
        SELECT string_agg(DISTINCT m.account, ', ') FROM report_mapping m
         WHERE m.cancelled_at IS NULL AND (m.code = ? OR m.code LIKE ?)
           AND NOT EXISTS (SELECT FROM report_mapping n WHERE n.account = m.account AND n.cancelled_at IS NULL AND n.valid_from > m.valid_from
                              AND n.valid_from <= ?)""";

    private final AgroalDataSource dataSource;
    private final ReportCodeQueries queries;
    private final DatedRules rules;
    private final MergePatch mergePatch;
    private final AuditTrail audit;
    private final Clock clock;

    ReportCodeService(AgroalDataSource dataSource, ReportCodeQueries queries, DatedRules rules, MergePatch mergePatch, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.rules = rules;
        this.mergePatch = mergePatch;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public UUID set(ReportCommand.SetCode command) {
        rules.requireTop();
        String side = queries.sides().get(command.code());
        if (side == null) {
            add(command);
        } else if (!side.equals(command.side())) {
            throw ReportProblems.anotherSide(command.code(), side);
        }
        if (Boolean.FALSE.equals(command.used())) {
            droppable(command.code(), command.side(), command.validFrom());
        }
        UUID id = Ids.next();
        if (Sql.of("INSERT INTO report_line (id, code, place, name_vi, name_en, name_zh, used, valid_from, citation, verified) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (code, valid_from) WHERE cancelled_at IS NULL DO NOTHING", id, command.code(),
                command.place(), command.names().vi(), command.names().en(), command.names().zh(), !Boolean.FALSE.equals(command.used()),
                command.validFrom(), command.citation(), command.verified()).run(dataSource) == 0) {
            throw ReportProblems.beginTaken(command.validFrom());
        }
        audit.record("report-code-set", "rule", id, null, command.code());
        return id;
    }

    /** Before it begins: what has begun was reported by. */
    @Transactional
    public void amend(UUID id, JsonNode patch, String ifMatch) {
        rules.requireTop();
        Code code = toCome(id);
        Revision.require(ifMatch, code.version());
        ReportCommand.AmendCode wanted = mergePatch.apply(new ReportCommand.AmendCode(code.names(), code.place(), code.citation(), code.verified()), patch);
        Sql.of("UPDATE report_line SET name_vi = ?, name_en = ?, name_zh = ?, place = ?, citation = ?, verified = ?, version = version + 1 WHERE id = ?",
                wanted.names().vi(), wanted.names().en(), wanted.names().zh(), wanted.place(), wanted.citation(), wanted.verified(), id).run(dataSource);
        audit.record("report-code-amended", "rule", id, null, code.code());
    }

    @Transactional
    public void cancel(UUID id, ReportCommand.Cancel command) {
        rules.requireTop();
        Code code = toCome(id);
        boolean hadBefore = queries.form(code.validFrom().minusDays(1), Locale.ENGLISH).stream().anyMatch(each -> each.code().equals(code.code()));
        if (code.used() && !hadBefore) {
            free(code.code(), code.validFrom());
        }
        Sql.of("UPDATE report_line SET cancelled_at = ?, cancelled_why = ?, version = version + 1 WHERE id = ?", clock.instant(), command.why(), id)
                .run(dataSource);
        audit.record("report-code-cancelled", "rule", id, null, command.why());
    }

    private void add(ReportCommand.SetCode command) {
        if (!MANY.contains(command.side())) {
            throw ReportProblems.notMappable(command.code());
        }
        int dot = command.code().indexOf('.');
        if (dot > 0 && !command.side().equals(queries.sides().get(command.code().substring(0, dot)))) {
            throw ReportProblems.withoutParent(command.code());
        }
        Sql.of("INSERT INTO report_code (code, side) VALUES (?, ?) ON CONFLICT DO NOTHING", command.code(), command.side()).run(dataSource);
    }

    private void droppable(String code, String side, LocalDate from) {
        if (!MANY.contains(side) || CATCH_ALL.contains(code)) {
            throw ReportProblems.notMappable(code);
        }
        free(code, from);
    }

    /** No account falls under it or a part of it from that day on. */
    private void free(String code, LocalDate from) {
        String accounts = Sql.of(MAPPED, code, code + ".%", from).first(dataSource, row -> Optional.ofNullable(row.getString(1)))
                .orElseThrow().orElse(null);
        if (accounts != null) {
            throw ReportProblems.inUse(code, accounts);
        }
    }

    private Code toCome(UUID id) {
        Sql.of("SELECT 1 FROM report_line WHERE id = ? FOR UPDATE", id).first(dataSource, row -> true);
        Code code = queries.row(id, Locale.ENGLISH);
        rules.requireStanding(code.validFrom(), code.cancelledAt(), null);
        return code;
    }
}
