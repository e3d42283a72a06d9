package org.doanket.campaign.plan;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** By which percentages lights change, as the rule of a day has it. */
@ApplicationScoped
@Transactional
@Unscoped("rules are public")
public class LightQueries {

    private final AgroalDataSource dataSource;

    LightQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    Outlook.Rule rule(String jurisdiction, LocalDate day) {
        // A plan of a year before the first rule is judged by the first.
        return Sql.of("SELECT * FROM light_rule WHERE jurisdiction = ? AND cancelled_at IS NULL ORDER BY valid_from <= ? DESC, abs(valid_from - ?) LIMIT 1",
                jurisdiction, day, day).first(dataSource, row -> new Outlook.Rule(row.getBigDecimal("amber_from"), row.getBigDecimal("green_from"),
                        row.getString("citation"), row.getBoolean("verified")))
                .orElseThrow(() -> new IllegalStateException("no light_rule in " + jurisdiction));
    }
}
