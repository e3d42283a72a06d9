package org.doanket.finance;

import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

/** What day it is in each jurisdiction, and where: as columns side by side, which statements over units of all of them take. */
public record Jurisdictions(String[] codes, String[] days, String[] zones) {

    public static Jurisdictions now(DataSource source, Clock clock) {
        List<String> codes = Sql.of("SELECT code FROM jurisdiction ORDER BY code").list(source, row -> row.getString(1));
        return new Jurisdictions(codes.toArray(String[]::new), Sql.column(codes, code -> Zones.today(clock, code)), Sql.column(codes, Zones::of));
    }
}
