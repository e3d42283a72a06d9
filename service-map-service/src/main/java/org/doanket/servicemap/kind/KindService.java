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
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.Nfc;

/** Sets the legend of the map, for all units and so at the top only. */
@ApplicationScoped
@Transactional
public class KindService {

    private final AgroalDataSource dataSource;
    private final KindQueries queries;
    private final MergePatch mergePatch;
    private final AuditTrail audit;
    private final Caller caller;

    KindService(AgroalDataSource dataSource, KindQueries queries, MergePatch mergePatch, AuditTrail audit, Caller caller) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.mergePatch = mergePatch;
        this.audit = audit;
        this.caller = caller;
    }

    public LegendView add(KindCommand.AddKind asked) {
        onlyTop();
        String[] where = asked.jurisdictions().stream().distinct().sorted().toArray(String[]::new);
        return added("kind", Sql.of("INSERT INTO kind (jurisdictions, code, label_vi, label_en, label_zh, valid_from, position) SELECT ?::text[],", (Object) where),
                asked.code(), asked.labelVi(), asked.labelEn(), asked.labelZh(), asked.validFrom(), asked.position());
    }

    public LegendView add(KindCommand.AddAmenity asked) {
        onlyTop();
        return added("amenity", Sql.of("INSERT INTO amenity (code, label_vi, label_en, label_zh, valid_from, position) SELECT"), asked.code(), asked.labelVi(),
                asked.labelEn(), asked.labelZh(), asked.validFrom(), asked.position());
    }

    public LegendView editKind(String code, String ifMatch, JsonNode patch) {
        return edited("kind", code, ifMatch, patch);
    }

    public LegendView editAmenity(String code, String ifMatch, JsonNode patch) {
        return edited("amenity", code, ifMatch, patch);
    }

    private LegendView added(String table, Sql insert, String code, String vi, String en, String zh, LocalDate from, Integer position) {
        int rows = insert.add("?, ?, ?, ?, ?, coalesce(?::int, max(position) + 10) FROM " + table + " ON CONFLICT DO NOTHING", code, Nfc.of(vi), Nfc.of(en),
                Nfc.of(zh), from, position).run(dataSource);
        if (rows == 0) {
            throw KindProblems.taken();
        }
        audit.record(table + "-added", table, code, null, null);
        return queries.legend(table, code);
    }

    private LegendView edited(String table, String code, String ifMatch, JsonNode patch) {
        onlyTop();
        Sql.of("SELECT FROM " + table + " WHERE code = ? FOR UPDATE", code).run(dataSource);
        LegendView now = queries.legend(table, code);
        Revision.require(ifMatch, now.version());
        KindCommand.Edit edit = mergePatch.apply(new KindCommand.Edit(now.labelVi(), now.labelEn(), now.labelZh(), now.position(), now.validTo()), patch);
        if (edit.validTo() != null && !edit.validTo().isAfter(now.validFrom())) {
            throw Problem.malformed(List.of(Fault.at("/validTo", "not-after-begin")));
        }
        if (Sql.of("SELECT FROM " + table + " WHERE position = ? AND code <> ?", edit.position(), code).first(dataSource, row -> true).isPresent()) {
            throw KindProblems.taken();
        }
        Sql.of("UPDATE " + table + " SET label_vi = ?, label_en = ?, label_zh = ?, position = ?, valid_to = ?, version = version + 1 WHERE code = ?",
                Nfc.of(edit.labelVi()), Nfc.of(edit.labelEn()), Nfc.of(edit.labelZh()), edit.position(), edit.validTo(), code).run(dataSource);
        audit.record(table + "-changed", table, code, null, null);
        return queries.legend(table, code);
    }

    /** The whole installation, or a unit with none above it. */
    private void onlyTop() {
        if (!caller.scope().isTop()) {
            throw KindProblems.topOnly();
        }
    }
}
