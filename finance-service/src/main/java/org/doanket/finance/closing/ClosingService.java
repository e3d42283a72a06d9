package org.doanket.finance.closing;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.finance.FourEyes;
import org.doanket.finance.closing.ClosingCommand.Part;
import org.doanket.finance.closing.ClosingView.Closing;
import org.doanket.finance.closing.ClosingView.Heir;
import org.doanket.finance.closing.ClosingView.Item;
import org.doanket.finance.rule.RuleQueries;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.id.Ids;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/** What people add to a closing: who shares how, what the books do not know, and another try to undo it. */
@ApplicationScoped
public class ClosingService {

    private final AgroalDataSource dataSource;
    private final ClosingQueries queries;
    private final RuleQueries rules;
    private final Jobs jobs;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;

    ClosingService(AgroalDataSource dataSource, ClosingQueries queries, RuleQueries rules, Jobs jobs, UnitTree tree, Caller caller,
            AuditTrail audit) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.rules = rules;
        this.jobs = jobs;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
    }

    /** Proposed by one, approved by another, both of a unit above the ended one and all its heirs. */
    @Transactional
    public void share(UUID id, ClosingCommand.Share command) {
        List<Heir> heirs = waiting(id);
        List<Part> parts = command.method().equals("entered") ? command.parts()
                : heirs.stream().map(heir -> new Part(heir.unit(), heir.members())).toList();
        if (!parts.stream().map(Part::unit).collect(Collectors.toSet()).equals(heirs.stream().map(Heir::unit).collect(Collectors.toSet()))
                || parts.size() != heirs.size()) {
            throw ClosingProblems.noHeir();
        }
        if (parts.stream().allMatch(part -> part.parts() == 0)) {
            throw ClosingProblems.noParts();
        }
        Sql.of("UPDATE closing_heir h SET parts = p.parts FROM unnest(?::uuid[], ?::bigint[]) AS p (unit, parts) "
                + "WHERE h.closing_id = ? AND h.heir_id = p.unit", Sql.column(parts, Part::unit), Sql.column(parts, Part::parts), id)
                .run(dataSource);
        Sql.of("UPDATE unit_closing SET share_method = ?, shares_by = ?, version = version + 1 WHERE id = ?", command.method(),
                caller.subject(), id)
                .run(dataSource);
        audit.record("closing-shares-proposed", "unit-closing", id, queries.find(caller.scope(), id).unit(), command.method());
    }

    /** @return the job that goes on with the closing */
    @Transactional
    public UUID approve(UUID id) {
        waiting(id);
        Closing closing = queries.find(caller.scope(), id);
        if (closing.sharesBy() == null) {
            throw ClosingProblems.notProposed();
        }
        FourEyes.require(caller, closing.sharesBy());
        Sql.of("UPDATE unit_closing SET shares_approved_by = ? WHERE id = ?", caller.subject(), id).run(dataSource);
        audit.record("closing-shares-approved", "unit-closing", id, closing.unit(), null);
        return goOn(closing, ClosingJob.KIND, "running");
    }

    @Transactional
    public Item add(UUID id, ClosingCommand.AddItem command) {
        Closing closing = queries.find(caller.scope(), id);
        if (closing.state().equals("undone")) {
            throw ClosingProblems.handedOver();
        }
        String currency = rules.currencyOf(tree.find(closing.unit()).orElseThrow().jurisdiction());
        if (command.amount() != null && !command.amount().currency().equals(currency)) {
            throw ClosingProblems.wrongCurrency(currency);
        }
        UUID item = Ids.next();
        Sql.of("INSERT INTO closing_item (id, closing_id, unit_id, part, what, note, quantity, amount, currency, entered_by) "
                + "SELECT ?, ?, ?, no, 'by-hand', ?, ?, ?, ?, ? FROM closing_part WHERE code = ?", item, id, closing.unit(), command.note(),
                command.quantity(), command.amount() == null ? null : command.amount().amount(), command.amount() == null ? null : currency,
                caller.subject(), command.part()).run(dataSource);
        audit.record("closing-item-added", "unit-closing", id, closing.unit(), command.part());
        return queries.item(caller.scope(), id, item, Language.current()).orElseThrow();
    }

    /** Nothing leaves the list without a trace; what stems from the books cannot be taken out. */
    @Transactional
    public Item withdraw(UUID id, UUID item, ClosingCommand.Withdraw command) {
        Closing closing = queries.find(caller.scope(), id);
        Item found = queries.item(caller.scope(), id, item, Language.current()).orElseThrow(() -> Problem.notFound("closing-item"));
        if (!found.what().equals("by-hand")) {
            throw ClosingProblems.notByHand();
        }
        int withdrawn = Sql.of("UPDATE closing_item SET withdrawn_by = ?, withdrawn_at = clock_timestamp(), withdrawn_why = ? "
                + "WHERE id = ? AND withdrawn_at IS NULL", caller.subject(), command.why(), item).run(dataSource);
        if (withdrawn == 0) {
            throw ClosingProblems.withdrawnAlready();
        }
        audit.record("closing-item-withdrawn", "unit-closing", id, closing.unit(), command.why());
        return queries.item(caller.scope(), id, item, Language.current()).orElseThrow();
    }

    /** After what stood in the way is gone. @return the job that tries */
    @Transactional
    public UUID undo(UUID id) {
        Closing closing = queries.find(caller.scope(), id);
        String state = lock(id);
        if (!state.equals("undo-blocked")) {
            throw ClosingProblems.nothingToUndo();
        }
        audit.record("closing-undo-tried", "unit-closing", id, closing.unit(), null);
        return goOn(closing, ClosingUndoJob.KIND, "undoing");
    }

    private UUID goOn(Closing closing, String kind, String state) {
        UUID job = jobs.submit(kind, closing.unit(), new ClosingJob.Parameters(closing.id()));
        Sql.of("UPDATE unit_closing SET state = ?, job_id = ?, version = version + 1 WHERE id = ?", state, job, closing.id())
                .run(dataSource);
        return job;
    }

    /** Only who reaches all the heirs may say what each gets. */
    private List<Heir> waiting(UUID id) {
        queries.find(caller.scope(), id);
        if (!lock(id).equals("waiting-for-shares")) {
            throw ClosingProblems.notWaitingForShares();
        }
        List<Heir> heirs = queries.heirs(caller.scope(), id);
        heirs.forEach(heir -> tree.require(heir.unit(), caller.scope()));
        return heirs;
    }

    private String lock(UUID id) {
        return Sql.of("SELECT state FROM unit_closing WHERE id = ? FOR UPDATE", id).first(dataSource, row -> row.getString(1))
                .orElseThrow();
    }
}
