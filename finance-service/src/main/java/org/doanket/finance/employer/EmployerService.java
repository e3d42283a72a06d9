package org.doanket.finance.employer;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.finance.EmployerLock;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.SearchForm;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** The register of employers. What held of them is never overwritten: a change is one more row of their history, from its day on. */
@ApplicationScoped
public class EmployerService {

    private static final String REGISTER = """
        INSERT INTO employer (id, jurisdiction, tax_code, name, search_name, employer_group, region, unit_id, union_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (jurisdiction, tax_code) DO NOTHING""";

    private static final String CREDIT = "SELECT coalesce((SELECT sum(r.amount) FROM fund_receipt r WHERE r.employer_no = ?), 0) "
            + "- coalesce((SELECT sum(p.amount) FROM fund_payment p WHERE p.employer_no = ?), 0)";

    private final AgroalDataSource dataSource;
    private final EmployerQueries queries;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    EmployerService(AgroalDataSource dataSource, EmployerQueries queries, UnitTree tree, Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Problem 409 where the tax code is registered already, here or elsewhere */
    @Transactional
    public UUID register(EmployerCommand.Register command) {
        UnitRef unit = tree.require(command.unit(), caller.scope());
        UnitRef union = command.union() == null ? null : of(unit.jurisdiction(), command.union());
        begun(command.validFrom(), unit.jurisdiction());
        UUID id = Ids.next();
        int added = Sql.of(REGISTER, id, unit.jurisdiction(), command.taxCode(), command.name(), SearchForm.of(command.name()),
                group(command.group()), command.region(), unit.id(), union == null ? null : union.id()).run(dataSource);
        if (added == 0) {
            throw EmployerProblems.taxCodeTaken();
        }
        keep(id, command.validFrom(), command.actNumber());
        audit.record("employer-registered", "employer", id, unit.id(), command.actNumber());
        return id;
    }

    /** @throws Problem 412 or 428 for a version that is not his, 409 for a day before his last change */
    @Transactional
    public void change(UUID id, EmployerCommand.Change command, String ifMatch) {
        EmployerView known = locked(id, command.validFrom());
        Revision.require(ifMatch, known.version());
        UnitRef unit = of(known.jurisdiction(), command.unit());
        if (!unit.id().equals(known.unit())) {
            movable(known);
        }
        Sql.of("UPDATE employer SET unit_id = ?, name = ?, search_name = ?, employer_group = ?, region = ?, status = ?, "
                + "union_id = CASE WHEN ? THEN NULL ELSE union_id END, version = version + 1 WHERE id = ?", unit.id(), command.name(),
                SearchForm.of(command.name()), group(command.group()), command.region(), command.status(),
                Boolean.TRUE.equals(command.unionEnded()), id).run(dataSource);
        keep(id, command.validFrom(), command.actNumber());
        audit.record("employer-changed", "employer", id, unit.id(), command.actNumber());
    }

    /** A union is there from now on. What was held for it until then is handed over by whoever keeps the fund. */
    @Transactional
    public EmployerView found(UUID id, EmployerCommand.Found command) {
        EmployerView known = locked(id, command.foundedOn());
        if (known.union() != null) {
            throw EmployerProblems.hasUnion();
        }
        UnitRef union = of(known.jurisdiction(), command.union());
        Sql.of("UPDATE employer SET union_id = ?, version = version + 1 WHERE id = ?", union.id(), id).run(dataSource);
        keep(id, command.foundedOn(), command.actNumber());
        audit.record("employer-union-founded", "employer", id, union.id(), command.actNumber());
        return queries.employer(caller.scope(), id).orElseThrow();
    }

    /** His collector's to change: whoever sees him through his union only may not. */
    private EmployerView locked(UUID id, LocalDate from) {
        EmployerView known = queries.employer(caller.scope(), id).orElseThrow(() -> Problem.notFound("employer"));
        tree.require(known.unit(), caller.scope());
        begun(from, known.jurisdiction());
        EmployerLock.holdBesideSheets(dataSource, known.no());
        Sql.of("SELECT 1 FROM employer WHERE id = ? FOR UPDATE", id).run(dataSource);
        Sql.of("SELECT max(valid_from) FROM employer_state WHERE employer_no = ?", known.no())
                .first(dataSource, row -> row.getObject(1, LocalDate.class)).filter(from::isBefore).ifPresent(last -> {
                    throw EmployerProblems.before(last);
                });
        return queries.employer(caller.scope(), id).orElseThrow();
    }

    /** A payment in advance stands in the books of the collector: it is used up or refunded before another collects. */
    private void movable(EmployerView known) {
        long credit = Sql.of(CREDIT, known.no(), known.no()).first(dataSource, row -> row.getLong(1)).orElseThrow();
        if (credit != 0) {
            throw EmployerProblems.hasCredit();
        }
    }

    private UnitRef of(String jurisdiction, UUID unit) {
        UnitRef ref = tree.require(unit, caller.scope());
        if (!ref.jurisdiction().equals(jurisdiction)) {
            throw EmployerProblems.otherJurisdiction();
        }
        return ref;
    }

    private void begun(LocalDate from, String jurisdiction) {
        if (from.isAfter(Zones.today(clock, jurisdiction))) {
            throw EmployerProblems.inFuture();
        }
    }

    private void keep(UUID id, LocalDate from, String act) {
        Sql.of("INSERT INTO employer_state (employer_no, valid_from, name, employer_group, region, unit_id, union_id, status, act_number, "
                + "recorded_by) SELECT no, ?, name, employer_group, region, unit_id, union_id, status, ?, ? FROM employer WHERE id = ?",
                from, act, caller.subject(), id).run(dataSource);
    }

    private static String group(String given) {
        return given == null ? "" : given;
    }
}
