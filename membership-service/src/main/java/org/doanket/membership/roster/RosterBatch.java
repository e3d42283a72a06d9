package org.doanket.membership.roster;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.membership.member.MemberUndoService;
import org.doanket.membership.unit.UnitService;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.sql.Sql;

/** Taking in and undoing a whole roster, each step one statement over all rows. On the worker's connection. */
final class RosterBatch {

    /** Whose file changes, be the status another too or not. */
    private static final String FILE = "(r.state = 'moved' OR r.state = 'changed' AND r.file_differs)";
    private static final String STATUS = "r.status_differs AND r.state IN ('new', 'changed', 'moved')";
    /** So many facts of a member a row is, one for the file and one for the status. */
    private static final String FACTS = "(" + FILE + "::int + r.status_differs::int)";

    private static final String ADMIT = """
            WITH fresh AS (
              INSERT INTO member (id, unit_id, path, code, full_name, birth_date, sex, national_id, national_id_index, phone, phone_index, phone_end, email,
                card_number, external_source, external_id, joined_on, position, category, dues_kind, status, status_since, version)
              SELECT r.member_id, u.id, u.path, coalesce(r.code, next_member_code()), r.full_name, r.birth_date, r.sex, r.national_id,
                r.national_id_index, r.phone, r.phone_index, r.phone_end, r.email, r.card_number,
                CASE WHEN r.external_id IS NOT NULL THEN coalesce(r.external_source, i.source) END,
                r.external_id, coalesce(r.joined_on, i.day), r.position, coalesce(r.category, k.default_category),
                coalesce(r.dues_kind, k.default_dues_kind), 'active', coalesce(r.joined_on, i.day), 1
              FROM roster_row r JOIN roster_import i ON i.id = r.import_id JOIN unit u ON u.id = r.unit_id
              JOIN unit_kind k ON k.jurisdiction = u.jurisdiction AND k.code = u.kind
              WHERE r.import_id = ? AND r.state = 'new' ORDER BY r.number
              RETURNING member AS m
            ), told AS (
              INSERT INTO outbox (aggregate_type, aggregate_id, aggregate_version, type, payload)
              SELECT 'member', (f.m).id, 1, 'member-admitted', member_state(f.m) FROM fresh f
            )
            INSERT INTO member_event (member_id, version, fact, effective, detail, recorded_by)
            SELECT (f.m).id, 1, 'member-admitted', (f.m).joined_on, jsonb_build_object('unitId', (f.m).unit_id, 'import', ?::uuid), ?
            FROM fresh f""";

    /** Those who were members before, by the index of their national id: tied to the last of these memberships, wherever it lay. */
    private static final String RETURN = """
            INSERT INTO member_return (member_id, former_id, seniority_from, citation, verified, act_number, act_date)
            SELECT m.id, f.id, CASE WHEN t.years_count THEN f.seniority_from ELSE m.joined_on END, t.citation, t.verified, i.decision_number, i.decision_date
              FROM roster_row r JOIN roster_import i ON i.id = r.import_id JOIN member m ON m.id = r.member_id JOIN unit u ON u.id = m.unit_id
              CROSS JOIN LATERAL (
                SELECT o.id, o.status, coalesce(b.seniority_from, o.joined_on) AS seniority_from FROM member o LEFT JOIN member_return b ON b.member_id = o.id
                 WHERE o.national_id_index = r.national_id_index AND o.ended_on IS NOT NULL ORDER BY o.ended_on DESC, o.id DESC LIMIT 1) f
              CROSS JOIN LATERAL returning_rule(u.jurisdiction, f.status, m.joined_on) t
             WHERE r.import_id = ? AND r.state = 'new' AND t.may_return""";

