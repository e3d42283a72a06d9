package org.doanket.membership.datarequest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Language;
import org.doanket.platform.page.Cursor;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.Mask;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitTree;

@ApplicationScoped
@Transactional
public class DataRequestQueries {

    private static final String AWAITED = "ARRAY(SELECT s FROM unnest(?::text[]) s WHERE r.state = 'erasing' AND NOT EXISTS "
            + "(SELECT FROM erasure_receipt e WHERE e.request_id = r.id AND e.service = s) ORDER BY s)";
    private static final String SELECT = "SELECT r.*, m.unit_id, m.code AS member_code, u.jurisdiction, k.wrapped, " + AWAITED + " AS awaits, "
            + "ARRAY(SELECT code FROM profile_field WHERE class = 'sensitive') AS sensitive FROM data_request r "
            + "JOIN member m ON m.id = r.member_id JOIN unit u ON u.id = m.unit_id LEFT JOIN person_key k ON k.person_id = m.id";

    private static final String CORRECTION = "correction";
    private static final String HIDDEN = "***";
    private static final TypeReference<Map<String, Integer>> ROWS = new TypeReference<>() {
    };

    private final AgroalDataSource dataSource;
    private final UnitTree tree;
    private final FieldVault vault;
    private final ObjectMapper json;
    private final Clock clock;

    DataRequestQueries(AgroalDataSource dataSource, UnitTree tree, FieldVault vault, ObjectMapper json, Clock clock) {
        this.dataSource = dataSource;
        this.tree = tree;
        this.vault = vault;
        this.json = json;
        this.clock = clock;
    }

    /** What an officer's work list may be narrowed by. Without a state those that wait for an answer. */
    public static class Filter {

        @QueryParam("unit")
        public UUID unit;

        @QueryParam("state")
        @Pattern(regexp = "asked|taken-up|erasing|in-force|done|lifted|refused|taken-back")
        public String state;

        @QueryParam("kind")
        @Pattern(regexp = DataRequestCommand.KINDS)
        public String kind;

        /** Of erasures those that wait for the receipt of a service whose term is over. */
        @QueryParam("late")
        @DefaultValue("false")
        public boolean late;

        /** A term ends on this day or before it. */
        @QueryParam("dueUntil")
        public LocalDate dueUntil;
    }

    /** The work list of a unit and all below it, the most urgent first. */
    public Page<DataRequestView> list(UnitScope scope, Filter filter, PageRequest page) {
        UnitScope range = filter.unit == null ? scope : new UnitScope(filter.unit, tree.require(filter.unit, scope).path());
        Cursor after = page.after(2);
        Sql sql = select(" WHERE m.path >= ? AND m.path < ?", range.from(), range.to())
                .given(filter.state, "AND r.state = ?").given(filter.kind, "AND r.kind = ?")
                .given(filter.dueUntil, "AND least(r.answer_due, CASE WHEN r.first_answer_at IS NULL THEN r.first_answer_due END) <= ?");
        if (filter.late) {
            sql.add("AND r.state = 'erasing' AND r.receipts_due < CASE u.jurisdiction WHEN 'cn' THEN ?::date ELSE ?::date END",
                    Zones.today(clock, "cn"), Zones.today(clock, "vn"));
        } else if (filter.state == null) {
            sql.add("AND r.state IN ('asked', 'taken-up')");
        }
        if (after != null) {
            sql.add("AND (coalesce(r.answer_due, date '9999-12-31'), r.id) > (?, ?)", after.day(0), after.uuid(1));
        }
        List<DataRequestView> rows = sql.add("ORDER BY coalesce(r.answer_due, date '9999-12-31'), r.id LIMIT ?", page.limit + 1)
                .list(dataSource, row -> view(row, List.of(), List.of()));
        return Page.cut(rows, page.limit, row -> Cursor.of(row.answerDue() == null ? "9999-12-31" : row.answerDue(), row.id()));
    }

    public DataRequestView one(UnitScope scope, UUID id) {
        return select(" WHERE r.id = ? AND m.path >= ? AND m.path < ?", id, scope.from(), scope.to())
                .first(dataSource, row -> view(row, row.getString("kind").equals("erasure") ? stays(row.getString("jurisdiction")) : List.of(), receipts(id)))
                .orElseThrow(() -> Problem.notFound("data-request"));
    }

    /** All that a member has ever asked, the newest first; few, since only one of a kind can be open. */
    public Page<DataRequestView> of(UnitScope scope, UUID member, PageRequest page) {
        Cursor after = page.after(1);
        List<DataRequestView> rows = select(" WHERE r.member_id = ? AND m.path >= ? AND m.path < ?", member, scope.from(), scope.to())
                .given(after == null ? null : after.uuid(0), "AND r.id < ?").add("ORDER BY r.id DESC LIMIT ?", page.limit + 1)
                .list(dataSource, row -> view(row, List.of(), List.of()));
        return Page.cut(rows, page.limit, row -> Cursor.of(row.id()));
    }

    /** What an erasure of this member's data would leave, and why. */
    public List<DataRequestView.Retention> stays(UnitScope scope, UUID member) {
        return stays(Sql.of("SELECT u.jurisdiction FROM member m JOIN unit u ON u.id = m.unit_id WHERE m.id = ? AND m.path >= ? AND m.path < ?", member,
                scope.from(), scope.to()).first(dataSource, row -> row.getString(1)).orElseThrow(() -> Problem.notFound("member")));
    }

