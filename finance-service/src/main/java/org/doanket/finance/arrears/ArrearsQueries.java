package org.doanket.finance.arrears;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.doanket.finance.Jurisdictions;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** What units owe still, by unit and month: nothing in it says what one person earns or owes. */
@ApplicationScoped
@Transactional
public class ArrearsQueries {

    private static final String ARREARS = """
        SELECT a.*, u.code AS unit_code, u.name AS unit_name, r.at AS reminded_at
          FROM arrears_on(?::text[], ?::date[]) a JOIN unit_ref u ON u.id = a.unit_id
          LEFT JOIN arrears_reminder r ON r.unit_id = a.unit_id AND r.month = a.month AND r.phase = a.phase
         WHERE u.path >= ? AND u.path < ?""";

    /** Takes one row after the other. */
    interface Taker {
        void take(ArrearsView row) throws IOException;
    }

    private final AgroalDataSource dataSource;
    private final Clock clock;

    ArrearsQueries(AgroalDataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    public Page<ArrearsView> arrears(UnitScope range, UUID only, Integer phase, Locale language, PageRequest page) {
        Cursor after = page.after(1);
        List<ArrearsView> rows = select(range, only, phase).given(after == null ? null : after.uuid(0), "AND a.id > ?")
                .add("ORDER BY a.id LIMIT ?", page.limit + 1).list(dataSource, row -> ArrearsView.of(row, language));
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    void each(UnitScope range, UUID only, Integer phase, Locale language, Taker taker) throws IOException {
        select(range, only, phase).add("ORDER BY u.path, a.month").stream(dataSource, row -> taker.take(ArrearsView.of(row, language)));
    }

    private Sql select(UnitScope range, UUID only, Integer phase) {
        Jurisdictions today = Jurisdictions.now(dataSource, clock);
        return Sql.of(ARREARS, today.codes(), today.days(), range.from(), range.to()).given(only, "AND a.unit_id = ?").given(phase, "AND a.phase = ?");
    }
}
