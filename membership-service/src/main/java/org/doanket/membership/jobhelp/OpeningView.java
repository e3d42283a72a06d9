package org.doanket.membership.jobhelp;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.doanket.platform.security.FieldVault;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An opening as officers see it.
 *
 * @param state entered | published | refused | filled | closed
 * @param hired how many of {@code headcount} were hired through the union
 */
@Schema(name = "JobOpening")
public record OpeningView(UUID id, UUID unitId, String employer, String employerCode, String title, String trade, String tradeName,
        String description, String area, String areaName, int headcount, int hired, Money payFrom, Money payTo, String contactName,
        String contactPhone, LocalDate openUntil, String state, LocalDate checkedOn, String reason, long version) {

    /** What everybody may see: nothing of persons. */
    @Schema(name = "OpenJob")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Open(UUID id, UUID unitId, String unitName, String employer, String title, String trade, String tradeName, String description,
            String area, String areaName, int vacancies, Money payFrom, Money payTo, LocalDate openUntil, LocalDate checkedOn) {

        static Open of(ResultSet row) throws SQLException {
            return new Open(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("unit_name"),
                    row.getString("employer"), row.getString("title"), row.getString("trade"), row.getString("trade_name"),
                    row.getString("description"), row.getString("area"), row.getString("area_name"), row.getInt("vacancies"),
                    money(row, "pay_from"), money(row, "pay_to"), row.getObject("open_until", LocalDate.class),
                    row.getObject("checked_on", LocalDate.class));
        }
    }

    /** A trade, in the reader's language. */
    @Schema(name = "JobTrade")
    public record Trade(String code, String name) {
    }

    static OpeningView of(ResultSet row, FieldVault vault) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        FieldVault.Key key = vault.key(row.getBytes("key"));
        return new OpeningView(id, row.getObject("unit_id", UUID.class), row.getString("employer"), row.getString("employer_code"),
                row.getString("title"), row.getString("trade"), row.getString("trade_name"), row.getString("description"), row.getString("area"),
                row.getString("area_name"), row.getInt("headcount"), row.getInt("hired"), money(row, "pay_from"), money(row, "pay_to"),
                key.openText(OpeningService.namePlace(id), row.getBytes("contact_name")),
                key.openText(OpeningService.phonePlace(id), row.getBytes("contact_phone")), row.getObject("open_until", LocalDate.class),
                row.getString("state"), row.getObject("checked_on", LocalDate.class), row.getString("reason"), row.getLong("version"));
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        long amount = row.getLong(column);
        return row.wasNull() ? null : new Money(amount, row.getString("currency"));
    }

    @Override
    public String toString() {
        return "OpeningView[id=" + id + ", state=" + state + "]";
    }
}
