package org.doanket.membership.member;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.membership.right.RightsQueries;
import org.doanket.membership.rule.ParameterQueries;
import org.doanket.membership.rule.ParameterView;
import org.doanket.membership.standing.StandingView;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.sql.Sql;

/** What the dated rules ask of those who join, of each status and of those who come back. Refusals cite them. */
@ApplicationScoped
class MemberRules {

    private final AgroalDataSource dataSource;
    private final RightsQueries rights;
    private final ParameterQueries parameters;

    MemberRules(AgroalDataSource dataSource, RightsQueries rights, ParameterQueries parameters) {
        this.dataSource = dataSource;
        this.rights = rights;
        this.parameters = parameters;
    }

    /** Whether the years before count when somebody comes back. */
    record ReturnRule(String formerStatus, boolean mayReturn, boolean yearsCount, String citation, boolean verified) {
    }

    /** Old enough, of a category that may join on that day, and a foreigner with a contract that is long enough. */
    void requireMayJoin(MemberCommand.Change file, String jurisdiction, LocalDate on) {
        Optional<ParameterView.Value> age = parameters.value(jurisdiction, "working-age", on);
        if (file.birthDate() != null && age.isPresent() && on.isBefore(file.birthDate().plusYears(age.get().value()))) {
            throw MemberProblems.tooYoung(age.get());
        }
        requireCategory(file.category(), file.profile(), jurisdiction, on);
    }

    void requireCategory(String category, MemberProfile profile, String jurisdiction, LocalDate on) {
        rights.refusal("join", category, jurisdiction, on).ifPresent(refusal -> {
            throw MemberProblems.mayNotJoin(refusal);
        });
        if (category.equals("foreign")) {
            parameters.value(jurisdiction, "foreign-contract-at-least", on).ifPresent(least -> {
                if (profile == null || !profile.hasContractOf(least.value())) {
                    throw MemberProblems.contractTooShort(least);
                }
            });
        }
    }

    StatusRule status(String jurisdiction, String status, LocalDate on) {
        return Sql.of("SELECT s.code, s.is_open, r.* FROM member_status s LEFT JOIN LATERAL (SELECT * FROM status_rule r WHERE r.jurisdiction = ? "
                + "AND r.status = s.code AND r.valid_from <= ? ORDER BY r.valid_from DESC LIMIT 1) r ON true WHERE s.code = ?", jurisdiction, on, status)
                .first(dataSource, StatusRule::of).orElseThrow(() -> Problem.invalid(List.of(Fault.at("/status", "unknown-status"))));
    }

    /** The word for why; where none is given, the usual one of that status. */
    String reasonCode(MemberCommand.SetStatus command) {
        return Sql.of("SELECT code FROM status_reason WHERE status = ?", command.status()).given(command.reasonCode(), "AND code = ?")
                .add("ORDER BY rank LIMIT 1").first(dataSource, row -> row.getString(1))
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

    Optional<ReturnRule> returning(String jurisdiction, String formerStatus, LocalDate on) {
        return Sql.of("SELECT * FROM return_rule WHERE jurisdiction = ? AND former_status = ? AND valid_from <= ? ORDER BY valid_from DESC LIMIT 1",
                jurisdiction, formerStatus, on).first(dataSource, row -> new ReturnRule(row.getString("former_status"), row.getBoolean("may_return"),
                        row.getBoolean("years_count"), row.getString("citation"), row.getBoolean("verified")));
    }
}
