package org.doanket.finance.pledge;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.pledge.PledgeView.Price;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Unscoped;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
@Unscoped("prices are the same for every unit")
public class PriceQueries {

    private final AgroalDataSource dataSource;

    PriceQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @param on only those in force that day; all rows if null */
    public Page<Price> prices(String jurisdiction, LocalDate on, PageRequest page) {
        Cursor after = page.after(1);
        Sql sql = on == null ? Sql.of("SELECT * FROM contribution_price r WHERE true")
                : Sql.of("SELECT * FROM (SELECT DISTINCT ON (jurisdiction, kind, goods, measure) * FROM contribution_price WHERE "
                + "cancelled_at IS NULL "
                        + "AND valid_from <= ? ORDER BY jurisdiction, kind, goods, measure, valid_from DESC) r WHERE true", on);
        List<Price> rows = sql.given(jurisdiction, "AND r.jurisdiction = ?").given(after == null ? null : after.uuid(0), "AND r.id > ?")
                .add("ORDER BY r.id LIMIT ?", page.limit + 1).list(dataSource, Price::of);
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    public Optional<Price> price(UUID id) {
        return Sql.of("SELECT * FROM contribution_price WHERE id = ?", id).first(dataSource, Price::of);
    }
}
