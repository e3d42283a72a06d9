package org.doanket.membership.member;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.doanket.platform.http.Language;
import org.doanket.platform.http.Messages;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sql.Sql;

/** Members as a sheet, row by row as they come from the database, in the reader's words. An import takes it for what it is. */
@ApplicationScoped
class MemberExport {

    private static final List<String> SEALED = List.of("nationalId", "phone");
    private static final List<String> WHY = List.of("reasonCode", "statusReason");
    private static final List<String> COLUMNS = List.of("unitCode", "code", "fullName", "birthDate", "sex", "nationalId", "phone", "email",
            "cardNumber", "externalSource", "externalId", "joinedOn", "position", "category", "duesKind", "status", "statusSince", "reasonCode",
            "statusReason");

    private final MemberQueries queries;
    private final MembersAsOf asOf;
    private final MemberCodeQueries codes;
    private final FieldVault vault;
    private final ObjectMapper json;

    MemberExport(MemberQueries queries, MembersAsOf asOf, MemberCodeQueries codes, FieldVault vault, ObjectMapper json) {
        this.queries = queries;
        this.asOf = asOf;
        this.codes = codes;
        this.vault = vault;
        this.json = json;
    }

    /**
     * How much of the file is shown.
     *
     * @param isOpen  with national ids and phones, in the clear, and with the profile but for what is sensitive: that is revealed one by one
     * @param withWhy with the reasons for a status
     */
    record Shown(boolean isOpen, boolean withWhy) {

        boolean has(String column) {
            return (isOpen || !SEALED.contains(column)) && (withWhy || !WHY.contains(column));
        }
    }

    StreamingOutput of(UnitScope scope, MemberQueries.Filter filter, Shown shown, String type) {
        Locale locale = Language.current();
        List<MemberCodeView.Field> profile = shown.isOpen() ? codes.profileFields().stream().filter(field -> field.dataClass().equals("file")).toList() : List.of();
        return out -> write(scope, filter, shown, profile, type, locale, out);
    }

    private void write(UnitScope scope, MemberQueries.Filter filter, Shown shown, List<MemberCodeView.Field> profile, String type, Locale locale,
            OutputStream out) throws IOException {
        List<String> columns = COLUMNS.stream().filter(shown::has).toList();
        try (SheetWriter sheet = SheetWriter.of(type, out, Messages.text(locale, "members.sheet"))) {
            sheet.row(Stream.concat(columns.stream().map(column -> Messages.text(locale, "field." + column)),
                    profile.stream().map(MemberCodeView.Field::name)).toArray());
            Sql.RowTaker taker = row -> sheet.row(cells(row, shown, profile, locale));
            if (filter.asOf == null) {
                queries.each(scope, filter, taker);
            } else {
                asOf.each(scope, filter, taker);
            }
        }
    }

    private Object[] cells(ResultSet row, Shown shown, List<MemberCodeView.Field> profile, Locale locale) throws SQLException, IOException {
        String sex = row.getString("sex");
        List<Object> cells = new ArrayList<>(COLUMNS.size());
        cells.add(row.getString("unit_code"));
        cells.add(row.getString("code"));
        cells.add(row.getString("full_name"));
        cells.add(row.getObject("birth_date", LocalDate.class));
        cells.add(sex == null ? null : Messages.text(locale, "sex." + sex));
        if (shown.isOpen()) {
            UUID id = row.getObject("id", UUID.class);
            byte[] wrapped = row.getBytes("wrapped");
            FieldVault.Key key = wrapped == null ? null : vault.key(wrapped);
            cells.add(key == null ? null : key.openText(MemberService.nationalIdPlace(id), row.getBytes("national_id")));
            cells.add(key == null ? null : key.openText(MemberService.phonePlace(id), row.getBytes("phone")));
        }
        cells.add(row.getString("email"));
        cells.add(row.getString("card_number"));
        cells.add(row.getString("external_source"));
        cells.add(row.getString("external_id"));
        cells.add(row.getObject("joined_on", LocalDate.class));
        cells.add(row.getString("position"));
        cells.add(row.getString("category_name"));
        cells.add(row.getString("dues_kind"));
        cells.add(row.getString("status_name"));
        cells.add(row.getObject("status_since", LocalDate.class));
        if (shown.withWhy()) {
            cells.add(row.getString("reason_name"));
            cells.add(row.getString("status_reason"));
        }
        JsonNode kept = json.readTree(row.getString("profile") == null ? "{}" : row.getString("profile"));
        for (MemberCodeView.Field field : profile) {
            String value = kept.path(field.code()).asText(null);
            cells.add(field.words().stream().filter(word -> word.code().equals(value)).map(MemberCodeView.Word::name).findFirst().orElse(value));
        }
        return cells.toArray();
    }
}
