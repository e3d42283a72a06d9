package org.doanket.servicemap.kind;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.MergePatch;
import org.doanket.platform.http.Revision;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.Nfc;

/** Sets the legend of the map, for all units and so at the top only: of each jurisdiction where it is offered. */
@ApplicationScoped
@Transactional
public class KindService {

    private final AgroalDataSource dataSource;
    private final KindQueries queries;
    private final MergePatch mergePatch;
    private final AuditTrail audit;
    private final DatedRules rules;

    KindService(AgroalDataSource dataSource, KindQueries queries, MergePatch mergePatch, AuditTrail audit, DatedRules rules) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.mergePatch = mergePatch;
        this.audit = audit;
        this.rules = rules;
    }

    /** @throws Problem 403 not at the top of each jurisdiction where it is to be offered */
    LegendView add(Legend legend, KindCommand.AddKind asked) {
        asked.jurisdictions().forEach(rules::requireTop);
        String[] where = asked.jurisdictions().stream().distinct().sorted().toArray(String[]::new);
        return added(legend, Sql.of("INSERT INTO " + legend.table + " (jurisdictions, code, label_vi, label_en, label_zh, valid_from, position) SELECT ?::text[],",
                (Object) where), asked.code(), asked.labelVi(), asked.labelEn(), asked.labelZh(), asked.validFrom(), asked.position());
    }

    /** @throws Problem 403 not above all jurisdictions */
    LegendView add(Legend legend, KindCommand.AddAmenity asked) {
        rules.requireTop();
        return added(legend, Sql.of("INSERT INTO " + legend.table + " (code, label_vi, label_en, label_zh, valid_from, position) SELECT"), asked.code(),
                asked.labelVi(), asked.labelEn(), asked.labelZh(), asked.validFrom(), asked.position());
    }

    private LegendView added(Legend legend, Sql insert, String code, String vi, String en, String zh, LocalDate from, Integer position) {
        int rows = insert.add("?, ?, ?, ?, ?, coalesce(?::int, max(position) + 10) FROM " + legend.table + " ON CONFLICT DO NOTHING", code, Nfc.of(vi), Nfc.of(en),
                Nfc.of(zh), from, position).run(dataSource);
        if (rows == 0) {
            throw KindProblems.taken();
        }
        audit.record(legend.noun + "-added", legend.noun, code, null, null);
        return queries.entry(legend, code);
    }

    LegendView edit(Legend legend, String code, String ifMatch, JsonNode patch) {
        Sql.of("SELECT FROM " + legend.table + " WHERE code = ? FOR UPDATE", code).run(dataSource);
        LegendView now = queries.entry(legend, code);
        if (legend.hasJurisdictions) {
            now.jurisdictions().forEach(rules::requireTop);
        } else {
            rules.requireTop();
        }
        Revision.require(ifMatch, now.version());
        KindCommand.Edit edit = mergePatch.apply(new KindCommand.Edit(now.labelVi(), now.labelEn(), now.labelZh(), now.position(), now.validTo()), patch);
        if (edit.validTo() != null && !edit.validTo().isAfter(now.validFrom())) {
            throw Problem.malformed(List.of(Fault.at("/validTo", "not-after-begin")));
        }
        if (Sql.of("SELECT FROM " + legend.table + " WHERE position = ? AND code <> ?", edit.position(), code).first(dataSource, row -> true).isPresent()) {
            throw KindProblems.taken();
        }
        Sql.of("UPDATE " + legend.table + " SET label_vi = ?, label_en = ?, label_zh = ?, position = ?, valid_to = ?, version = version + 1 WHERE code = ?",
                Nfc.of(edit.labelVi()), Nfc.of(edit.labelEn()), Nfc.of(edit.labelZh()), edit.position(), edit.validTo(), code).run(dataSource);
        audit.record(legend.noun + "-changed", legend.noun, code, null, null);
        return queries.entry(legend, code);
    }
}
