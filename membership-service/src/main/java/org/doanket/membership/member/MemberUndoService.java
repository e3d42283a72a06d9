package org.doanket.membership.member;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.doanket.platform.event.Fact;
import org.doanket.platform.event.Outbox;
import org.doanket.platform.sql.Sql;

/**
 * Takes new members back out of the register as if they had never come, as long as nothing was built on them. On the worker's connection: a request's own
 * login deletes no member.
 */
@ApplicationScoped
public class MemberUndoService {

    /** What is counted, and the table that has it, of those that point at members. */
    public static final SortedMap<String, String> TABLES = new TreeMap<>(Map.ofEntries(Map.entry("officers", "officer"), Map.entry("teamMembers", "team_member"),
            Map.entry("founders", "unit_founder"), Map.entry("transfers", "transfer"), Map.entry("consents", "consent_act"),
            Map.entry("dataRequests", "data_request"), Map.entry("reminders", "member_reminder"), Map.entry("jobSeekers", "job_seeker"),
            Map.entry("applications", "application"), Map.entry("foundingPeople", "founding_person"), Map.entry("delegates", "congress_delegate")));

    /** Of these the admission itself has made the rows; whoever came back as a member that was admitted shows in that one's version. */
    public static final List<String> PART_OF_THE_MEMBER = List.of("member_event", "member_profile", "member_return");

    /** What the others are told of member m of unit u: a state like another, without the name, of somebody who never was a member. */
    public static final String NEVER_WAS = "json_build_object('id', m.id, 'unitId', m.unit_id, 'code', m.code, 'displayName', m.code, 'category', m.category, "
            + "'status', 'import-undone', 'statusSince', legal_day(u.jurisdiction), 'since', m.joined_on, 'duesKind', m.dues_kind)";

    private static final String BUILT = "SELECT m.id AS member_id, 'changed' AS what, 1 AS built FROM member m WHERE m.id = ANY (?::uuid[]) AND m.version > 1 "
            + "UNION ALL SELECT s.member_id, 'dues', 1 FROM member_standing s WHERE s.member_id = ANY (?::uuid[]) AND s.paid_up_to IS NOT NULL "
            + TABLES.entrySet().stream().map(table -> "UNION ALL SELECT b.member_id, '" + table.getKey() + "', count(*) FROM " + table.getValue()
                    + " b WHERE b.member_id = ANY (?::uuid[]) GROUP BY b.member_id ").collect(Collectors.joining());

    private final Outbox outbox;
    private final ObjectMapper json;

    MemberUndoService(Outbox outbox, ObjectMapper json) {
        this.outbox = outbox;
        this.json = json;
    }

    /**
     * Holds these members, so that nothing more is built on them, and says what was.
     *
     * @param brought how much of each came with the admission itself, and is no hindrance
     * @return of each on whom there is something what it is, and how much
     */
    public Map<UUID, SortedMap<String, Long>> builtUpon(Connection connection, List<UUID> members, Map<String, Long> brought) throws SQLException {
        String[] ids = Sql.column(members, id -> id);
        Sql.of("SELECT count(*) FROM (SELECT FROM member WHERE id = ANY (?::uuid[]) ORDER BY id FOR UPDATE) locked", (Object) ids).run(connection);
        Map<UUID, SortedMap<String, Long>> found = new HashMap<>();
        Object[] everywhere = new Object[TABLES.size() + 2];
        Arrays.fill(everywhere, ids);
        Sql.of(BUILT, everywhere).list(connection, row -> {
            String what = row.getString("what");
            long more = row.getLong("built") - brought.getOrDefault(what, 0L);
            return more <= 0 ? null : found.computeIfAbsent(row.getObject("member_id", UUID.class), id -> new TreeMap<>()).put(what, more);
        });
        return found;
    }

    /** For a caller who holds the tree and these members, and has seen that nothing was built on them. Their keys go, and what is part of them. */
    public void takeBack(Connection connection, List<UUID> members) throws SQLException {
        String[] ids = Sql.column(members, id -> id);
        List<Fact> facts = new ArrayList<>();
        Sql.of("SELECT m.id, m.version, " + NEVER_WAS + " AS state FROM member m JOIN unit u ON u.id = m.unit_id WHERE m.id = ANY (?::uuid[]) ORDER BY m.id",
                (Object) ids).list(connection, row -> {
                    try {
                        return facts.add(new Fact("member", row.getObject("id", UUID.class), row.getLong("version") + 1, "member-ended",
                                json.readTree(row.getString("state"))));
                    } catch (JsonProcessingException ours) {
                        throw new IllegalStateException(ours);
                    }
                });
        outbox.append(connection, facts);
        Sql.of("DELETE FROM member WHERE id = ANY (?::uuid[])", (Object) ids).run(connection);
        Sql.of("DELETE FROM member_standing WHERE member_id = ANY (?::uuid[])", (Object) ids).run(connection);
        Sql.of("DELETE FROM person_key WHERE person_id = ANY (?::uuid[])", (Object) ids).run(connection);
    }
}
