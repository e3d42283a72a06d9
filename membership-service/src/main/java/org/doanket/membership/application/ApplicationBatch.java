package org.doanket.membership.application;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** Many applications at once, each kind of step in one statement. */
@ApplicationScoped
class ApplicationBatch {

    private static final String DECIDED = "decided_at = ?, decided_by = ?, version = version + 1 ";
    /** The term to answer is what it was: it was the unit's mistake. */
    private static final String OPEN_AGAIN = "state = 'received', decided_at = NULL, decided_by = NULL, version = version + 1 ";

    private final AgroalDataSource dataSource;

    ApplicationBatch(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** One whose row is locked. @param memberId who was admitted. @param hasEnded the unit */
    record Held(UUID id, UUID unitId, String channel, String state, String category, byte[] key, byte[] sealed, byte[] index, int consentVersion,
            String consentLanguage, OffsetDateTime consentAt, String consentProof, UUID memberId, boolean hasEnded) {

        static Held of(ResultSet row) throws SQLException {
            return new Held(row.getObject("id", UUID.class), row.getObject("unit_id", UUID.class), row.getString("channel"), row.getString("state"),
                    row.getString("category"), row.getBytes("key"), row.getBytes("person"), row.getBytes("national_id_index"), row.getInt("consent_version"),
                    row.getString("consent_language"), row.getObject("consent_at", OffsetDateTime.class), row.getString("consent_proof"),
                    row.getObject("member_id", UUID.class), row.getBoolean("has_ended"));
        }

        /** What it said of the person is kept no longer. */
        boolean isEmptied() {
            return key == null;
        }
    }

    /** Those within the scope, by their ids and held in that order: two who decide on the same ones wait for each other only once. */
    Map<UUID, Held> hold(List<UUID> ids, UnitScope scope) {
        return byId(holding(ids, scope).list(dataSource, Held::of));
    }

    /** The same on the worker's connection. */
    static Map<UUID, Held> hold(Connection connection, List<UUID> ids, UnitScope scope) throws SQLException {
        return byId(holding(ids, scope).list(connection, Held::of));
    }

    private static Sql holding(List<UUID> ids, UnitScope scope) {
        return Sql.of("SELECT a.*, u.valid_to IS NOT NULL AS has_ended FROM application a JOIN unit u ON u.id = a.unit_id WHERE a.id = ANY (?::uuid[]) "
                + "AND u.path >= ? AND u.path < ? ORDER BY a.id FOR UPDATE OF a", column(ids), scope.from(), scope.to());
    }

    private static Map<UUID, Held> byId(List<Held> held) {
        Map<UUID, Held> found = new LinkedHashMap<>();
        held.forEach(one -> found.put(one.id(), one));
        return found;
    }

    /** Which of these are of somebody who is a member, here or elsewhere; never whose. */
    Set<UUID> ofMembers(List<UUID> ids) {
        return new HashSet<>(Sql.of("SELECT a.id FROM application a WHERE a.id = ANY (?::uuid[]) AND EXISTS (SELECT FROM membership_of(a.national_id_index))",
                (Object) column(ids)).list(dataSource, row -> row.getObject(1, UUID.class)));
    }

    /** @param members each applicant's file */
    void admit(List<UUID> ids, List<UUID> members, ApplicationCommand.Admit command, Object now, String by) {
        Sql.of("UPDATE application a SET state = 'admitted', member_id = n.member, decision_number = ?, decision_date = ?, " + DECIDED
                + "FROM unnest(?::uuid[], ?::uuid[]) AS n (application, member) WHERE a.id = n.application", command.decisionNumber(), command.decisionDate(),
                now, by, column(ids), column(members)).run(dataSource);
    }

    void refuse(List<UUID> ids, String reason, String rule, Object now, String by) {
        Sql.of("UPDATE application SET state = 'refused', reason = ?, rule = ?, faulty_fields = '{}', " + DECIDED + "WHERE id = ANY (?::uuid[])", reason,
                rule, now, by, column(ids)).run(dataSource);
    }

    void reopen(List<UUID> ids) {
        Sql.of("UPDATE application SET reason = NULL, rule = NULL, " + OPEN_AGAIN + "WHERE id = ANY (?::uuid[])", (Object) column(ids)).run(dataSource);
    }

    /** Of those who were admitted by mistake, on the worker's connection. */
    static void reopenAdmitted(Connection connection, List<UUID> ids) throws SQLException {
        Sql.of("UPDATE application SET member_id = NULL, decision_number = NULL, decision_date = NULL, " + OPEN_AGAIN + "WHERE id = ANY (?::uuid[])",
                (Object) column(ids)).run(connection);
    }

    private static String[] column(List<UUID> ids) {
        return Sql.column(ids, id -> id);
    }
}
