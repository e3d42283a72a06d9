package org.doanket.membership.member;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.membership.member.MemberCommand.Joining.Occasion;
import org.doanket.membership.rule.ParameterQueries;
import org.doanket.membership.rule.ParameterView;
import org.doanket.membership.standing.StandingView;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;

/** What the dated rules ask of those who join, of each status and of those who come back. Refusals cite them. */
@ApplicationScoped
class MemberRules {

    /** The rules are looked up once for all who join alike. */
    private static final String JOINING = """
            WITH who AS MATERIALIZED (
              SELECT * FROM unnest(?::boolean[], ?::boolean[], ?::boolean[], ?::boolean[], ?::date[], ?::text[], ?::date[], ?::date[], ?::date[], ?::text[], ?::text[],
                ?::text[], ?::boolean[]) WITH ORDINALITY AS w (is_new, moves, is_other_category, is_other_age, birth, contract_type, contract_from, contract_to, day,
                jurisdiction, kind, category, applies, number)
            ), rule AS MATERIALIZED (
              SELECT d.jurisdiction, d.kind, d.category, d.day, d.applies, r.* FROM (SELECT DISTINCT jurisdiction, kind, category, day, applies FROM who) d
              CROSS JOIN LATERAL joining_rules(d.jurisdiction, d.kind, d.category, d.day, d.applies) r
            )
            SELECT w.number, unnest(joining_faults_on(w.is_new, w.moves, w.is_other_category, w.is_other_age, w.birth, w.contract_type, w.contract_from,
              w.contract_to, w.day, r.least_age, r.age_by, r.kept_out_by, r.not_taken_by, r.least_months, r.months_by)) AS fault
            FROM who w JOIN rule r ON (r.jurisdiction, r.kind, r.category, r.day, r.applies) IS NOT DISTINCT FROM (w.jurisdiction, w.kind, w.category, w.day, w.applies)
            ORDER BY w.number""";

    private final AgroalDataSource dataSource;
    private final ParameterQueries parameters;

    MemberRules(AgroalDataSource dataSource, ParameterQueries parameters) {
        this.dataSource = dataSource;
        this.parameters = parameters;
    }

    /**
     * Whether the years before count when somebody comes back.
     *
     * @param needsAct by a decision only; {@code byAbove} one of a unit above that which takes him
     */
    record ReturnRule(String formerStatus, boolean mayReturn, boolean yearsCount, boolean needsAct, boolean byAbove, String citation, boolean verified) {

        static ReturnRule of(ResultSet row) throws SQLException {
            return new ReturnRule(row.getString("former_status"), row.getBoolean("may_return"), row.getBoolean("years_count"), row.getBoolean("needs_act"),
                    row.getBoolean("by_above"), row.getString("citation"), row.getBoolean("verified"));
        }
    }

    /**
     * All that stands against somebody who joins, becomes of another category or age, or goes to another unit: age, category, the unit's kind,
     * and of a foreigner the contract. The rules are those of the day, in the functions joining_rules and joining_faults_on, which the rows
     * of a sheet are judged by too.
     *
     * @param at where the fields stand in the body, such as {@code /person}; {@code contractAt} the days of the contract
     */
    List<Fault> joining(MemberCommand.Joining who, String at, String contractAt) {
        return joining(List.of(who), at, contractAt).get(0);
    }

