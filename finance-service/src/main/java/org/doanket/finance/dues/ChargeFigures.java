package org.doanket.finance.dues;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.doanket.platform.money.Money;
import org.doanket.platform.money.Ratio;

/**
 * A charge together with the rule, the parameters and the resolution that it came from.
 *
 * @param unverified citations of those of them that decide it and that nobody has verified; @param ownCapBinds whether the cap holds for the unit's own rate
 */
record ChargeFigures(String rule, String citation, List<String> unverified, String method, String baseKind, long baseStep, Ratio rate,
        Ratio capPart, Money capParameter, Ratio floorPart, Money floorParameter, Money base, Money amount, Money excess,
        String exemption, String exemptionCitation, Ratio ownRate, boolean ownCapBinds, String resolution, boolean isWithdrawn) {

    static ChargeFigures of(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        return new ChargeFigures(row.getString("rule"), row.getString("citation"), unverified(row),
                row.getString("method"), row.getString("base_kind"), row.getLong("base_step"), ratio(row, "rate"), ratio(row, "cap"),
                money(row, "cap_amount", currency), ratio(row, "floor"), money(row, "floor_amount", currency),
                money(row, "base", currency), money(row, "amount", currency), money(row, "excess", currency),
                row.getString("reason"), row.getString("exemption_citation"), ratio(row, "own"), row.getBoolean("cap_binds"), row.getString("resolution"),
                row.getInt("kind") == 1);
    }

    /** The cap is asked even where it does not bind: that it does not is what it says. */
    private static List<String> unverified(ResultSet row) throws SQLException {
        List<String> from = new ArrayList<>(List.of(""));
        if (row.getInt("kind") != 1 && row.getString("reason") != null) {
            from.add("exemption_");
        } else if (row.getInt("kind") != 1 && !row.getString("method").equals("out-of-scope")) {
            from.add(row.getString("method").equals("fixed") ? "floor_" : "cap_");
        }
        List<String> citations = new ArrayList<>();
        for (String source : from) {
            String citation = row.getString(source + "citation");
            if (citation != null && !row.getBoolean(source + "verified") && !citations.contains(citation)) {
                citations.add(citation);
            }
        }
        return citations;
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
