package org.doanket.membership.team;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.doanket.membership.member.MemberLeftEvent;
import org.doanket.membership.unit.UnitEvent;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;

/** Rows beside the aggregates: cards, consents, hand-overs; and what moves and ends of others do to teams. */
@ApplicationScoped
class TeamBatch {

    /** A card that is no longer valid keeps its number, so that it cannot be made anew, and no word about its bearer. */
    static final String CLOSE_CARDS = "UPDATE team_card SET valid_to = ?, name = NULL, phone = NULL WHERE valid_to IS NULL AND id IN ";
    private static final String LEAVE = "UPDATE team_member SET left_on = greatest(joined_on, ?), left_reason = ?, version = version + 1 "
            + "WHERE left_on IS NULL AND ";

    private final AgroalDataSource dataSource;
    private final FieldVault vault;
    private final Caller caller;

    TeamBatch(AgroalDataSource dataSource, FieldVault vault, Caller caller) {
        this.dataSource = dataSource;
        this.vault = vault;
        this.caller = caller;
    }

    void print(TeamMember member) {
        Sql.of("INSERT INTO team_card (id, team_id, person_id, number, duty) VALUES (?, ?, ?, ?, ?)", member.id(), member.teamId(),
                member.memberId(), member.cardNumber(), member.duty()).run(dataSource);
    }

    void reprint(TeamMember member) {
        Sql.of("UPDATE team_card SET duty = ? WHERE id = ?", member.duty(), member.id()).run(dataSource);
    }

    void close(UUID card, LocalDate on) {
        Sql.of(CLOSE_CARDS + "(?)", on, card).run(dataSource);
    }

    /** All who are in the team leave it with its end. */
    void leaveAll(UUID team, LocalDate on, String reason) {
        Sql.of(CLOSE_CARDS + "(SELECT id FROM team_member WHERE team_id = ?)", on, team).run(dataSource);
        Sql.of(LEAVE + "team_id = ?", on, reason, team).run(dataSource);
    }

    void endOf(UnitEvent.Ended unit) {
        List<UUID> teams = Sql.of("UPDATE team SET ended_on = greatest(founded_on, ?), end_reason = 'unit-ended', version = version + 1 "
                + "WHERE unit_id = ? AND ended_on IS NULL RETURNING id", unit.on(), unit.unit()).list(dataSource, row -> row.getObject(1, UUID.class));
        teams.forEach(team -> leaveAll(team, unit.on(), "unit-ended"));
    }

    /** Who is no longer a member of the guild is in no team of it, and his card shows nobody. */
    void memberLeft(@Observes MemberLeftEvent event) throws SQLException {
        record Left(UUID card, LocalDate on) {
        }
        List<Left> left = Sql.of("UPDATE team_member t SET version = t.version + 1, left_on = greatest(t.joined_on, CASE WHEN m.ended_on IS NULL "
                + "THEN day_elsewhere(m.id, t.path, t.joined_on) ELSE m.status_since END), "
                + "left_reason = CASE WHEN m.ended_on IS NULL THEN 'member-elsewhere' ELSE 'membership-over' END FROM member m "
                + "WHERE m.id = ANY (?::uuid[]) AND t.member_id = m.id AND t.left_on IS NULL "
                + "AND (m.ended_on IS NOT NULL OR NOT starts_with(m.path, t.path)) RETURNING t.id, t.left_on", (Object) event.column())
                .list(event.connection(), row -> new Left(row.getObject(1, UUID.class), row.getObject(2, LocalDate.class)));
        for (Left one : left) {
            Sql.of(CLOSE_CARDS + "(?)", one.on(), one.card()).run(event.connection());
        }
    }

    Optional<String> pathOfMember(UUID member) {
        return Sql.of("SELECT path FROM member WHERE id = ? AND ended_on IS NULL", member).first(dataSource, row -> row.getString(1));
    }

    boolean hasAgreed(UUID teamMember, String purpose) {
        return Sql.of("SELECT 1 FROM team_consent WHERE team_member_id = ? AND purpose = ? AND withdrawn_at IS NULL", teamMember, purpose)
                .first(dataSource, row -> true).isPresent();
    }

    void agree(TeamMember member, TeamCommand.Agree command) {
        Sql.of("INSERT INTO team_consent (id, team_member_id, path, purpose, proof, given_on, given_to) VALUES (?, ?, ?, ?, ?, ?, ?)", Ids.next(),
                member.id(), member.path(), command.purpose(), command.proof(), command.givenOn(), caller.subject()).run(dataSource);
        byte[] key = Sql.of("SELECT wrapped FROM person_key WHERE person_id = ?", member.memberId()).first(dataSource, row -> row.getBytes(1))
                .orElseThrow(TeamProblems::forgotten);
        // The purpose is one of two words that the command allows, and names the column.
        Sql.of("UPDATE team_card SET " + command.purpose() + " = ? WHERE id = ?", vault.seal(key, place(command.purpose(), member.id()),
                command.shown()), member.id()).run(dataSource);
    }

    void withdraw(UUID teamMember, String purpose, Instant now) {
        Sql.of("UPDATE team_consent SET withdrawn_at = ? WHERE team_member_id = ? AND purpose = ? AND withdrawn_at IS NULL", now, teamMember,
                purpose).run(dataSource);
        Sql.of("UPDATE team_card SET " + purpose + " = NULL WHERE id = ?", teamMember).run(dataSource);
    }

    void withdrawAll(UUID member, String purpose, Instant now) {
        Sql.of("UPDATE team_consent SET withdrawn_at = ? WHERE team_member_id IN (SELECT p.id FROM team_member p WHERE p.member_id = ?) AND purpose = ? "
                + "AND withdrawn_at IS NULL", now, member, purpose).run(dataSource);
        Sql.of("UPDATE team_card SET " + purpose + " = NULL WHERE person_id = ? AND " + purpose + " IS NOT NULL", member).run(dataSource);
    }

    boolean isShownBy(UUID member, String purpose) {
        return Sql.of("SELECT 1 FROM team_card WHERE person_id = ? AND " + purpose + " IS NOT NULL", member).first(dataSource, row -> true).isPresent();
    }

    UUID give(TeamMember member, TeamCommand.Give command) {
        UUID id = Ids.next();
        Sql.of("INSERT INTO team_handover (id, team_member_id, team_id, path, item, serial, quantity, given_on, recorded_by) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", id, member.id(), member.teamId(), member.path(), command.item(), command.serial(),
                command.quantity(), command.givenOn(), caller.subject()).run(dataSource);
        return id;
    }

    Optional<TeamView.Handover> handoverForUpdate(UUID id, UnitScope scope) {
        return Sql.of("SELECT * FROM team_handover WHERE id = ? AND path >= ? AND path < ? FOR UPDATE", id, scope.from(), scope.to())
                .first(dataSource, TeamView.Handover::of);
    }

    void takeBack(UUID id, TeamCommand.Return command) {
        Sql.of("UPDATE team_handover SET returned_on = ?, condition = ? WHERE id = ?", command.on(), command.condition(), id).run(dataSource);
    }

    /** What ties a sealed word to its card. */
    static String place(String purpose, UUID card) {
        return "team_card." + purpose + ":" + card;
    }
}
