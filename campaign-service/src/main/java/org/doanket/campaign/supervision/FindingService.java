package org.doanket.campaign.supervision;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.OwnUnit;
import org.doanket.campaign.clock.ClockQueries;
import org.doanket.campaign.clock.ClockView;
import org.doanket.campaign.supervision.SupervisionView.Finding;
import org.doanket.campaign.supervision.SupervisionView.Recommendation;
import org.doanket.campaign.supervision.SupervisionView.Supervision;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.money.Money;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** What was found, what is recommended about it, what is answered and what comes of it. */
@ApplicationScoped
@Transactional
public class FindingService {

    private static final String BY_WORD = "as the recommendation says";
    private static final String BY_ANSWER = "as the answer says";

    private final AgroalDataSource dataSource;
    private final SupervisionService supervisions;
    private final SupervisionQueries queries;
    private final ClockQueries clocks;
    private final OwnUnit own;
    private final UnitTree tree;
    private final Caller caller;
    private final Clock clock;

    FindingService(AgroalDataSource dataSource, SupervisionService supervisions, SupervisionQueries queries, ClockQueries clocks, OwnUnit own,
            UnitTree tree, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.supervisions = supervisions;
        this.queries = queries;
        this.clocks = clocks;
        this.own = own;
        this.tree = tree;
        this.caller = caller;
        this.clock = clock;
    }

    public UUID find(UUID supervisionId, SupervisionCommand.Find command) {
        Supervision supervision = supervisions.forChange(supervisionId, "running");
        supervisions.refuseUnknownTopics(supervision.unit(), supervision.starts(), List.of(command.topic()));
        if (command.subject() > supervision.subjects().size()) {
            throw SupervisionProblems.noSubject(command.subject());
        }
        UUID id = Ids.next();
        Sql.of("INSERT INTO finding (id, supervision_id, unit_id, subject, topic, kind, severity, persons, amount, currency, text, written_by, written_at) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", id, supervisionId, supervision.unit(), command.subject(), command.topic(),
                command.kind(), command.severity(), command.persons(), amount(command.amount()), currency(command.amount()), command.text(),
                caller.subject(), clock.instant()).run(dataSource);
        supervisions.touch(supervisionId);
        return id;
    }

    public UUID recommend(UUID findingId, SupervisionCommand.Recommend command) {
        Finding finding = queries.finding(caller.scope(), findingId);
        UnitRef unit = own.require(finding.unit(), "finding");
        if (finding.kind().equals("good-practice")) {
            throw SupervisionProblems.goodPractice();
        }
        own.requireCome(unit, command.givenOn(), "/givenOn");
        ClockView.Due due = command.due() != null ? new ClockView.Due(command.due(), BY_WORD)
                : clocks.due(unit.jurisdiction(), "recommendation-answer", command.givenOn());
        UUID id = Ids.next();
        Sql.of("INSERT INTO recommendation (id, finding_id, unit_id, addressee, text, given_on, due, due_by, state, version) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open', 1)", id, findingId, unit.id(), command.addressee(), command.text(), command.givenOn(),
                due.last(), due.by()).run(dataSource);
        return id;
    }

    /** A refusal is not the last word: the union insists, and the addressee answers anew. What he accepts has a day by which it is to be done. */
    public void answer(UUID id, SupervisionCommand.Answer command, String ifMatch) {
        Recommendation recommendation = forChange(id, ifMatch, "open", "answered", "refused");
        refuseBadDay(recommendation, command.on());
        ClockView.Due carry = !command.accepted() ? new ClockView.Due(null, null) : command.by() != null ? new ClockView.Due(command.by(), BY_ANSWER)
                : clocks.due(tree.find(recommendation.unit()).orElseThrow().jurisdiction(), "recommendation-carrying-out", command.on());
        Sql.of("UPDATE recommendation SET state = ?, answer = ?, answered_on = ?, answered_by = ?, carry_due = ?, carry_due_by = ?, version = version + 1 WHERE id = ?",
                command.accepted() ? "answered" : "refused", command.text(), command.on(), side(recommendation), carry.last(), carry.by(), id)
                .run(dataSource);
    }

    public void conclude(UUID id, SupervisionCommand.Result command, String ifMatch) {
        Recommendation recommendation = forChange(id, ifMatch, "open", "answered", "refused", "carried-out");
        refuseBadDay(recommendation, command.on());
        Sql.of("UPDATE recommendation SET state = 'carried-out', result = ?, result_on = ?, result_by = ?, people = ?, amount = ?, currency = ?, "
                + "version = version + 1 WHERE id = ?", command.text(), command.on(), side(recommendation), command.people(), amount(command.amount()),
                currency(command.amount()), id).run(dataSource);
    }

    private Recommendation forChange(UUID id, String ifMatch, String... states) {
        Sql.of("SELECT 1 FROM recommendation WHERE id = ? FOR UPDATE", id).first(dataSource, row -> true);
        Recommendation recommendation = queries.recommendation(caller.scope(), id);
        own.require(side(recommendation).equals("supervisor") ? recommendation.unit() : recommendation.subject(), "recommendation");
        Revision.require(ifMatch, recommendation.version());
        if (!List.of(states).contains(recommendation.state())) {
            throw SupervisionProblems.notFrom(recommendation.state());
        }
        return recommendation;
    }

    /** On whose side the caller is: who reaches the unit that supervises is on its side, though he reach the subject too. */
    private String side(Recommendation recommendation) {
        return caller.scope().contains(tree.find(recommendation.unit()).orElseThrow().path()) ? "supervisor" : "subject";
    }

    private void refuseBadDay(Recommendation recommendation, LocalDate day) {
        if (day.isBefore(recommendation.givenOn())) {
            throw Problem.invalid(List.of(Fault.at("/on", "before-it-was-given")));
        }
        own.requireCome(tree.find(recommendation.unit()).orElseThrow(), day, "/on");
    }

    private static Long amount(Money money) {
        return money == null ? null : money.amount();
    }

    private static String currency(Money money) {
        return money == null ? null : money.currency();
    }
}
