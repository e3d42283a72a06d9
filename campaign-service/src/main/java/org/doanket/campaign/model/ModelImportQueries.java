package org.doanket.campaign.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.campaign.ListFilter;
import org.doanket.campaign.Subtree;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Messages;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitTree;

/** Imports and their staged rows. */
@ApplicationScoped
@Transactional
public class ModelImportQueries {

    private final AgroalDataSource dataSource;
    private final UnitTree tree;
    private final ObjectMapper json;

    ModelImportQueries(AgroalDataSource dataSource, UnitTree tree, ObjectMapper json) {
        this.dataSource = dataSource;
        this.tree = tree;
        this.json = json;
    }

    public ModelImportView one(UnitScope scope, UUID id) {
        return imports(scope).add("AND i.id = ?", id).first(dataSource, ModelImportQueries::view)
                .orElseThrow(() -> Problem.notFound("model-import"));
    }

    /** @param filter its year is that of rows that name none, its words are looked for in the name of the file */
    public Page<ModelImportView> list(UnitScope scope, ListFilter filter, String state, PageRequest page) {
        Cursor after = page.after(1);
        return Page.cut(Subtree.of(tree, scope, filter).narrow(imports(scope)).given(state, "AND i.state = ?").given(filter.year, "AND i.year = ?")
                .given(filter.words(), "AND doanket.search_form(i.file_name) LIKE ?").given(after == null ? null : after.uuid(0), "AND i.id < ?")
                .add("ORDER BY i.id DESC LIMIT ?", page.limit + 1).list(dataSource, ModelImportQueries::view),
                page.limit, view -> Cursor.of(view.id()));
    }

    /** @param only {@code faulty}, {@code look-alike} or null for all */
    public Page<ModelImportView.Row> rows(UnitScope scope, UUID id, String only, Locale locale, PageRequest page) {
        one(scope, id);
        Cursor after = page.after(1);
        List<String> header = header(id);
        return Page.cut(rows(id, only).given(after == null ? null : after.number(0), "AND number > ?")
                .add("ORDER BY number LIMIT ?", page.limit + 1).list(dataSource, row -> row(row, header, locale)),
                page.limit, row -> Cursor.of(row.number()));
    }

    /** The sheet as it came, the rows asked for alone, with one column more that says what is wrong. */
    public void export(UnitScope scope, UUID id, String only, Locale locale, SheetWriter sheet) throws IOException {
        one(scope, id);
        List<String> header = header(id);
        List<Object> heading = new ArrayList<>(header);
        int width = heading.size();
        heading.add(Messages.text(locale, "column.error"));
        sheet.row(heading.toArray());
        rows(id, only).add("ORDER BY number").stream(dataSource, found -> {
            ModelImportView.Row row = row(found, header, locale);
            List<Object> cells = new ArrayList<>(row.cells());
            while (cells.size() < width) {
                cells.add(null);
            }
            String errors = row.errors().stream().map(error -> error.column() + ": " + error.message()).collect(Collectors.joining("; "));
            cells.add(row.lookAlike() ? (errors + " " + Messages.text(locale, "fault.look-alike")).strip() : errors);
            sheet.row(cells.toArray());
        });
    }

    private List<String> header(UUID id) {
        return Sql.of("SELECT header FROM model_import WHERE id = ?", id).first(dataSource, row -> texts(row, "header")).orElse(List.of());
    }

    private Sql imports(UnitScope scope) {
        return Sql.of("SELECT i.* FROM model_import i JOIN unit_ref u ON u.id = i.unit_id WHERE u.path >= ? AND u.path < ?",
                scope.from(), scope.to());
    }

    private static Sql rows(UUID id, String only) {
        Sql sql = Sql.of("SELECT * FROM model_import_row WHERE import_id = ?", id);
        return only == null ? sql : sql.add("faulty".equals(only) ? "AND faults <> '[]'" : "AND look_alike");
    }

    private ModelImportView.Row row(ResultSet row, List<String> header, Locale locale) throws SQLException {
        try {
            List<Fault> faults = json.readValue(row.getString("faults"), new TypeReference<List<Fault>>() { });
            return new ModelImportView.Row(row.getInt("number"), texts(row, "cells"), row.getBoolean("look_alike"),
                    faults.stream().map(fault -> new ModelImportView.RowFault(fault.pointer(), ModelSheet.heading(header, fault.pointer(), locale), fault.code(),
                            Messages.text(locale, "fault." + fault.code(), fault.places() == null ? java.util.Map.of() : fault.places()))).toList());
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return row.getArray(column) == null ? List.of() : Arrays.asList((String[]) row.getArray(column).getArray());
    }

    private static ModelImportView view(ResultSet row) throws SQLException {
        return new ModelImportView(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("file_name"),
                row.getString("state"), row.getInt("row_count"), row.getInt("faulty"), row.getInt("look_alike"),
                row.getInt("registered"), row.getObject("created_at", OffsetDateTime.class));
    }
}
