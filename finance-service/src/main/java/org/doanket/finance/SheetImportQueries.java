package org.doanket.finance;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.doanket.finance.SheetImportView.FaultyRow;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
public class SheetImportQueries {

    private static final String FAULTY = "SELECT f.row_no, f.cells, f.faults FROM sheet_fault f JOIN sheet_import i ON i.no = f.import_no "
            + "JOIN unit_ref u ON u.id = i.unit_id WHERE i.id = ? AND u.path >= ? AND u.path < ?";

    /** Takes one row after the other. */
    interface Taker {
        void take(FaultyRow row) throws IOException;
    }

    private final AgroalDataSource dataSource;

    SheetImportQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Optional<SheetImportView> sheet(UnitScope scope, String kind, UUID id) {
        return Sql.of("SELECT i.* FROM sheet_import i JOIN unit_ref u ON u.id = i.unit_id WHERE i.id = ? AND i.kind = ? AND u.path >= ? "
                + "AND u.path < ?", id, kind, scope.from(), scope.to()).first(dataSource, SheetImportView::of);
    }

    public Page<FaultyRow> faultyRows(UnitScope scope, UUID id, Locale language, PageRequest page) {
        Cursor after = page.after(1);
        List<FaultyRow> rows = Sql.of(FAULTY, id, scope.from(), scope.to()).given(after == null ? null : after.number(0), "AND f.row_no > ?")
                .add("ORDER BY f.row_no LIMIT ?", page.limit + 1).list(dataSource, row -> FaultyRow.of(row, language));
        return Page.cut(rows, page.limit, row -> Cursor.of(row.number()));
    }

    /** The cells of its heading; of a sheet that was not read yet none. */
    List<String> heading(UnitScope scope, UUID id) {
        return Sql.of("SELECT i.heading FROM sheet_import i JOIN unit_ref u ON u.id = i.unit_id WHERE i.id = ? AND u.path >= ? AND u.path < ? "
                + "AND i.heading IS NOT NULL", id, scope.from(), scope.to())
                .first(dataSource, row -> Arrays.asList((String[]) row.getArray(1).getArray())).orElse(List.of());
    }

    void eachFaulty(UnitScope scope, UUID id, Locale language, Taker taker) throws IOException {
        Sql.of(FAULTY, id, scope.from(), scope.to()).add("ORDER BY f.row_no").stream(dataSource, row -> taker.take(FaultyRow.of(row, language)));
    }
}
