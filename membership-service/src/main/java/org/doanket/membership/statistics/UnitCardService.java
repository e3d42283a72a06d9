package org.doanket.membership.statistics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Revision;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Writes the register cards of units, each from a day on; what a card said before stays. */
@ApplicationScoped
@Transactional
public class UnitCardService {

    /** By the rules of its day, or by the first there were. */
    private static final String OWNERSHIP = "SELECT 1 FROM ownerships_on(greatest(?, (SELECT min(valid_from) FROM ownership_rule))) "
            + "WHERE jurisdiction = ? AND code = ? AND is_used";

    private final AgroalDataSource dataSource;
    private final UnitCardQueries queries;
    private final UnitTree tree;
    private final AuditTrail audit;
    private final Caller caller;
    private final ObjectMapper json;
    private final Clock clock;

    UnitCardService(AgroalDataSource dataSource, UnitCardQueries queries, UnitTree tree, AuditTrail audit, Caller caller, ObjectMapper json, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.tree = tree;
        this.audit = audit;
        this.caller = caller;
        this.json = json;
        this.clock = clock;
    }

    public void write(UUID id, StatisticsCommand.WriteCard command, String ifMatch, UnitScope scope) {
        UnitRef unit = tree.require(id, scope);
        // Two who write at once: the second waits here, and then has read a card that is no more.
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?::text, 19))", id).run(dataSource);
        UnitCardView present = queries.one(scope, id, null);
        Revision.require(ifMatch, present.version());
        List<Fault> faults = new ArrayList<>();
        if (command.validFrom().isAfter(Zones.today(clock, unit.jurisdiction()))) {
            faults.add(Fault.at("/validFrom", "past-or-present"));
        }
        if (command.ownership() != null && !command.ownership().equals(present.ownership())
                && Sql.of(OWNERSHIP, command.validFrom(), unit.jurisdiction(), command.ownership()).first(dataSource, row -> true).isEmpty()) {
            faults.add(Fault.at("/ownership", "unknown-ownership"));
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        if (present.validFrom() != null && command.validFrom().isBefore(present.validFrom())) {
            throw StatisticsProblems.beforeLastCard(present.validFrom());
        }
        Sql.of("INSERT INTO unit_card AS c (unit_id, valid_from, ownership, self_financed_percent, trade, company_kind, employer_name, investor_country, "
                + "founded, address, phone, note, cluster, extra, version, recorded_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?) "
                + "ON CONFLICT (unit_id, valid_from) DO UPDATE SET ownership = excluded.ownership, self_financed_percent = excluded.self_financed_percent, "
                + "trade = excluded.trade, company_kind = excluded.company_kind, employer_name = excluded.employer_name, "
                + "investor_country = excluded.investor_country, founded = excluded.founded, address = excluded.address, phone = excluded.phone, "
                + "note = excluded.note, cluster = excluded.cluster, extra = excluded.extra, version = excluded.version, recorded_at = now(), recorded_by = excluded.recorded_by",
                id, command.validFrom(), command.ownership(), command.selfFinancedPercent(), command.trade(), command.companyKind(),
                command.employerName(), command.investorCountry(), command.founded(), command.address(), command.phone(), command.note(),
                command.cluster(), extra(command), present.version() + 1, caller.subject()).run(dataSource);
        audit.record("unit-card-written", "unit", id, id, null);
    }

    private String extra(StatisticsCommand.WriteCard command) {
        try {
            return json.writeValueAsString(new TreeMap<>(command.extra()));
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
