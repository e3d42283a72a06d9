package org.doanket.finance.dues;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.money.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the verifier of the kept totals found. {@code totals}: how many it compared; {@code parted}: the first of those that differ. */
@Schema(name = "TotalsVerification")
public record TotalsView(UUID unit, String scope, long totals, boolean intact, List<Parted> parted) {

    /** {@code what} is dues, fund or employer-fund, of a share its stream, its origin and who got it, or the pay that dues were reckoned on. */
    @Schema(name = "TotalParted")
    public record Parted(UUID unit, YearMonth month, String what, Money kept, Money rebuilt) {

        static Parted of(ResultSet row) throws SQLException {
            String currency = row.getString("currency");
            return new Parted(row.getObject("unit_id", UUID.class), YearMonth.from(row.getObject("month", LocalDate.class)), row.getString("what"),
                    new Money(row.getLong("kept"), currency), new Money(row.getLong("rebuilt"), currency));
        }
    }
}
