package org.doanket.platform.security;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.sheet.SheetWriter;
import org.doanket.platform.sql.Sql;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All that a service keeps of whoever asks, as a document or as a sheet, written as it comes from the database. That it was asked for is on the audit trail. */
@ApplicationScoped
public class OwnExport {

    /** What the document looks like; written piece by piece, never held. @param parts where other services say what they keep */
    @Schema(name = "OwnExport")
    public record Document(UUID memberId, OffsetDateTime exportedAt, List<Part> parts, Map<String, List<JsonNode>> sections) {
    }

    /** @param href to be asked with the same token, by the address by which this document was asked */
    @Schema(name = "OwnExportPart")
    public record Part(String service, String href) {
    }

    private final AgroalDataSource worker;
    private final Event<PersonalData> asked;
    private final AuditTrail audit;
    private final ObjectMapper json;
    private final Clock clock;

    OwnExport(@DataSource("worker") AgroalDataSource worker, Event<PersonalData> asked, AuditTrail audit, ObjectMapper json, Clock clock) {
        this.worker = worker;
        this.asked = asked;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /** @param person by the token alone; {@code unit} for the audit trail */
    @Transactional
    public Response document(UUID person, UUID unit, List<Part> parts) {
        PersonalData data = ask(person, unit);
        OffsetDateTime at = clock.instant().atOffset(ZoneOffset.UTC);
        return answer(out -> write(data, at, parts, out), MediaType.APPLICATION_JSON).build();
    }

    /** The same as one sheet that holds records of any shape: section, number, field, value. */
    @Transactional
    public Response sheet(UUID person, UUID unit) {
        PersonalData data = ask(person, unit);
        return answer(out -> write(data, out), SheetWriter.XLSX).header("Content-Disposition", "attachment; filename=\"export.xlsx\"").build();
    }

    private PersonalData ask(UUID person, UUID unit) {
        PersonalData data = new PersonalData(person);
        asked.fire(data);
        audit.record("own-data-exported", "member", person, unit, "by the member: export");
        return data;
    }

    private static Response.ResponseBuilder answer(StreamingOutput body, String type) {
        return Response.ok(body, type).header("Cache-Control", "no-store");
    }

    private void write(PersonalData data, OffsetDateTime at, List<Part> parts, OutputStream out) throws IOException {
        try (JsonGenerator generator = json.createGenerator(out)) {
            // One that broke off must not look whole.
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            generator.writeStartObject();
            generator.writePOJOField("memberId", data.person());
            generator.writePOJOField("exportedAt", at);
            generator.writePOJOField("parts", parts);
            generator.writeObjectFieldStart("sections");
            inOneView(worker -> {
                for (Map.Entry<String, PersonalData.Records> section : data.sections().entrySet()) {
                    generator.writeArrayFieldStart(section.getKey());
                    section.getValue().each(worker, json, generator::writeTree);
                    generator.writeEndArray();
                }
            });
            generator.writeEndObject();
            generator.writeEndObject();
        }
    }

    private void write(PersonalData data, OutputStream out) throws IOException {
        try (SheetWriter sheet = SheetWriter.xlsx(out, "export")) {
            sheet.row("section", "number", "field", "value");
            inOneView(worker -> {
                for (Map.Entry<String, PersonalData.Records> section : data.sections().entrySet()) {
                    int[] number = {0};
                    section.getValue().each(worker, json, fields -> write(sheet, section.getKey(), ++number[0], fields));
                }
            });
        }
    }

    private static void write(SheetWriter sheet, String section, int number, JsonNode fields) throws IOException {
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            if (!field.getValue().isNull()) {
                JsonNode value = field.getValue();
                sheet.row(section, number, field.getKey(), value.isValueNode() ? value.asText() : value.toString());
            }
        }
    }

    private interface Reading {
        void on(Connection worker) throws SQLException, IOException;
    }

    /** All sections as of one moment, and in a transaction, without which the driver would fetch a section whole. */
    private void inOneView(Reading reading) throws IOException {
        try (Connection connection = worker.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Sql.of("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY").run(connection);
                reading.on(connection);
            } finally {
                connection.rollback();
            }
        } catch (SQLException failure) {
            throw new UncheckedIOException(new IOException("the export broke off", failure));
        }
    }
}
