package org.doanket.finance.report;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.doanket.finance.FourEyes;
import org.doanket.finance.report.ReportCommand.Amount;
import org.doanket.finance.report.ReportView.Approval;
import org.doanket.finance.report.ReportView.Code;
import org.doanket.finance.report.ReportView.Line;
import org.doanket.finance.report.ReportView.Mapping;
import org.doanket.finance.rule.RuleQueries;
import org.doanket.platform.id.Ids;
import org.doanket.platform.money.Money;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Sets which account falls under which code, for all units at the root; and approves the settlements of units below. */
@ApplicationScoped
public class ReportService {

    private final AgroalDataSource dataSource;
    private final ReportQueries queries;
    private final ReportCodeQueries codes;
    private final RuleQueries rules;
    private final DatedRules dated;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    ReportService(AgroalDataSource dataSource, ReportQueries queries, ReportCodeQueries codes, RuleQueries rules, DatedRules dated, UnitTree tree,
            Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.codes = codes;
        this.dated = dated;
        this.rules = rules;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public Mapping map(ReportCommand.SetMapping command) {
        dated.requireTop();
        String kind = Sql.of("SELECT kind FROM account WHERE code = ?", command.account()).first(dataSource, row -> row.getString(1))
                .orElseThrow(() -> ReportProblems.unknownAccount(command.account()));
        String side = codes.form(command.validFrom(), Locale.ENGLISH).stream().filter(each -> each.code().equals(command.code())).map(Code::side)
                .findFirst().orElseThrow(() -> ReportProblems.unknownCode(command.code()));
        if (!sidesOf(kind).contains(side)) {
            throw ReportProblems.notMappable(command.code());
        }
        UUID id = Ids.next();
        int added = Sql.of("INSERT INTO report_mapping (id, account, code, valid_from, citation, verified) VALUES (?, ?, ?, ?, ?, ?) "
                + "ON CONFLICT (account, valid_from) WHERE cancelled_at IS NULL DO NOTHING", id, command.account(), command.code(),
                command.validFrom(),
                command.citation(), command.verified()).run(dataSource);
        if (added == 0) {
            throw ReportProblems.beginTaken(command.validFrom());
        }
        audit.record("report-mapping-set", "rule", id, null, command.account());
        return queries.mapping(id);
    }

    /** Only before it begins: what has begun was reported by. */
    @Transactional
    public Mapping cancel(UUID id, ReportCommand.Cancel command) {
        dated.requireTop();
        Mapping mapping = queries.mapping(id);
        dated.requireStanding(mapping.validFrom(), mapping.cancelledAt(), null);
        Sql.of("UPDATE report_mapping SET cancelled_at = ?, cancelled_why = ? WHERE id = ?", clock.instant(), command.why(), id)
                .run(dataSource);
        audit.record("report-mapping-cancelled", "rule", id, null, command.why());
        return queries.mapping(id);
    }

    /**
     * By the level above, of a year that is over; another approval replaces this one without deleting it. Above the topmost unit there is nobody:
     * there it is an officer, not a treasurer, who has written nothing in the books of that year. It cannot be the auditor, who writes nothing at
     * all, so that he may judge what others have written.
     */
    @Transactional
    public Approval approve(ReportCommand.Approve command) {
        UnitRef unit = tree.require(command.unit(), caller.scope());
        if (unit.parentId() == null) {
            requireUninvolved(unit, command.year());
        } else if (caller.scope().path().equals(unit.path())) {
            throw ReportProblems.levelAbove();
        }
        if (Zones.today(clock, unit.jurisdiction()).getYear() <= command.year()) {
            throw ReportProblems.running(command.year());
        }
        String currency = rules.currencyOf(unit.jurisdiction());
        List<Line> lines = lines(command, currency, queries.settled(caller.scope(), unit.id(), currency, command.year()));
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?, 65))", "settlement " + unit.id() + command.year()).run(dataSource);
        UUID id = Ids.next();
        Sql.of("INSERT INTO report_approval (id, unit_id, year, version, act, approved_by, approved_at) SELECT ?, ?, ?, "
                + "coalesce((SELECT max(version) FROM report_approval WHERE unit_id = ? AND year = ?), 0) + 1, ?, ?, ?", id, unit.id(),
                command.year(),
                unit.id(), command.year(), command.act(), caller.subject(), clock.instant()).run(dataSource);
        Sql.of("INSERT INTO report_approval_line (approval_id, code, unit_id, settled, approved) SELECT ?, l.code, ?, l.settled, "
                + "l.approved "
                + "FROM unnest(?::text[], ?::bigint[], ?::bigint[]) AS l (code, settled, approved)", id, unit.id(),
                Sql.column(lines, Line::code),
                Sql.column(lines, line -> line.settled().amount()), Sql.column(lines, line -> line.approved().amount())).run(dataSource);
        audit.record("settlement-approved", "report-approval", id, unit.id(), command.act());
        return queries.approvals(caller.scope(), unit.id(), command.year()).get(0);
    }

    private void requireUninvolved(UnitRef unit, int year) {
        if (!caller.is(Roles.FEDERATION_OFFICER)) {
            throw ReportProblems.levelAbove();
        }
        FourEyes.require(caller, Sql.of("SELECT DISTINCT recorded_by FROM journal_entry WHERE unit_id = ? AND effective_date BETWEEN ? AND ?", unit.id(),
                LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)).list(dataSource, row -> row.getString(1)).toArray(String[]::new));
    }

    private List<Line> lines(ReportCommand.Approve command, String currency, Map<String, Long> settled) {
        Map<String, String> sides = codes.sides();
        Map<String, Long> given = new HashMap<>();
        for (Amount each : command.lines() == null ? List.<Amount>of() : command.lines()) {
            if (!each.amount().currency().equals(currency)) {
                throw ReportProblems.wrongCurrency(currency);
            }
            if (!sides.containsKey(each.code())) {
                throw ReportProblems.unknownCode(each.code());
            }
            if (sides.get(each.code()).matches("total-.*|closing")) {
                throw ReportProblems.notMappable(each.code());
            }
            if (given.put(each.code(), each.amount().amount()) != null) {
                throw ReportProblems.codeTwice(each.code());
            }
        }
        Set<String> codes = new HashSet<>(settled.keySet());
        codes.addAll(given.keySet());
        codes.add("10");
        List<Line> lines = new ArrayList<>();
        codes.stream().sorted().forEach(code -> lines.add(new Line(code, new Money(settled.getOrDefault(code, 0L), currency),
                new Money(given.getOrDefault(code, settled.getOrDefault(code, 0L)), currency))));
        return lines;
    }

    private static List<String> sidesOf(String kindOfAccount) {
        return switch (kindOfAccount) {
            case "income" -> List.of("income");
            case "expense" -> List.of("spending", "up");
            case "balance" -> List.of("handed-over");
            default -> List.of();
        };
    }
}
