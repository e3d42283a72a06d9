package org.doanket.campaign.word;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleCancellation;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;

/** Sets words for days to come: for a whole jurisdiction, so at the top of the tree only. */
@ApplicationScoped
@Transactional
public class WordService {

    /** In one list, of one jurisdiction: whoever reads a list of words reads all of it. */
    static final int MOST = 200;

    private final AgroalDataSource dataSource;
    private final DatedRules rules;
    private final Caller caller;

    WordService(AgroalDataSource dataSource, DatedRules rules, Caller caller) {
        this.dataSource = dataSource;
        this.rules = rules;
        this.caller = caller;
    }

    public WordView set(String list, WordCommand.Set command) {
        WordCommand.Labels labels = command.labels();
        return rules.setting(WordView.TABLE, command.source())
                .require(list.equals(WordQueries.PETITION_TOPICS) == (command.competent() != null), "/competent", "levels-of-petition-topics")
                .require(command.inUse() || begins(list, command), "/code", "word-ends-without-beginning")
                .require(!command.inUse() || others(list, command) < MOST, "/code", "words-too-many")
                .with("list", list).with("code", command.code()).with("in_use", command.inUse()).with("position", command.position())
                .with("label_vi", labels.vi()).with("label_en", labels.en()).with("label_zh", labels.zh())
                .with("competent", command.competent() == null ? null : command.competent().toArray(String[]::new)).with("set_by", caller.subject()).set();
    }

    public WordView cancel(String list, UUID id, RuleCancellation command) {
        return rules.cancel(WordView.TABLE, one(list, id).id(), command);
    }

    /** @throws Problem 404 none in that list */
    public WordView one(String list, UUID id) {
        WordView word = rules.one(WordView.TABLE, id);
        if (!word.list().equals(list)) {
            throw Problem.notFound("word");
        }
        return word;
    }

    /** Words besides that one, on whatever days. */
    private int others(String list, WordCommand.Set command) {
        return Sql.of("SELECT count(DISTINCT code) FROM word WHERE jurisdiction = ? AND list = ? AND code <> ? AND cancelled_at IS NULL",
                command.source().jurisdiction(), list, command.code()).first(dataSource, row -> row.getInt(1)).orElseThrow();
    }

    /** Before that day. */
    private boolean begins(String list, WordCommand.Set command) {
        return Sql.of("SELECT FROM word WHERE jurisdiction = ? AND list = ? AND code = ? AND cancelled_at IS NULL AND valid_from < ? LIMIT 1",
                command.source().jurisdiction(), list, command.code(), command.source().validFrom()).first(dataSource, row -> true).isPresent();
    }
}
