package org.doanket.servicemap.roster;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.LocalDate;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;

/** Duty reports as a sheet, streamed: a row for each day at a desk, and what was filed as {@code code=count}. */
@ApplicationScoped
class DutyReportSheet {

    private static final Object[] COLUMNS = {"id", "day", "unit", "unitName", "point", "pointName", "peopleOnDuty", "peopleHelped", "filedOnline", "filed", "note"};

    private final DutyReportQueries queries;

    DutyReportSheet(DutyReportQueries queries) {
        this.queries = queries;
    }

    StreamingOutput of(UnitScope scope, DutyReportQueries.Asked asked, String type) {
        return out -> {
            try (SheetWriter writer = SheetWriter.of(type, out, "duty-reports")) {
                writer.row(COLUMNS);
                queries.each(scope, asked, row -> writer.row(row.getString("id"), row.getObject("day", LocalDate.class), row.getString("unit_id"),
                        row.getString("unit_name"), row.getString("point_id"), row.getString("point_name"), row.getInt("people_on_duty"),
                        row.getInt("people_helped"), row.getInt("filed_online"), row.getString("filings"), row.getString("note")));
            }
        };
    }
}
