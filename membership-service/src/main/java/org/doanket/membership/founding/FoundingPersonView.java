package org.doanket.membership.founding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.Mask;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Somebody in a founding; national id and phone masked.
 *
 * @param number   in the order of entry; findings name people by it
 * @param fullName null, as all that is known of the person, once it was forgotten
 * @param memberId once recognised
 */
@Schema(name = "FoundingPerson")
public record FoundingPersonView(UUID id, int number, String fullName, LocalDate birthDate, String sex, String nationalId, String phone,
        String email, String address, String position, String category, LocalDate appliedOn, boolean initiator, String education,
        List<FoundingCommand.CvLine> career, UUID memberId) {

    /** What is kept of a person, opened. @param file null once it was forgotten */
    record Open(UUID id, int number, String category, LocalDate appliedOn, boolean initiator, UUID memberId, FoundingCommand.Person file) {

        static Open of(ResultSet row, FieldVault vault, ObjectMapper json) throws SQLException {
            UUID id = row.getObject("id", UUID.class);
            byte[] key = row.getBytes("key");
            return new Open(id, row.getInt("number"), row.getString("category"), row.getObject("applied_on", LocalDate.class),
                    row.getBoolean("is_initiator"), row.getObject("member_id", UUID.class), key == null ? null
                    : read(json, vault.key(key).openText(place(id), row.getBytes("file")), FoundingCommand.Person.class));
        }

        String name() {
            return file == null ? "—" : file.fullName();
        }

        FoundingPersonView masked() {
            return file == null ? new FoundingPersonView(id, number, null, null, null, null, null, null, null, null, category, appliedOn, initiator,
                    null, List.of(), memberId) : new FoundingPersonView(id, number, file.fullName(), file.birthDate(), file.sex(),
                    Mask.nationalId(file.nationalId()), Mask.phone(file.phone()), file.email(), file.address(), file.position(), category,
                    appliedOn, initiator, file.education(), file.career(), memberId);
        }

        @Override
        public String toString() {
            return "Open[id=" + id + "]";
        }
    }

    /** What ties the sealed file to its row. */
    static String place(UUID person) {
        return "founding_person.file:" + person;
    }

    static <T> T read(ObjectMapper json, String text, Class<T> type) {
        try {
            return text == null ? null : json.readValue(text, type);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("a sealed " + type.getSimpleName() + " cannot be read");
        }
    }

    @Override
    public String toString() {
        return "FoundingPersonView[id=" + id + "]";
    }
}
