package org.doanket.finance.dues;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.doanket.platform.money.Money;
import org.doanket.platform.money.Ratio;

/** A charge together with the rule, the parameters and the resolution that it came from. */
record ChargeFigures(String rule, String citation, boolean verified, String method, String baseKind, long baseStep, Ratio rate,
        Ratio capPart, Money capParameter, Ratio floorPart, Money floorParameter, Money base, Money amount, Money excess,
        String exemption, String exemptionCitation, Ratio ownRate, String resolution, boolean isWithdrawn) {

    static ChargeFigures of(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        return new ChargeFigures(row.getString("rule"), row.getString("citation"), row.getBoolean("verified"),
                row.getString("method"), row.getString("base_kind"), row.getLong("base_step"), ratio(row, "rate"), ratio(row, "cap"),
                money(row, "cap_amount", currency), ratio(row, "floor"), money(row, "floor_amount", currency),
                money(row, "base", currency), money(row, "amount", currency), money(row, "excess", currency),
                row.getString("reason"), row.getString("exemption_citation"), ratio(row, "own"), row.getString("resolution"),
                row.getInt("kind") == 1);
    }

    private static Ratio ratio(ResultSet row, String name) throws SQLException {
        Long numerator = row.getObject(name + "_num", Long.class);
        return numerator == null ? null : new Ratio(numerator, row.getLong(name + "_den"));
    }

    private static Money money(ResultSet row, String name, String currency) throws SQLException {
        Long amount = row.getObject(name, Long.class);
        return amount == null ? null : new Money(amount, currency);
    }
}
