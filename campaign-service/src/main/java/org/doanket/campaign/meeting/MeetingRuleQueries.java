package org.doanket.campaign.meeting;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** How many must be there and how many carry, by the kind of meeting, as the rule of a day has it. */
@ApplicationScoped
@Transactional
@Unscoped("rules are public")
public class MeetingRuleQueries {

    /** So many in so many, and by what: the quorum by {@code citation}, the majority by its own. */
    record Rule(int quorumNum, int quorumDen, int majorityNum, int majorityDen, String citation, String majorityCitation) {
    }

    private final AgroalDataSource dataSource;

    MeetingRuleQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The clock of the invitations to a kind of meeting. */
    static String invitations(String kind) {
        return "invitation-" + kind;
    }

    Rule of(String jurisdiction, String kind, LocalDate day) {
        return Sql.of("SELECT *, coalesce(majority_citation, citation) AS majority_by FROM meeting_rule WHERE jurisdiction = ? AND kind = ? AND cancelled_at IS NULL "
                + "ORDER BY valid_from <= ? DESC, abs(valid_from - ?) LIMIT 1", jurisdiction, kind, day, day).first(dataSource, row -> new Rule(
                        row.getInt("quorum_num"), row.getInt("quorum_den"), row.getInt("majority_num"), row.getInt("majority_den"),
                        row.getString("citation"), row.getString("majority_by")))
                .orElseThrow(() -> new IllegalStateException("no meeting_rule for " + kind + " in " + jurisdiction));
    }
}