    private static final String CHANGE = """
            UPDATE member m SET unit_id = CASE r.state WHEN 'moved' THEN u.id ELSE m.unit_id END,
              path = CASE r.state WHEN 'moved' THEN u.path ELSE m.path END, full_name = r.full_name, birth_date = coalesce(r.birth_date, m.birth_date), sex = coalesce(r.sex, m.sex),
              email = coalesce(r.email, m.email), card_number = coalesce(r.card_number, m.card_number),
              external_source = CASE WHEN r.external_id IS NULL THEN m.external_source ELSE coalesce(r.external_source, i.source) END,
              external_id = coalesce(r.external_id, m.external_id), joined_on = coalesce(r.joined_on, m.joined_on),
              position = coalesce(r.position, m.position), category = coalesce(r.category, m.category),
              dues_kind = coalesce(r.dues_kind, m.dues_kind), version = m.version + 1
            FROM roster_row r JOIN roster_import i ON i.id = r.import_id JOIN unit u ON u.id = r.unit_id
            WHERE r.import_id = ? AND m.id = r.match_id AND\s""" + FILE;

    private static final String TELL = """
            INSERT INTO outbox (aggregate_type, aggregate_id, aggregate_version, type, payload)
            SELECT 'member', m.id, m.version, CASE r.state WHEN 'moved' THEN 'member-transferred' ELSE 'member-changed' END, member_state(m)
            FROM roster_row r JOIN member m ON m.id = r.match_id WHERE r.import_id = ? AND\s""";
    private static final String TELL_CHANGED = TELL + FILE;
    private static final String TELL_RESTORED = TELL + "r.state IN ('changed', 'moved')";

    /** Of whom the sheet says so, after the file: under the rule that the row was judged by, and never over what is on record. */
    private static final String SET_STATUS = """
            UPDATE member m SET status = r.status, status_since = r.status_since, status_reason = r.status_reason,
              reason_code = coalesce(r.reason_code, (SELECT w.code FROM status_reasons(o.jurisdiction, r.status_since) w
                WHERE w.status = r.status ORDER BY w.rank, w.code LIMIT 1)),
              ended_on = CASE WHEN NOT z.is_open THEN r.status_since END, version = m.version + 1
            FROM roster_row r JOIN member_status z ON z.code = r.status JOIN roster_import i ON i.id = r.import_id JOIN unit o ON o.id = i.unit_id
            WHERE r.import_id = ? AND m.id = CASE r.state WHEN 'new' THEN r.member_id ELSE r.match_id END AND\s""" + STATUS;

    private static final String KEEP_STATUS = """
            WITH given AS (
              SELECT m, CASE WHEN m.ended_on IS NULL THEN 'member-changed' ELSE 'member-ended' END AS fact, coalesce(r.before ->> 'status', 'active') AS before
              FROM roster_row r JOIN member m ON m.id = CASE r.state WHEN 'new' THEN r.member_id ELSE r.match_id END
              WHERE r.import_id = ? AND\s""" + STATUS + """
            ), told AS (
              INSERT INTO outbox (aggregate_type, aggregate_id, aggregate_version, type, payload)
              SELECT 'member', (m).id, (m).version, fact, member_state(m) FROM given
            )
            INSERT INTO member_event (member_id, version, fact, effective, reason, detail, recorded_by)
            SELECT (m).id, (m).version, fact, (m).status_since, (m).status_reason,
              jsonb_build_object('import', ?::uuid, 'status', jsonb_build_array(before, (m).status), 'reasonCode', (m).reason_code), ? FROM given""";

