package org.doanket.servicemap.rule;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import org.doanket.platform.error.Problem;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.sql.Sql;

/** Public holidays: opening hours, duty rosters and the clocks of requests go by them. */
@ApplicationScoped
@Transactional
public class HolidayService {

    private final AgroalDataSource dataSource;
    private final DatedRules rules;
    private final AuditTrail audit;

    HolidayService(AgroalDataSource dataSource, DatedRules rules, AuditTrail audit) {
        this.dataSource = dataSource;
        this.rules = rules;
        this.audit = audit;
    }

    public List<HolidayView> ofYear(String jurisdiction, int year) {
        return Sql.of("SELECT jurisdiction, day, code, source FROM holiday WHERE jurisdiction = ? AND day >= ? AND day < ? ORDER BY day", jurisdiction,
                LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1)).list(dataSource, row -> new HolidayView(row.getString(1),
                row.getObject(2, LocalDate.class), row.getString(3), row.getString(4)));
    }

    /** @throws Problem 403 not at the top; 422 that day is not to come */
    public void declare(HolidayCommand asked) {
        rules.requireTop(asked.jurisdiction());
        Problem.refuse(rules.faults(asked.day(), asked.jurisdiction(), "/day"));
        if (asked.off()) {
            Sql.of("INSERT INTO holiday (jurisdiction, day, code, source) VALUES (?, ?, ?, ?) ON CONFLICT (jurisdiction, day) DO UPDATE SET code = excluded.code, "
                    + "source = excluded.source", asked.jurisdiction(), asked.day(), asked.code(), asked.source()).run(dataSource);
        } else {
            Sql.of("DELETE FROM holiday WHERE jurisdiction = ? AND day = ?", asked.jurisdiction(), asked.day()).run(dataSource);
        }
        audit.record(asked.off() ? "holiday-declared" : "holiday-taken-back", "holiday", asked.jurisdiction() + "/" + asked.day(), null, asked.source());
    }
}
