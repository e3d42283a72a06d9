package org.doanket.membership.member;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.sql.Sql;

/** Ties the membership of somebody who comes back to the one before, wherever that lay: seniority goes by it. */
@ApplicationScoped
class MemberReturns {

    /** The membership before of each who had one, and what the rule of the day says of coming back from it. */
    private static final String FORMER = """
            SELECT w.number, f.member_id, f.seniority_from, t.* FROM unnest(?::uuid[], ?::bytea[], ?::text[], ?::date[])
              WITH ORDINALITY AS w (former, person, jurisdiction, joined_on, number)
            CROSS JOIN LATERAL (
              SELECT m.id AS member_id, m.status, coalesce(r.seniority_from, m.joined_on) AS seniority_from
                FROM member m LEFT JOIN member_return r ON r.member_id = m.id WHERE m.id = w.former AND m.ended_on IS NOT NULL
              UNION ALL SELECT o.member_id, o.status, o.seniority_from FROM former_membership_of(w.person) o WHERE w.former IS NULL) f
            CROSS JOIN LATERAL returning_rule(w.jurisdiction, f.status, w.joined_on) t ORDER BY w.number""";

    private static final String TIE = """
            INSERT INTO member_return (member_id, former_id, seniority_from, citation, verified, act_number, act_date)
            SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::date[], ?::text[], ?::boolean[], ?::text[], ?::date[])""";

    private final AgroalDataSource dataSource;

    MemberReturns(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @param number in the order of those who come */
    private record Former(int number, UUID id, LocalDate seniorityFrom, MemberRules.ReturnRule rule) {
    }

    private record Tie(UUID member, Former before, Coming who) {

        LocalDate seniorityFrom() {
            return before.rule().yearsCount() ? before.seniorityFrom() : who.joinedOn();
        }
    }

    /**
     * How he comes.
     *
     * @param former  the membership that is known to be his; null to look for one by the index of the national id, if there is that
     * @param isAbove whether a unit above the one that takes him says so
     */
    record Coming(UUID former, byte[] nationalIdIndex, String jurisdiction, LocalDate joinedOn, String decisionNumber, LocalDate decisionDate,
            boolean isAbove) {
    }

    /** What the rules have against it: the word for it, and as a refusal. */
    private enum Bar {
        MAY_NOT("may-not-return", MemberProblems::mayNotReturn),
        BY_ABOVE("returns-by-unit-above", MemberProblems::returnsByTheUnitAbove),
        BY_DECISION("returns-by-decision", MemberProblems::returnsByDecision);

        private final String code;
        private final Function<MemberRules.ReturnRule, Problem> refusal;

        Bar(String code, Function<MemberRules.ReturnRule, Problem> refusal) {
            this.code = code;
            this.refusal = refusal;
        }

        static Optional<Bar> of(MemberRules.ReturnRule rule, Coming who) {
            if (!rule.mayReturn()) {
                return Optional.of(MAY_NOT);
            }
            if (rule.byAbove() && !who.isAbove()) {
                return Optional.of(BY_ABOVE);
            }
            boolean isDecided = who.decisionNumber() != null && !who.decisionNumber().isBlank() && who.decisionDate() != null;
            return rule.needsAct() && !isDecided ? Optional.of(BY_DECISION) : Optional.empty();
        }
    }

    /** @param members who begin, each as one comes */
    void link(List<UUID> members, List<Coming> people) {
        List<Tie> ties = former(people).stream().map(before -> new Tie(members.get(before.number()), before, people.get(before.number()))).toList();
        ties.forEach(tie -> Bar.of(tie.before().rule(), tie.who()).ifPresent(bar -> {
            throw bar.refusal.apply(tie.before().rule());
        }));
        if (!ties.isEmpty()) {
            Sql.of(TIE, Sql.column(ties, Tie::member), Sql.column(ties, tie -> tie.before().id()), Sql.column(ties, Tie::seniorityFrom),
                    Sql.column(ties, tie -> tie.before().rule().citation()), Sql.column(ties, tie -> tie.before().rule().verified()),
                    Sql.column(ties, tie -> tie.who().decisionNumber()), Sql.column(ties, tie -> tie.who().decisionDate())).run(dataSource);
        }
    }

    /** What {@link #link} would refuse, by the number of who comes. */
    Map<Integer, Fault> against(List<Coming> people) {
        Map<Integer, Fault> found = new LinkedHashMap<>();
        former(people).forEach(before -> Bar.of(before.rule(), people.get(before.number())).ifPresent(bar -> found.put(before.number(),
                Fault.at("/nationalId", bar.code, Map.of("rule", before.rule().citation())))));
        return found;
    }

    private List<Former> former(List<Coming> people) {
        return Sql.of(FORMER, Sql.column(people, Coming::former), Sql.column(people, who -> MemberBatch.bytes(who.nationalIdIndex())),
                Sql.column(people, Coming::jurisdiction), Sql.column(people, Coming::joinedOn)).list(dataSource, row -> new Former(row.getInt("number") - 1,
                        row.getObject("member_id", UUID.class), row.getObject("seniority_from", LocalDate.class), MemberRules.ReturnRule.of(row)));
    }
}
