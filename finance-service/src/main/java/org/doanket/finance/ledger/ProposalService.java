package org.doanket.finance.ledger;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.finance.ledger.LedgerService.Line;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;

/** Puts what takes money out before a second person. Of one thing one proposal waits at a time. */
@ApplicationScoped
public class ProposalService {

    /**
     * What is to be done.
     *
     * @param act     its name and {@code subject} what it is done to, null for an entry of its own
     * @param lines   what will be booked, {@code outgoing} how much money leaves by it
     * @param bankLines of the bank whose money it takes out of suspense
     */
    public record Draft(String act, UUID subject, UUID unit, LocalDate on, String currency, List<Line> lines, long outgoing, String note,
            String evidence, List<UUID> bankLines) {

        public Draft(String act, UUID subject, UUID unit, LocalDate on, String currency, List<Line> lines, long outgoing, String note,
                String evidence) {
            this(act, subject, unit, on, currency, lines, outgoing, note, evidence, List.of());
        }
    }

    private final AgroalDataSource dataSource;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    ProposalService(AgroalDataSource dataSource, Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    /** For what nobody does alone, however little it is. */
    @Transactional
    public UUID propose(Draft draft) {
        return propose(draft, 0, 0);
    }

    /** @param alone up to how much one person may let out on a day, {@code today} how much of it he has already */
    @Transactional
    UUID propose(Draft draft, long alone, long today) {
        UUID id = Ids.next();
        int added = Sql.of("INSERT INTO entry_proposal (id, act, subject_id, unit_id, day, accounts, amounts, bank_accounts, currency, note, "
                + "evidence, outgoing, alone, alone_today, made_by, made_at, bank_lines) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?::uuid[], ?, ?, ?, ?, ?, ?, ?, ?, ?::uuid[]) "
                + "ON CONFLICT (act, subject_id) WHERE state = 'waiting' AND subject_id IS NOT NULL DO NOTHING", id, draft.act(),
                draft.subject(), draft.unit(), draft.on(), draft.lines().stream().map(Line::account).toArray(String[]::new),
                draft.lines().stream().map(Line::amount).toArray(Long[]::new),
                Sql.column(draft.lines(), Line::bankAccount), draft.currency(), draft.note(), draft.evidence(),
                draft.outgoing(), alone, today, caller.subject(), clock.instant(),
                draft.bankLines().isEmpty() ? null : Sql.column(draft.bankLines(), line -> line)).run(dataSource);
        if (added == 0) {
            throw LedgerProblems.proposedAlready();
        }
        audit.record("entry-proposed", "entry-proposal", id, draft.unit(), draft.act());
        return id;
    }
}