    /** The same of many at once. @return of each, in their order */
    List<List<Fault>> joining(List<MemberCommand.Joining> people, String at, String contractAt) {
        List<List<Fault>> found = new ArrayList<>();
        people.forEach(who -> found.add(new ArrayList<>()));
        Sql.of(JOINING, Sql.column(people, who -> who.occasion() == Occasion.APPLICATION || who.occasion() == Occasion.ADMISSION),
                Sql.column(people, who -> who.occasion() == Occasion.MOVE), Sql.column(people, who -> who.occasion() == Occasion.OTHER_CATEGORY),
                Sql.column(people, who -> who.occasion() == Occasion.OTHER_AGE), Sql.column(people, MemberCommand.Joining::birthDate),
                Sql.column(people, who -> profile(who).contractType()), Sql.column(people, who -> profile(who).contractFrom()),
                Sql.column(people, who -> profile(who).contractTo()), Sql.column(people, MemberCommand.Joining::on),
                Sql.column(people, MemberCommand.Joining::jurisdiction), Sql.column(people, MemberCommand.Joining::unitKind),
                Sql.column(people, MemberCommand.Joining::category), Sql.column(people, who -> who.occasion() == Occasion.APPLICATION))
                .list(dataSource, row -> {
                    JoiningFault fault = JoiningFault.of(row.getString("fault"));
                    String where = fault.field().startsWith("contract") ? contractAt : at;
                    return found.get(row.getInt("number") - 1).add(Fault.at(where + "/" + fault.field(), fault.code(), fault.places()));
                });
        return found;
    }

    private static MemberProfile profile(MemberCommand.Joining who) {
        return who.profile() == null ? MemberProfile.of(null, null) : who.profile();
    }

    /** @throws Problem where a unit of that kind does not take members of that category on that day */
    void requireTaken(String category, UnitRef unit, LocalDate on) {
        joining(new MemberCommand.Joining(unit.jurisdiction(), unit.kind(), category, null, null, on, Occasion.MOVE), "", "").stream().findFirst()
                .ifPresent(fault -> {
                    throw MemberProblems.notTaken(unit.code(), (String) fault.places().get("rule"));
                });
    }

    StatusRule status(String jurisdiction, String status, LocalDate on) {
        return Sql.of("SELECT s.code, s.is_open, r.* FROM member_status s LEFT JOIN LATERAL (SELECT * FROM status_rule r WHERE r.jurisdiction = ? "
                + "AND r.status = s.code AND r.valid_from <= ? AND r.cancelled_at IS NULL ORDER BY r.valid_from DESC LIMIT 1) r ON true WHERE s.code = ?", jurisdiction, on, status)
                .first(dataSource, StatusRule::of).orElseThrow(() -> Problem.invalid(List.of(Fault.at("/status", "unknown-status"))));
    }

    /** The word for why; where none is given, the usual one of that status. */
    String reasonCode(String jurisdiction, MemberCommand.SetStatus command) {
        return Sql.of("SELECT code FROM status_reasons(?, ?) WHERE status = ?", jurisdiction, command.since(), command.status())
                .given(command.reasonCode(), "AND code = ?")
                .add("ORDER BY rank, code LIMIT 1").first(dataSource, row -> row.getString(1))
                .orElseThrow(() -> Problem.invalid(List.of(Fault.at("/reasonCode", "unknown-status-reason"))));
    }

    /** Nothing lapses unwarned: only months after the reminder, and months after the last dues. */
    void requireLapse(StatusRule rule, UUID member, String jurisdiction, LocalDate joinedOn, StandingView standing, LocalDate on) {
        LocalDate reminded = Sql.of("SELECT max(given_on) FROM member_reminder WHERE member_id = ? AND given_on <= ? HAVING count(*) > 0", member, on)
                .first(dataSource, row -> row.getObject(1, LocalDate.class)).orElseThrow(() -> MemberProblems.notReminded(rule));
        LocalDate owing = standing.paidUpTo() == null ? joinedOn : standing.paidUpTo().plusMonths(1).atDay(1);
        parameters.value(jurisdiction, "lapse-after", on).ifPresent(months -> {
            LocalDate earliest = (owing.isAfter(reminded) ? owing : reminded).plusMonths(months.value());
            if (on.isBefore(earliest)) {
                throw MemberProblems.lapsesLater(months, earliest);
            }
        });
    }

    /** A rule's word of somebody who joins, as the database says it: field:code:figure|citation. */
    private record JoiningFault(String field, String code, Map<String, ?> places) {

        static JoiningFault of(String text) {
            String[] parts = text.split(":", 3);
            String[] values = parts[2].split("\\|", 2);
            return new JoiningFault(parts[0], parts[1], Map.of("least", values[0], "rule", values[1]));
        }
    }
}
