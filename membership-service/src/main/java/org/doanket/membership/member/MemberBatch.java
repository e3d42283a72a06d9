package org.doanket.membership.member;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.doanket.membership.WiderScope;
import org.doanket.platform.event.Fact;
import org.doanket.platform.event.Outbox;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;

/** Rows beside the aggregate's own: keys, history, facts. */
@ApplicationScoped
class MemberBatch {

    private final AgroalDataSource dataSource;
    private final Outbox outbox;
    private final Caller caller;
    private final ObjectMapper json;

    MemberBatch(AgroalDataSource dataSource, Outbox outbox, Caller caller, ObjectMapper json) {
        this.dataSource = dataSource;
        this.outbox = outbox;
        this.caller = caller;
        this.json = json;
    }

    List<String> nextCodes(long count) {
        return count == 0 ? List.of() : Sql.of("SELECT next_member_code() FROM generate_series(1, ?)", count).list(dataSource, row -> row.getString(1));
    }

    /** @param wrapped each member's */
    void keep(List<UUID> members, List<byte[]> wrapped) {
        Sql.of("INSERT INTO person_key (person_id, wrapped) SELECT * FROM unnest(?::uuid[], ?::bytea[])", Sql.column(members, member -> member),
                Sql.column(wrapped, MemberBatch::bytes)).run(dataSource);
    }

    Optional<byte[]> key(UUID member) {
        return Sql.of("SELECT wrapped FROM person_key WHERE person_id = ?", member).first(dataSource, row -> row.getBytes(1));
    }

    void record(List<? extends MemberEvent> events) {
        Sql.of("INSERT INTO member_event (member_id, version, fact, effective, reason, detail, recorded_by) SELECT e.*, ? "
                + "FROM unnest(?::uuid[], ?::bigint[], ?::text[], ?::date[], ?::text[], ?::jsonb[]) e", caller.subject(),
                Sql.column(events, MemberEvent::member), Sql.column(events, MemberEvent::version), Sql.column(events, MemberEvent::fact),
                Sql.column(events, MemberEvent::on), Sql.column(events, MemberEvent::reason), Sql.column(events, event -> written(event.detail())))
                .run(dataSource);
    }

    /** @param events of as many members */
    void tell(List<? extends MemberEvent> events) {
        Map<UUID, JsonNode> states = new HashMap<>();
        Sql.of("SELECT m.id, member_state(m) FROM member m WHERE m.id = ANY (?::uuid[])", (Object) Sql.column(events, MemberEvent::member))
                .list(dataSource, row -> states.put(row.getObject(1, UUID.class), read(row.getString(2))));
        outbox.append(events.stream().map(event -> new Fact("member", event.member(), event.version(), event.fact(), states.get(event.member()))).toList());
    }

    /** As a text that {@code ?::bytea[]} reads; null where there is nothing. */
    static String bytes(byte[] value) {
        return value == null ? null : "\\x" + HexFormat.of().formatHex(value);
    }

    long countOpen(UUID unit) {
        return Sql.of("SELECT count(*) FROM member WHERE unit_id = ? AND ended_on IS NULL", unit)
                .first(dataSource, row -> row.getLong(1)).orElseThrow();
    }

    /** The first day in the unit where the member is now. */
    LocalDate inUnitSince(UUID member) {
        return Sql.of("SELECT effective FROM member_event WHERE member_id = ? AND fact IN ('member-admitted', 'member-transferred') "
                + "ORDER BY version DESC LIMIT 1", member).first(dataSource, row -> row.getObject(1, LocalDate.class)).orElseThrow();
    }

    boolean isCardInUse(String number) {
        return number != null && Sql.of("SELECT card_number_in_use(?)", number).first(dataSource, row -> row.getBoolean(1)).orElse(false);
    }

    boolean hasExternalId(UUID unit, String source, String externalId) {
        return Sql.of("SELECT 1 FROM member WHERE unit_id = ? AND external_source = ? AND external_id = ? AND ended_on IS NULL", unit, source,
                externalId).first(dataSource, row -> true).isPresent();
    }

    /** Lets the transaction see beyond the caller's scope. @return what {@link #narrow} takes */
    String[] widen() {
        return WiderScope.widen(dataSource);
    }

    void narrow(String... scope) {
        WiderScope.narrow(dataSource, scope);
    }

    String category(UUID member) {
        return Sql.of("SELECT category FROM member WHERE id = ?", member).first(dataSource, row -> row.getString(1)).orElseThrow();
    }

    /** Since when the category is what it is. */
    LocalDate lastCategory(UUID member) {
        return Sql.of("SELECT effective FROM member_event WHERE member_id = ? AND (version = 1 OR jsonb_exists(detail, 'category')) "
                + "ORDER BY version DESC LIMIT 1", member).first(dataSource, row -> row.getObject(1, LocalDate.class)).orElseThrow();
    }

    /** Since when something is on record that cannot have been before the member was one: a place, a category, a status, a kind of dues. */
    Optional<LocalDate> firstChange(UUID member) {
        return Sql.of("SELECT effective FROM member_event WHERE member_id = ? AND version > 1 "
                + "AND jsonb_exists_any(detail, ARRAY['unitId', 'category', 'status', 'duesKind']) ORDER BY effective LIMIT 1", member)
                .first(dataSource, row -> row.getObject(1, LocalDate.class));
    }

    void remind(UUID id, UUID member, MemberCommand.Remind command, Instant now) {
        Sql.of("INSERT INTO member_reminder (id, member_id, given_on, channel, recorded_at, recorded_by) VALUES (?, ?, ?, ?, ?, ?)", id, member,
                command.on(), command.channel(), now, caller.subject()).run(dataSource);
    }

    boolean hasCategory(String code) {
        return Sql.of("SELECT 1 FROM member_category WHERE code = ?", code).first(dataSource, row -> true).isPresent();
    }

    boolean hasDuesKind(String jurisdiction, String code) {
        return Sql.of("SELECT 1 FROM member_dues_kind WHERE jurisdiction = ? AND code = ?", jurisdiction, code)
                .first(dataSource, row -> true).isPresent();
    }

    /** Category and dues kind of members of such a unit, where nothing else is said. */
    String[] defaults(String jurisdiction, String unitKind) {
        return Sql.of("SELECT default_category, default_dues_kind FROM unit_kind WHERE jurisdiction = ? AND code = ?", jurisdiction, unitKind)
                .first(dataSource, row -> new String[] {row.getString(1), row.getString(2)}).orElseThrow();
    }

    /** Rows as they are kept, each as an object. @param select a statement of ours with the member as its one place */
    List<JsonNode> kept(String select, UUID member) {
        return Sql.of("SELECT to_jsonb(x) FROM (" + select + ") x", member).list(dataSource, row -> read(row.getString(1)));
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
