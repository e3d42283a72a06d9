package org.doanket.campaign.model;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.doanket.platform.http.Messages;
import org.doanket.platform.sheet.SheetWriter;

/** The list as a sheet with the whole form, in the reader's language, and its columns and words those that an import understands. */
final class ModelExport implements AutoCloseable {

    /** Rows of the form, each the texts of its parts. */
    static final String ROWS = ", ARRAY(SELECT c.text FROM model_criterion c WHERE c.model_id = m.id ORDER BY c.position) AS criteria, "
            + "ARRAY(SELECT ARRAY[o.title, trim_scale(o.quantity)::text, o.measure, o.proof] FROM model_output o WHERE o.model_id = m.id ORDER BY o.position) "
            + "AS outputs, ARRAY(SELECT ARRAY[f.role, f.name, f.task] FROM model_force f WHERE f.model_id = m.id ORDER BY f.position) AS forces, "
            + "ARRAY(SELECT ARRAY[r.kind, trim_scale(r.quantity)::text, r.currency, r.description] FROM model_resource r WHERE r.model_id = m.id "
            + "ORDER BY r.position) AS resources";
    private static final String[] COLUMNS = {"unit", "unitName", "name", "holder", "subjectKind", "field", "situation", "goals", "content", "criteria",
        "outputs", "forces", "resources", "placeCode", "place", "latitude", "longitude", "starts", "ends", "schedule", "prospects", "standing",
        "resultsSoFar", "state", "year", "registeredOn", "level", "id"};

    private final SheetWriter sheet;
    private final Locale locale;
    private final Map<String, String> fields;
    private final Map<String, String> levels;

    ModelExport(String mediaType, OutputStream out, Locale locale, List<ModelFieldView> fields, List<RecognitionLevelView> levels) throws IOException {
        this.sheet = SheetWriter.of(mediaType, out, Messages.text(locale, "sheet.models"));
        this.locale = locale;
        this.fields = fields.stream().collect(Collectors.toMap(ModelFieldView::code, ModelFieldView::label, (one, other) -> one));
        this.levels = levels.stream().collect(Collectors.toMap(RecognitionLevelView::code, RecognitionLevelView::label, (one, other) -> one));
        sheet.row(Stream.of(COLUMNS).map(column -> (Object) Messages.text(locale, "column." + column)).toArray());
    }

    /** @param row with {@link #ROWS} */
    void row(ModelRowView model, ResultSet row) throws SQLException, IOException {
        Place place = model.place() == null ? new Place(null, null, null, null) : model.place();
        sheet.row(model.unitCode(), model.unitName(), model.name(), model.holder(), word("kind", model.subjectKind()),
                fields.getOrDefault(model.field(), model.field()), row.getString("situation"), row.getString("goals"), row.getString("content"),
                Stream.of((String[]) row.getArray("criteria").getArray()).map(ModelSheet::escaped).collect(Collectors.joining("\n")),
                lines(row, "outputs", null), lines(row, "forces", "force"), lines(row, "resources", "resource"), place.code(), place.text(),
                place.latitude(), place.longitude(), row.getObject("starts", java.time.LocalDate.class), row.getObject("ends", java.time.LocalDate.class),
                row.getString("schedule"), row.getString("prospects"), word("standing", row.getString("standing")), row.getString("results_so_far"),
                word("model-state", model.state()), model.year(), model.registeredOn(), levels.getOrDefault(model.level(), model.level()), model.id());
    }

    /** @param firstIs what kind of word the first part of each line is, or null where it is the writer's own */
    private String lines(ResultSet row, String column, String firstIs) throws SQLException {
        // Without a row the array has no second dimension.
        if (!(row.getArray(column).getArray() instanceof String[][] rows)) {
            return null;
        }
        return Arrays.stream(rows).map(parts -> {
            String[] told = parts.clone();
            told[0] = firstIs == null ? told[0] : word(firstIs, told[0]);
            return ModelSheet.line(told);
        }).collect(Collectors.joining("\n"));
    }

    private String word(String kind, String code) {
        return code == null ? null : Messages.text(locale, kind + "." + code);
    }

    @Override
    public void close() throws IOException {
        sheet.close();
    }
}