    /** In the form in which a change by hand is kept: what is staged is thrown away one day, history stays. Of what is sealed only that it changed. */
    private static final String KEEP_CHANGED = """
            INSERT INTO member_event (member_id, version, fact, effective, detail, recorded_by)
            SELECT m.id, m.version, CASE r.state WHEN 'moved' THEN 'member-transferred' ELSE 'member-changed' END, i.day,
              jsonb_build_object('import', i.id) || (
                SELECT coalesce(jsonb_object_agg(f.name, CASE WHEN f.is_sealed THEN to_jsonb('changed'::text)
                    ELSE jsonb_build_array(r.before -> f.place, n.file -> f.place) END), '{}')
                FROM (VALUES ('unitId', 'unit_id', false), ('fullName', 'full_name', false), ('birthDate', 'birth_date', false), ('sex', 'sex', false),
                  ('email', 'email', false), ('cardNumber', 'card_number', false), ('externalSource', 'external_source', false),
                  ('externalId', 'external_id', false), ('joinedOn', 'joined_on', false), ('position', 'position', false),
                  ('category', 'category', false), ('duesKind', 'dues_kind', false), ('nationalId', 'national_id_index', true),
                  ('phone', 'phone_index', true)) AS f (name, place, is_sealed)
                WHERE r.before -> f.place IS DISTINCT FROM n.file -> f.place
              ) || (
                SELECT coalesce(jsonb_object_agg('profile.' || p.key, jsonb_build_array(r.profile_before -> 'plain' -> p.key, p.value)), '{}')
                FROM jsonb_each(r.profile) p WHERE r.profile_before -> 'plain' -> p.key IS DISTINCT FROM p.value
              ) || (
                SELECT coalesce(jsonb_object_agg('profile.' || s.name, 'changed'::text), '{}') FROM unnest(r.sealed_changed) AS s (name)
              ), ?
            FROM roster_row r JOIN roster_import i ON i.id = r.import_id JOIN member m ON m.id = r.match_id
            CROSS JOIN LATERAL (SELECT to_jsonb(m) AS file) n
            WHERE r.import_id = ? AND\s""" + FILE;

    /** Each change the other way round, the last first, and of the same day: as of any day it is as if neither had been. */
    private static final String KEEP_UNDONE = """
            INSERT INTO member_event (member_id, version, fact, effective, detail, recorded_by)
            SELECT m.id, m.version -\s""" + FACTS + """
               + r.match_version + 1 - e.version, e.fact, e.effective, jsonb_build_object('undoOf', r.import_id) || (
                SELECT coalesce(jsonb_object_agg(c.key, CASE jsonb_typeof(c.value) WHEN 'array' THEN jsonb_build_array(c.value -> 1, c.value -> 0)
                  ELSE c.value END), '{}') FROM jsonb_each(e.detail - 'import' - 'reasonCode') c), ?
            FROM roster_row r JOIN member m ON m.id = r.match_id JOIN member_event e ON e.member_id = m.id
              AND e.version > r.match_version -\s""" + FACTS + """
              AND e.version <= r.match_version
            WHERE r.import_id = ? AND r.state IN ('changed', 'moved')""";

    private static final String RESTORE = """
            UPDATE member m SET unit_id = u.id, path = u.path, full_name = b.full_name, birth_date = b.birth_date, sex = b.sex, national_id = b.national_id,
              national_id_index = b.national_id_index, phone = b.phone, phone_index = b.phone_index, phone_end = b.phone_end, email = b.email, card_number = b.card_number,
              external_source = b.external_source, external_id = b.external_id, joined_on = b.joined_on, position = b.position,
              category = b.category, dues_kind = b.dues_kind, status = b.status, status_since = b.status_since,
              status_reason = b.status_reason, reason_code = b.reason_code, version = m.version +\s""" + FACTS + """

            FROM roster_row r, jsonb_populate_record(NULL::member, r.before) b JOIN unit u ON u.id = b.unit_id
            WHERE r.import_id = ? AND r.state IN ('changed', 'moved') AND m.id = r.match_id""";

    private static final String TELL_UNDONE = """
            INSERT INTO outbox (aggregate_type, aggregate_id, aggregate_version, type, payload)
            SELECT 'member', m.id, m.version + 1, 'member-ended',\s""" + MemberUndoService.NEVER_WAS + """

            FROM roster_row r JOIN member m ON m.id = r.member_id JOIN unit u ON u.id = m.unit_id WHERE r.import_id = ? AND r.state = 'new'""";

