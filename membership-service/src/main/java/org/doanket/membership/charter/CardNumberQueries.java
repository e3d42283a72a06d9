package org.doanket.membership.charter;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Optional;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

/** What the number of a card looks like, by the rules of a jurisdiction on a day. */
@ApplicationScoped
@Transactional
public class CardNumberQueries {

    private final AgroalDataSource dataSource;

    CardNumberQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Where it is written that such a number is of no form that is in force; none where it is of one, or where there are none. */
    @Unscoped("rules are the same for every unit")
    public Optional<String> refusal(String number, String jurisdiction, LocalDate day) {
        return Sql.of("SELECT f.citation FROM card_forms(?, ?) f WHERE NOT ? ~ ANY (f.patterns)", jurisdiction, day, number)
                .first(dataSource, row -> row.getString(1));
    }
}
