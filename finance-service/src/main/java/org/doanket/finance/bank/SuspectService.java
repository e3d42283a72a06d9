package org.doanket.finance.bank;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.doanket.finance.ReceiptLock;
import org.doanket.finance.bank.BankCommand.Decision;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;

/**
 * Says of lines that were held back whether they are another line once more, or lines of their own: those are booked by a job, as lines of a
 * statement are, and leave. What is not booked can be said otherwise.
 */
@ApplicationScoped
public class SuspectService {

    private static final String UNITS = "SELECT DISTINCT b.unit_id FROM bank_suspect b JOIN unit_ref u ON u.id = b.unit_id "
            + "WHERE b.id = ANY (?::uuid[]) AND u.path >= ? AND u.path < ? ORDER BY 1";

    /** A line is one of each form only: in its own form it is that line itself, or the first of those that bear one reference. */
    private static final String FOUND = """
        SELECT b.unit_id, l.no,
               EXISTS (SELECT FROM bank_suspect o WHERE o.same_no = l.no AND o.format = b.format AND o.id <> b.id)
               OR EXISTS (SELECT FROM bank_line_alias x WHERE x.line_no = l.no AND x.format = b.format) AS is_taken
          FROM jsonb_to_recordset(?::jsonb) AS a (place int, suspect uuid, line uuid)
          LEFT JOIN (SELECT s.* FROM bank_suspect s JOIN unit_ref u ON u.id = s.unit_id WHERE u.path >= ? AND u.path < ?) b ON b.id = a.suspect
          LEFT JOIN bank_line l ON l.id = a.line AND l.unit_id = b.unit_id AND l.amount = b.amount AND l.currency = b.currency AND l.source <> 'cash'
         ORDER BY a.place""";

    private static final String DECIDE = """
        UPDATE bank_suspect b SET same_no = l.no, is_own = l.no IS NULL, decided_by = ?, decided_at = ?
          FROM jsonb_to_recordset(?::jsonb) AS a (suspect uuid, line uuid) LEFT JOIN bank_line l ON l.id = a.line
         WHERE b.id = a.suspect""";

    private record Found(UUID unit, Long line, boolean isTaken) {
    }

    private final AgroalDataSource dataSource;
    private final Jobs jobs;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    SuspectService(AgroalDataSource dataSource, Jobs jobs, Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.jobs = jobs;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    /** All of them or none. @throws Problem 422 with every fault of every decision */
    @Transactional
    public List<UUID> decide(BankCommand.Decide command) {
        List<Decision> decisions = command.decisions();
        List<UUID> units = Sql.of(UNITS, Sql.column(decisions, Decision::suspect), caller.scope().from(), caller.scope().to())
                .list(dataSource, row -> row.getObject(1, UUID.class));
        units.forEach(unit -> ReceiptLock.hold(dataSource, unit));
        String asked = json(decisions);
        List<Found> found = Sql.of(FOUND, asked, caller.scope().from(), caller.scope().to()).list(dataSource, row -> new Found(
                row.getObject("unit_id", UUID.class), row.getObject("no", Long.class), row.getBoolean("is_taken")));
        check(decisions, found);
        Sql.of(DECIDE, caller.subject(), clock.instant(), asked).run(dataSource);
        Set<UUID> toBook = new HashSet<>();
        for (int i = 0; i < decisions.size(); i++) {
            audit.record(decisions.get(i).line() == null ? "bank-suspect-own" : "bank-suspect-same", "bank-suspect", decisions.get(i).suspect(),
                    found.get(i).unit(), null);
            if (decisions.get(i).line() == null) {
                toBook.add(found.get(i).unit());
            }
        }
        toBook.forEach(unit -> jobs.submit(SuspectJob.KIND, unit, new SuspectJob.Parameters()));
        return decisions.stream().map(Decision::suspect).toList();
    }

    private static void check(List<Decision> decisions, List<Found> found) {
        List<Fault> faults = new ArrayList<>();
        Set<UUID> suspects = new HashSet<>();
        Set<UUID> lines = new HashSet<>();
        for (int i = 0; i < decisions.size(); i++) {
            Decision each = decisions.get(i);
            if (!suspects.add(each.suspect())) {
                faults.add(Fault.at("/decisions/" + i + "/suspect", "suspect-twice"));
            } else if (found.get(i).unit() == null) {
                faults.add(Fault.at("/decisions/" + i + "/suspect", "suspect-unknown"));
            } else if (each.line() != null && found.get(i).line() == null) {
                faults.add(Fault.at("/decisions/" + i + "/line", "line-not-alike"));
            } else if (each.line() != null && (found.get(i).isTaken() || !lines.add(each.line()))) {
                faults.add(Fault.at("/decisions/" + i + "/line", "line-taken"));
            }
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }

    private static String json(List<Decision> decisions) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < decisions.size(); i++) {
            rows.addObject().put("place", i).put("suspect", decisions.get(i).suspect().toString())
                    .put("line", decisions.get(i).line() == null ? null : decisions.get(i).line().toString());
        }
        return rows.toString();
    }
}