    private List<DataRequestView.Retention> stays(String jurisdiction) {
        // The column's name is made of one of our three languages, never of what a client sent.
        return Sql.of("SELECT * FROM (SELECT DISTINCT ON (code) code, what_" + Language.current().getLanguage() + " AS what, months, is_kept, citation, verified "
                + "FROM retention_rule WHERE jurisdiction = ? AND valid_from <= ? AND cancelled_at IS NULL ORDER BY code, valid_from DESC) r WHERE is_kept "
                + "ORDER BY code", jurisdiction, Zones.today(clock, jurisdiction)).list(dataSource, row -> new DataRequestView.Retention(row.getString("code"),
                        row.getString("what"), row.getObject("months", Integer.class), row.getString("citation"), row.getBoolean("verified")));
    }

    private static Sql select(String where, Object... values) {
        Object[] all = new Object[values.length + 1];
        all[0] = ReceiptListener.SERVICES.toArray(String[]::new);
        System.arraycopy(values, 0, all, 1, values.length);
        return Sql.of(SELECT + where, all);
    }

    private List<DataRequestView.Receipt> receipts(UUID id) {
        return Sql.of("SELECT service, at, detail FROM erasure_receipt WHERE request_id = ? ORDER BY at, service", id).list(dataSource, row ->
                new DataRequestView.Receipt(row.getString(1), row.getObject(2, OffsetDateTime.class), json.convertValue(read(row.getString(3)), ROWS)));
    }

    /** Those that keep something of members besides this one. */
    public static List<String> servicesBesides() {
        return ReceiptListener.SERVICES;
    }

    void tell(@Observes PersonalData asked) {
        asked.add("dataRequests", select(" WHERE r.member_id = ? ORDER BY r.id", asked.person()).list(dataSource, row -> {
            ObjectNode whole = json.valueToTree(view(row, List.of(), List.of()));
            if (row.getString("kind").equals(CORRECTION)) {
                whole.set("corrections", wanted(row)); // his own, so not masked
            }
            return whole;
        }));
    }

    private DataRequestView view(ResultSet row, List<DataRequestView.Retention> stays, List<DataRequestView.Receipt> receipts) throws SQLException {
        LocalDate today = Zones.today(clock, row.getString("jurisdiction"));
        LocalDate first = row.getObject("first_answer_due", LocalDate.class);
        LocalDate due = row.getObject("answer_due", LocalDate.class);
        OffsetDateTime firstAnswer = row.getObject("first_answer_at", OffsetDateTime.class);
        OffsetDateTime answered = row.getObject("answered_at", OffsetDateTime.class);
        LocalDate receiptsDue = row.getObject("receipts_due", LocalDate.class);
        List<String> awaits = List.of((String[]) row.getArray("awaits").getArray());
        boolean isOpen = answered == null && !row.getString("state").equals("taken-back");
        boolean overdue = isOpen && (due != null && today.isAfter(due) || firstAnswer == null && first != null && today.isAfter(first))
                || !awaits.isEmpty() && receiptsDue != null && today.isAfter(receiptsDue);
        JsonNode wanted = wanted(row);
        boolean corrects = row.getString("kind").equals(CORRECTION);
        return new DataRequestView(row.getObject("id", UUID.class), row.getObject("member_id", UUID.class), row.getObject("unit_id", UUID.class),
                row.getString("member_code"), row.getString("kind"), row.getString("state"), corrects ? masked(wanted, row) : null,
                row.getString("purpose"), corrects || wanted == null ? null : wanted.path(DataRequestService.REASON).asText(),
                row.getObject("asked_at", OffsetDateTime.class), first, due, row.getString("citation"), overdue, firstAnswer,
                row.getString("first_answer"), answered, row.getString("answer"), stays, receiptsDue, awaits, receipts,
                row.getObject("lifted_at", OffsetDateTime.class), row.getString("lifted_why"), row.getLong("version"));
    }

    /** None where the member wrote nothing, it was answered, or the person was forgotten since. */
    private JsonNode wanted(ResultSet row) throws SQLException {
        byte[] wrapped = row.getBytes("wrapped");
        byte[] sealed = row.getBytes("wanted");
        return wrapped == null || sealed == null ? null
                : read(vault.key(wrapped).openText(DataRequestService.place(row.getObject("id", UUID.class)), sealed));
    }

    private static JsonNode masked(JsonNode wanted, ResultSet row) throws SQLException {
        if (wanted instanceof ObjectNode fields) {
            if (fields.hasNonNull("nationalId")) {
                fields.put("nationalId", Mask.nationalId(fields.get("nationalId").asText()));
            }
            if (fields.hasNonNull("phone")) {
                fields.put("phone", Mask.phone(fields.get("phone").asText()));
            }
            if (fields.get("profile") instanceof ObjectNode profile) {
                for (String field : (String[]) row.getArray("sensitive").getArray()) {
                    if (profile.hasNonNull(field)) {
                        profile.put(field, HIDDEN);
                    }
                }
            }
        }
        return wanted;
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
