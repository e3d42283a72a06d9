package org.doanket.campaign.word;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.rule.RuleCommand;
import org.doanket.campaign.rule.RuleService;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;

/** Sets words for days to come, and takes back those that have not begun: for a whole jurisdiction, so at the top of the tree only. */
@ApplicationScoped
@Transactional
public class WordService {

    private static final int LAST_YEAR = 2200;

    private final AgroalDataSource dataSource;
    private final RuleService rules;
    private final Caller caller;
    private final AuditTrail audit;

    WordService(AgroalDataSource dataSource, RuleService rules, Caller caller, AuditTrail audit) {
        this.dataSource = dataSource;
        this.rules = rules;
        this.caller = caller;
        this.audit = audit;
    }

    public UUID set(String list, WordCommand.Set command) {
        RuleCommand.Source source = command.source();
        rules.requireTop(source.jurisdiction());
        refuseWhatNoWordIs(list, command);
        UUID id = Ids.next();
        WordCommand.Labels labels = command.labels();
        // Two who set the same at once: the index lets one of them through, and the other writes no row.
        int kept = Sql.of("INSERT INTO word (id, jurisdiction, list, code, valid_from, in_use, position, label_vi, label_en, label_zh, competent, citation, "
                + "verified, set_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?, ?, ?) ON CONFLICT (jurisdiction, list, code, valid_from) "
                + "WHERE cancelled_at IS NULL DO NOTHING", id, source.jurisdiction(), list, command.code(), source.validFrom(), command.inUse(), command.position(),
                labels.vi(), labels.en(), labels.zh(), command.competent() == null ? null : Sql.column(command.competent(), level -> level), source.citation(),
                source.verified(), caller.subject()).run(dataSource);
        if (kept == 0) {
            throw Problem.conflict("rule-begin-taken", source.validFrom());
        }
        audit.record("word-set", "word", id, null, source.citation());
        return id;
    }

    /** Only before its day. */
    public void cancel(String list, UUID id, RuleCommand.Cancel command) {
        String jurisdiction = Sql.of("SELECT jurisdiction FROM word WHERE list = ? AND id = ?", list, id).first(dataSource, row -> row.getString(1))
                .orElseThrow(() -> Problem.notFound("word"));
        rules.requireTop(jurisdiction);
        rules.cancel("word", "word", null, command, "id = ?", id);
    }

    private void refuseWhatNoWordIs(String list, WordCommand.Set command) {
        RuleCommand.Source source = command.source();
        List<Fault> faults = new ArrayList<>();
        if (rules.hasBegun(source.jurisdiction(), source.validFrom()) || source.validFrom().getYear() > LAST_YEAR) {
            faults.add(Fault.at("/source/validFrom", "day-to-come"));
        }
        if (list.equals(WordQueries.PETITION_TOPICS) != (command.competent() != null)) {
            faults.add(Fault.at("/competent", "levels-of-petition-topics"));
        }
        if (!command.inUse() && Sql.of("SELECT FROM word WHERE jurisdiction = ? AND list = ? AND code = ? AND cancelled_at IS NULL AND valid_from < ? LIMIT 1",
                source.jurisdiction(), list, command.code(), source.validFrom()).first(dataSource, row -> true).isEmpty()) {
            faults.add(Fault.at("/code", "word-ends-without-beginning"));
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
    }
}
