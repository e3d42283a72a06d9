package org.doanket.servicemap.intake;

import java.sql.Connection;
import java.sql.SQLException;
import org.doanket.platform.sql.Sql;
import org.doanket.servicemap.streets.ModeView;
import org.doanket.servicemap.streets.NetworkView;
import org.doanket.servicemap.streets.StreetQueries;

/** How far the rows of a file lie from any street: a file whose datum or columns were named wrongly lies in fields and rivers. */
final class OffStreets {

    private final StreetQueries streets;
    private final Rule rule;
    private int near;
    private int off;

    private record Rule(int metres, double share) {
    }

    OffStreets(Connection connection, StreetQueries streets) throws SQLException {
        this.streets = streets;
        rule = Sql.of("SELECT metres, share FROM off_street_rule WHERE cancelled_at IS NULL AND valid_from <= current_date ORDER BY valid_from DESC LIMIT 1")
                .first(connection, row -> new Rule(row.getInt(1), row.getDouble(2))).orElseThrow();
    }

    /** Counts a place. @return metres to the nearest street, or null beyond those that are loaded */
    Integer metres(double latitude, double longitude) {
        NetworkView network = streets.networkAt(latitude, longitude).orElse(null);
        if (network == null) {
            return null;
        }
        Integer found = network.metresToStreet(ModeView.FOOT, latitude, longitude);
        near++;
        off += found == null || found > rule.metres() ? 1 : 0;
        return found;
    }

    int near() {
        return near;
    }

    int off() {
        return off;
    }

    /** Whether so large a share is off all streets that the file itself is to be doubted. */
    boolean warning() {
        return near > 0 && off >= rule.share() * near;
    }
}
