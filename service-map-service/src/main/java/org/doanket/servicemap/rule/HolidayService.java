package org.doanket.servicemap.rule;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.Nfc;

/** Declares days off and worked weekends, as a year's notice says them. */
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

    /** @throws Problem 403 not at the top; 422 that day is not to come; 400 neither off or worked nor ordinary */
    public void declare(HolidayCommand asked) {
        rules.requireTop(asked.jurisdiction());
        Problem.refuse(rules.faults(asked.day(), asked.jurisdiction(), "/day"));
        if ((asked.worked() == null) != Boolean.TRUE.equals(asked.ordinary())) {
            throw Problem.malformed(Fault.at("/worked", "not-null"));
        }
        if (asked.worked() == null) {
            Sql.of("DELETE FROM holiday WHERE jurisdiction = ? AND day = ?", asked.jurisdiction(), asked.day()).run(dataSource);
        } else {
            Sql.of("INSERT INTO holiday (jurisdiction, day, worked, code, citation) VALUES (?, ?, ?, ?, ?) ON CONFLICT (jurisdiction, day) DO UPDATE "
                    + "SET worked = excluded.worked, code = excluded.code, citation = excluded.citation", asked.jurisdiction(), asked.day(), asked.worked(),
                    asked.code(), Nfc.of(asked.citation())).run(dataSource);
        }
        audit.record(asked.worked() == null ? "holiday-taken-back" : "holiday-declared", "holiday", asked.jurisdiction() + "/" + asked.day(), null,
                Nfc.of(asked.citation()));
    }
}
