package org.doanket.membership.member;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.doanket.membership.PersonForgotten;
import org.doanket.platform.event.Fact;
import org.doanket.platform.event.Outbox;
import org.doanket.platform.sql.Sql;

/** Takes the person out of a file: the key that opens its sealed fields, their index rows, and all that names him. The row stays. */
@ApplicationScoped
class MemberErasure {

    private final Outbox outbox;
    private final Event<PersonForgotten> forgotten;
    private final ObjectMapper json;

    MemberErasure(Outbox outbox, Event<PersonForgotten> forgotten, ObjectMapper json) {
        this.outbox = outbox;
        this.forgotten = forgotten;
        this.json = json;
    }

    void forget(@Observes PersonForgotten gone) throws SQLException, JsonProcessingException {
        Connection connection = gone.connection();
        UUID member = gone.member();
        forgetBefore(gone);
        long version = Sql.of("UPDATE member SET " + emptied(connection) + ", full_name = ?, code = ?, version = version + 1 WHERE id = ? RETURNING version",
                gone.pseudonym(), gone.pseudonym(), member).first(connection, row -> row.getLong(1)).orElseThrow();
        Sql.of("DELETE FROM person_key WHERE person_id = ?", member).run(connection);
        Sql.of("DELETE FROM member_profile WHERE member_id = ?", member).run(connection);
        // Another membership that is still named would say whose pseudonym this is.
        Sql.of("UPDATE member_return SET former_id = NULL WHERE former_id = ?", member).run(connection);
        Sql.of("DELETE FROM member_return WHERE member_id = ?", member).run(connection);
        Sql.of("UPDATE reorganisation_member SET reason_before = NULL WHERE member_id = ?", member).run(connection);
        Sql.of("UPDATE member_event SET reason = NULL, detail = member_event_nameless(detail) WHERE member_id = ?", member).run(connection);
        Sql.of("INSERT INTO member_event (member_id, version, fact, effective, detail, recorded_by) "
                + "SELECT m.id, ?, 'member-erased', legal_day(u.jurisdiction), '{}', ? FROM member m JOIN unit u ON u.id = m.unit_id WHERE m.id = ?", version,
                gone.by(), member).run(connection);
        JsonNode state = json.readTree(Sql.of("SELECT member_state(m) FROM member m WHERE m.id = ?", member)
                .first(connection, row -> row.getString(1)).orElseThrow());
        outbox.append(connection, new Fact("member", member, version, "member-erased", state));
    }

    /** Who came back is the same person in the membership before: every feature forgets him there too, under a pseudonym of its own. */
    private void forgetBefore(PersonForgotten gone) throws SQLException {
        for (UUID former : Sql.of("SELECT former_id FROM member_return WHERE member_id = ? AND former_id IS NOT NULL", gone.member())
                .list(gone.connection(), row -> row.getObject(1, UUID.class))) {
            forgotten.fire(new PersonForgotten(former, gone.pseudonym() + "-1", gone.by(), gone.connection()));
        }
    }

    /** All columns that may be empty, but for those that say nothing of the person: a column that is added later goes unless it is named here. */
    private static String emptied(Connection connection) throws SQLException {
        return String.join(", ", Sql.of("SELECT quote_ident(attname) || ' = NULL' FROM pg_attribute WHERE attrelid = 'member'::regclass AND attnum > 0 "
                + "AND NOT attisdropped AND NOT attnotnull AND attgenerated = '' AND attname NOT IN ('dues_kind', 'ended_on')")
                .list(connection, row -> row.getString(1)));
    }
}
