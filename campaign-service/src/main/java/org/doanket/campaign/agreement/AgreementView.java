package org.doanket.campaign.agreement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A cooperation agreement.
 *
 * @param state         {@code in-force}, {@code over} or {@code ended} before its time
 * @param nextReviewDue so many months after the last review, or after its begin
 */
@Schema(name = "Agreement")
public record AgreementView(UUID id, UUID unit, String unitCode, String unitName, String partner, String partnerKind, String number, String title,
        List<String> contents, LocalDate signedOn, LocalDate starts, LocalDate ends, int reviewMonths, String state, LocalDate endedOn, String endReason,
        int reviews, LocalDate lastReviewOn, LocalDate nextReviewDue, boolean reviewOverdue, long version) {

    static AgreementView of(ResultSet row) throws SQLException {
        return new AgreementView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("unit_code"), row.getString("unit_name"),
                row.getString("partner"), row.getString("partner_kind"), row.getString("number"), row.getString("title"),
                List.of((String[]) row.getArray("contents").getArray()), day(row, "signed_on"), day(row, "starts"), day(row, "ends"),
                row.getInt("review_months"), row.getString("state"), day(row, "ended_on"), row.getString("end_reason"), row.getInt("reviews"),
                day(row, "last_review"), day(row, "next_review"), row.getBoolean("review_overdue"), row.getLong("version"));
    }

    static LocalDate day(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    @Schema(name = "AgreementReview")
    public record Review(UUID id, LocalDate heldOn, String place, String assessment, String nextSteps, String writtenBy, OffsetDateTime writtenAt) {
    }
}
