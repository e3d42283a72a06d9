package org.doanket.membership.member;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Under what conditions a status is given, by the rules of a day.
 *
 * @param isOpen        whether the membership goes on
 * @param fromStatuses  after which it may be given; null where no rule has begun
 * @param needsAct      only by a decision that has a number
 * @param needsReminder only some months after a reminder
 */
record StatusRule(String status, boolean isOpen, List<String> fromStatuses, boolean needsAct, boolean needsReminder, String citation,
        boolean verified) {

    static StatusRule of(ResultSet row) throws SQLException {
        boolean isRuled = row.getArray("from_statuses") != null;
        return new StatusRule(row.getString("code"), row.getBoolean("is_open"),
                isRuled ? List.of((String[]) row.getArray("from_statuses").getArray()) : null, row.getBoolean("needs_act"),
                row.getBoolean("needs_reminder"), row.getString("citation"), row.getBoolean("verified"));
    }

    /** Whether it is said of one whose membership is over by that status: somebody dies after having retired. */
    boolean mayFollowTheEndBy(String from) {
        return !isOpen && fromStatuses != null && fromStatuses.contains(from);
    }

    /** @throws org.doanket.platform.error.Problem 422 that cites the rule */
    void require(String from, String actNumber) {
        if (fromStatuses != null && !fromStatuses.contains(from)) {
            throw MemberProblems.statusNotAllowed(this, from);
        }
        if (needsAct && (actNumber == null || actNumber.isBlank())) {
            throw MemberProblems.actMissing(this);
        }
    }
}
