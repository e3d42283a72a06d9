package org.doanket.membership.right;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.http.Language;
import org.doanket.platform.rule.RuleTable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a member may on a day.
 *
 * @param category and {@code status} of that day; null where the membership had not begun
 */
@Schema(name = "MemberRights")
public record RightsView(UUID memberId, LocalDate asOf, String category, String status, List<Right> rights) {

    /**
     * @param because  {@code category}, {@code status} or {@code any}: which ground decides; {@code no-membership} where there is none on that day
     * @param citation where it stands; null where no rule speaks of it
     * @param verified read in the source that is cited
     */
    @Schema(name = "MemberRight")
    public record Right(String code, String name, boolean held, String because, String citation, Boolean verified) {

        static Right of(ResultSet row) throws SQLException {
            return new Right(row.getString("code"), row.getString("name"), row.getBoolean("is_held"), row.getString("ground"),
                    row.getString("citation"), row.getObject("verified", Boolean.class));
        }
    }

    /** Why somebody has not a right: for the feature that goes by it and for the refusal that names it. */
    public record Refusal(String because, String subject, String citation, boolean verified) {

        /** No rule was needed: whoever was no member that day has no right of members. */
        public boolean isOfNoMember() {
            return because.equals("no-membership");
        }
    }

    /** A row of the rules: from a day on, of a category, of a status or of any. */
    @Schema(name = "RightRule")
    public record Rule(UUID id, String jurisdiction, String right, String rightName, String ground, String subject, LocalDate validFrom, boolean held,
            String citation, boolean verified, OffsetDateTime cancelledAt, String cancelledWhy) {

        /** With the right's name in the reader's language: a column's name is made of one of our three languages, never of what a client sent. */
        static RuleTable<Rule> table() {
            return RuleTable.of("right_rule", List.of("jurisdiction", "right_code", "ground", "subject"), Rule::of)
                    .reading("(SELECT k.name_" + Language.current().getLanguage() + " FROM right_kind k WHERE k.code = r.right_code) AS name");
        }

        static Rule of(ResultSet row) throws SQLException {
            String subject = row.getString("subject");
            return new Rule(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("right_code"), row.getString("name"), row.getString("ground"),
                    subject.isEmpty() ? null : subject, row.getObject("valid_from", LocalDate.class), row.getBoolean("is_held"),
                    row.getString("citation"), row.getBoolean("verified"), row.getObject("cancelled_at", OffsetDateTime.class),
                    row.getString("cancelled_why"));
        }
    }
}