    private final Connection connection;
    private final UUID id;
    private final RosterProfiles profiles;

    RosterBatch(Connection connection, UUID id, FieldVault vault) {
        this.connection = connection;
        this.id = id;
        this.profiles = new RosterProfiles(connection, id, vault);
    }

    /**
     * Room to sort and hash a whole roster in memory, for this transaction only. No statement is compiled: the planner takes the few rules for
     * many rows, and compiling would cost a sheet of three rows seconds.
     */
    void spread() throws SQLException {
        Sql.of("SELECT set_config('work_mem', '128MB', true), set_config('jit', 'off', true)").run(connection);
    }

    /** No unit moves or ends while its members come. */
    void holdTree() throws SQLException {
        Sql.of("SELECT pg_advisory_xact_lock_shared(?)", UnitService.TREE).run(connection);
    }

    /**
     * An import counts from the day on which it is taken in. Between the upload and that day a member may have changed otherwise, and what
     * was of a day is read from history in the order of the days.
     */
    void date(LocalDate day) throws SQLException {
        Sql.of("UPDATE roster_import SET day = ? WHERE id = ?", day, id).run(connection);
    }

    int admit(String by) throws SQLException {
        Sql.of("INSERT INTO person_key (person_id, wrapped) SELECT member_id, key FROM roster_row WHERE import_id = ? AND state = 'new'", id)
                .run(connection);
        int admitted = Sql.of(ADMIT, id, id, by).run(connection);
        profiles.admit();
        Sql.of(RETURN, id).run(connection);
        return admitted;
    }

    /** @return how many will change. In the order of their ids, as everybody locks members, so that two imports wait for each other and never in a circle. */
    int keepBefore() throws SQLException {
        Sql.of("SELECT count(*) FROM (SELECT FROM member WHERE id IN (SELECT match_id FROM roster_row WHERE import_id = ? "
                + "AND state IN ('changed', 'moved')) ORDER BY id FOR UPDATE) locked", id).run(connection);
        int kept = Sql.of("UPDATE roster_row r SET before = to_jsonb(m), match_version = m.version + " + FACTS + " FROM member m "
                + "WHERE r.import_id = ? AND r.state IN ('changed', 'moved') AND m.id = r.match_id", id).run(connection);
        profiles.keepBefore();
        return kept;
    }

    void change(String by) throws SQLException {
        Sql.of(CHANGE, id).run(connection);
        profiles.change();
        Sql.of(TELL_CHANGED, id).run(connection);
        Sql.of(KEEP_CHANGED, by, id).run(connection);
        Sql.of(SET_STATUS, id).run(connection);
        Sql.of(KEEP_STATUS, id, id, by).run(connection);
    }

    /** For a caller who holds the tree. */
    void undo(String by) throws SQLException {
        Sql.of("SELECT count(*) FROM (SELECT FROM member WHERE id IN (SELECT CASE state WHEN 'new' THEN member_id ELSE match_id END FROM roster_row "
                + "WHERE import_id = ? AND state IN ('new', 'changed', 'moved')) ORDER BY id FOR UPDATE) locked", id).run(connection);
        RosterBuilt.on(connection, id).refuse();
        Sql.of(RESTORE, id).run(connection);
        profiles.restore();
        Sql.of(TELL_RESTORED, id).run(connection);
        Sql.of(KEEP_UNDONE, by, id).run(connection);
        Sql.of(TELL_UNDONE, id).run(connection);
        Sql.of("DELETE FROM member m USING roster_row r WHERE r.import_id = ? AND r.state = 'new' AND m.id = r.member_id", id).run(connection);
        Sql.of("DELETE FROM member_standing s USING roster_row r WHERE r.import_id = ? AND r.state = 'new' AND s.member_id = r.member_id", id).run(connection);
        Sql.of("DELETE FROM person_key k USING roster_row r WHERE r.import_id = ? AND r.state = 'new' AND k.person_id = r.member_id", id)
                .run(connection);
    }
}
