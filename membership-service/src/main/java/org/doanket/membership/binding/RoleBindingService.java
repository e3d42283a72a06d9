package org.doanket.membership.binding;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.event.Fact;
import org.doanket.platform.event.Outbox;
import org.doanket.platform.id.Ids;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

/** Roles follow the office and end with it; every change is told, with the binding's whole state, in the transaction of the deed. */
@ApplicationScoped
public class RoleBindingService {

    private static final String TELL = "INSERT INTO outbox (aggregate_type, aggregate_id, aggregate_version, type, payload) "
            + "SELECT 'role-binding', id, version, ?, role_binding_state(told::role_binding) FROM told";

    private final AgroalDataSource dataSource;
    private final Outbox outbox;

    RoleBindingService(AgroalDataSource dataSource, Outbox outbox) {
        this.dataSource = dataSource;
        this.outbox = outbox;
    }

    /** An office and the person who holds it. @param subject null where the identity provider's name of the person is not known */
    public record Office(UUID officer, UUID member, String subject, UUID unit, String jurisdiction) {
    }

    /** What crosses to the others. */
    record State(UUID id, UUID memberId, String subject, String role, UUID unitId, OffsetDateTime validFrom, OffsetDateTime validTo) {
    }

    @Transactional(Transactional.TxType.MANDATORY)
    public void grant(Office office, Collection<String> roles, LocalDate from) {
        OffsetDateTime begin = begin(from, office.jurisdiction());
        List<Fact> facts = roles.stream().map(role -> {
            UUID id = Ids.next();
            Sql.of("INSERT INTO role_binding (id, officer_id, member_id, subject, role, unit_id, valid_from, version) VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
                    id, office.officer(), office.member(), office.subject(), role, office.unit(), begin).run(dataSource);
            return new Fact("role-binding", id, 1, "role-granted",
                    new State(id, office.member(), office.subject(), role, office.unit(), begin, null));
        }).toList();
        outbox.append(facts);
    }

    /** The account by which the identity provider knows the holder. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void rename(UUID officer, String subject) {
        Sql.of("WITH told AS (UPDATE role_binding SET subject = ?, version = version + 1 WHERE officer_id = ? RETURNING *) " + TELL, subject,
                officer, "role-changed").run(dataSource);
    }

    /** No role of these offices holds from that day on. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void end(Collection<UUID> officers, LocalDate on, String jurisdiction) {
        ended(officers, on, jurisdiction).run(dataSource);
    }

    /** The same for background work, in the transaction of its own connection. */
    public void end(Connection connection, Collection<UUID> officers, LocalDate on, String jurisdiction) throws SQLException {
        ended(officers, on, jurisdiction).run(connection);
    }

    /** Offices that an act took and its counter-act gives back: their roles as they last were, from that day on. */
    public void restore(Connection connection, Collection<UUID> officers, LocalDate from, String jurisdiction) throws SQLException {
        Sql.of("WITH told AS (INSERT INTO role_binding (id, officer_id, member_id, subject, role, unit_id, valid_from, version) "
                + "SELECT uuidv7(), officer_id, member_id, subject, role, unit_id, ?, 1 FROM (SELECT DISTINCT ON (officer_id, role) * "
                + "FROM role_binding WHERE officer_id = ANY (?) ORDER BY officer_id, role, valid_from DESC, id DESC) last RETURNING *) " + TELL,
                begin(from, jurisdiction), officers.toArray(UUID[]::new), "role-granted").run(connection);
    }

    /** An end is not put off: what ends already earlier stays as it is. Where it had not begun, it never held. */
    private static Sql ended(Collection<UUID> officers, LocalDate on, String jurisdiction) {
        OffsetDateTime end = begin(on, jurisdiction);
        return Sql.of("WITH told AS (UPDATE role_binding SET valid_to = greatest(valid_from, ?), version = version + 1 "
                + "WHERE officer_id = ANY (?) AND (valid_to IS NULL OR valid_to > ?) RETURNING *) " + TELL, end,
                officers.toArray(UUID[]::new), end, "role-ended");
    }

    /** A legal day begins at midnight where the law holds. */
    private static OffsetDateTime begin(LocalDate day, String jurisdiction) {
        return day.atStartOfDay(Zones.of(jurisdiction)).toOffsetDateTime();
    }
}
