package org.doanket.finance.employer;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.http.Messages;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

@ApplicationScoped
@Transactional
public class EmployerImportQueries {

    private final AgroalDataSource dataSource;

    EmployerImportQueries(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Optional<EmployerImportView> employerImport(UnitScope scope, UUID id) {
        return Sql.of("SELECT i.* FROM employer_import i JOIN unit_ref u ON u.id = i.unit_id WHERE i.id = ? AND u.path >= ? AND u.path < ?",
                id, scope.from(), scope.to()).first(dataSource, EmployerImportView::of);
    }

    public Page<EmployerImportView.FaultyRow> faultyRows(UnitScope scope, UUID id, Locale language, PageRequest page) {
        Cursor after = page.after(1);
        List<EmployerImportView.FaultyRow> rows = Sql.of("SELECT f.row_no, f.cells, f.faults FROM employer_fault f "
                + "JOIN employer_import i ON i.no = f.import_no JOIN unit_ref u ON u.id = i.unit_id WHERE i.id = ? AND u.path >= ? AND "
                + "u.path < ?",
                id, scope.from(), scope.to()).given(after == null ? null : after.number(0), "AND f.row_no > ?")
                .add("ORDER BY f.row_no LIMIT ?", page.limit + 1).list(dataSource, row -> faulty(row, language));
        return Page.cut(rows, page.limit, row -> Cursor.of(row.number()));
    }

    private static EmployerImportView.FaultyRow faulty(ResultSet row, Locale language) throws SQLException {
        return new EmployerImportView.FaultyRow(row.getLong("row_no"), texts(row, "cells"), texts(row, "faults").stream()
                .map(code -> new EmployerImportView.Fault(code, Messages.text(language, "fault." + code))).toList());
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }
}
