package org.doanket.finance.arrears;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.doanket.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a member owes a unit still, of the months that have come into a phase of arrears. Not paid is also what his unit has not passed on.
 *
 * @param days  since the last day of the oldest of them
 * @param phase of the oldest
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemberArrearsView(@JsonIgnore long number, @JsonIgnore String path, UUID member, String memberCode, String name, UUID unit, String unitCode,
        List<YearMonth> months, Money outstanding, YearMonth oldest, int days, int phase, String action, String phaseName, List<Reminder> reminders) {

    /** That a month had come into a phase he was told then. */
    public record Reminder(YearMonth month, int phase, OffsetDateTime at) {

        private static Reminder of(String told) {
            String[] parts = told.split(" ");
            return new Reminder(YearMonth.parse(parts[0]), Integer.parseInt(parts[1]), OffsetDateTime.parse(parts[2]));
        }
    }

    static MemberArrearsView of(ResultSet row, Locale language) throws SQLException {
        List<YearMonth> months = texts(row, "months").map(YearMonth::parse).toList();
        String name = switch (language.getLanguage()) {
            case "vi" -> "name_vi";
            case "zh" -> "name_zh";
            default -> "name_en";
        };
        return new MemberArrearsView(row.getLong("member_no"), row.getString("path"), row.getObject("id", UUID.class), row.getString("member_code"),
                row.getString("display_name"), row.getObject("unit_id", UUID.class), row.getString("unit_code"), months,
                new Money(row.getLong("owed"), row.getString("currency")), YearMonth.from(row.getObject("oldest", LocalDate.class)), row.getInt("days"),
                row.getInt("phase"), row.getString("action"), row.getString(name), texts(row, "reminders").map(Reminder::of).toList());
    }

    private static Stream<String> texts(ResultSet row, String column) throws SQLException {
        return row.getArray(column) == null ? Stream.of() : Arrays.stream((String[]) row.getArray(column).getArray());
    }

    /** A page of them; only says to readers of the API what a {@code Page} of this is. */
    @Schema(name = "PageMemberArrearsView")
    record Listed(List<MemberArrearsView> items, String next) {
    }
}
