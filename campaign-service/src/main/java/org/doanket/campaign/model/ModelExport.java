package org.doanket.campaign.model;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.doanket.platform.http.Messages;
import org.doanket.platform.sheet.SheetWriter;

/** The list as a sheet, its head in the reader's language and its columns those that an import understands. */
final class ModelExport implements AutoCloseable {

    private static final String[] COLUMNS = {"unit", "unitName", "name", "holder", "subjectKind", "field", "state", "year",
        "registeredOn", "level", "placeCode", "place", "latitude", "longitude", "id"};

    private final SheetWriter sheet;
    private final Map<String, String> fields;

    ModelExport(String mediaType, OutputStream out, Locale locale, List<ModelFieldView> fields) throws IOException {
        this.sheet = SheetWriter.of(mediaType, out, Messages.text(locale, "sheet.models"));
        this.fields = fields.stream().collect(Collectors.toMap(ModelFieldView::code, ModelFieldView::label, (one, other) -> one));
        sheet.row(Stream.of(COLUMNS).map(column -> (Object) Messages.text(locale, "column." + column)).toArray());
    }

    void row(ModelRowView model) throws IOException {
        Place place = model.place() == null ? new Place(null, null, null, null) : model.place();
        sheet.row(model.unitCode(), model.unitName(), model.name(), model.holder(), model.subjectKind(),
                fields.getOrDefault(model.field(), model.field()), model.state(), model.year(), model.registeredOn(), model.level(),
                place.code(), place.text(), place.latitude(), place.longitude(), model.id());
    }

    @Override
    public void close() throws IOException {
        sheet.close();
    }
}
