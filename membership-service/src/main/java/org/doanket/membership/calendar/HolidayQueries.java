package org.doanket.membership.calendar;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
@Unscoped("a calendar is the same for everybody")
public class HolidayQueries {

    private final AgroalDataSource dataSource;

    HolidayQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** A year has some dozens at most. */
    public List<HolidayView> list(String jurisdiction, int year) {
        return Sql.of("SELECT * FROM holiday WHERE jurisdiction = ? AND day >= make_date(?, 1, 1) AND day < make_date(?, 1, 1) ORDER BY day",
                jurisdiction, year, year + 1).list(dataSource, HolidayView::of);
    }
}
