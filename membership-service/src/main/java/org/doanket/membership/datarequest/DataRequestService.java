package org.doanket.membership.datarequest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.doanket.membership.PersonForgotten;
import org.doanket.membership.calendar.WorkingDayQueries;
import org.doanket.membership.member.MemberCommand;
import org.doanket.membership.member.MemberService;
import org.doanket.membership.rule.ParameterQueries;
import org.doanket.membership.rule.ParameterView;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.job.Jobs;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;

/** Asking for a correction or an erasure, and answering within the legal time. */
@ApplicationScoped
@Transactional
public class DataRequestService {

    private static final String OF_PROFILE = "profile.";

    /** What the job of an erasure is given. */
    public record Erasure(UUID request, UUID member) {
    }

    private record Asker(UUID unit, String jurisdiction, byte[] wrapped, boolean isOpen) {
    }

    private record Held(UUID id, UUID member, UUID unit, String kind, String state, byte[] wanted, byte[] wrapped, boolean isMember,
            String jurisdiction) {
        boolean isOpen() {
            return state.equals("asked") || state.equals("taken-up");
        }
    }

    private final AgroalDataSource dataSource;
    private final MemberService members;
    private final ParameterQueries parameters;
    private final WorkingDayQueries calendar;
    private final FieldVault vault;
    private final Jobs jobs;
    private final AuditTrail audit;
    private final Caller caller;
    private final ObjectMapper json;
    private final Clock clock;

    DataRequestService(AgroalDataSource dataSource, MemberService members, ParameterQueries parameters, WorkingDayQueries calendar,
            FieldVault vault, Jobs jobs, AuditTrail audit, Caller caller, ObjectMapper json, Clock clock) {
        this.dataSource = dataSource;
        this.members = members;
        this.parameters = parameters;
        this.calendar = calendar;
        this.vault = vault;
        this.jobs = jobs;
        this.audit = audit;
        this.caller = caller;
        this.json = json;
        this.clock = clock;
    }

    public UUID ask(UUID member, DataRequestCommand.Ask command, UnitScope scope) {
        // The lock lets two clicks at once take their turns.
        Asker asker = Sql.of("SELECT m.unit_id, u.jurisdiction, k.wrapped, m.ended_on IS NULL AS open FROM member m JOIN unit u ON u.id = m.unit_id "
                + "LEFT JOIN person_key k ON k.person_id = m.id WHERE m.id = ? AND m.path >= ? AND m.path < ? FOR UPDATE OF m", member, scope.from(),
                scope.to()).first(dataSource, row -> new Asker(row.getObject("unit_id", UUID.class), row.getString("jurisdiction"),
                        row.getBytes("wrapped"), row.getBoolean("open"))).orElseThrow(() -> Problem.notFound("member"));
        if (asker.wrapped() == null) {
            throw DataRequestProblems.erased();
        }
        if (isOpen(member, command.kind())) {
            throw DataRequestProblems.openAlready();
        }
        if (command.corrections() != null) {
            // What the file would refuse later is told to the member now.
            List<Fault> faults = members.faults(command.corrections(), asker.jurisdiction());
            if (!faults.isEmpty()) {
                throw Problem.invalid(faults.stream().map(fault -> new Fault("/corrections" + fault.pointer(), fault.code(), fault.places())).toList());
            }
        }
        UUID id = Ids.next();
        LocalDate today = today(asker.jurisdiction());
        Optional<ParameterView.Value> first = parameters.value(asker.jurisdiction(), "data-request-first-answer", command.kind(), today);
        Optional<ParameterView.Value> answer = parameters.value(asker.jurisdiction(), "data-request-answer", command.kind(), today);
        Sql.of("INSERT INTO data_request (id, member_id, kind, state, wanted, asked_at, first_answer_due, answer_due, citation, version) "
                + "VALUES (?, ?, ?, 'asked', ?, ?, ?, ?, ?, 1)", id, member, command.kind(),
                command.corrections() == null ? null : vault.key(asker.wrapped()).seal(place(id), written(command.corrections())), clock.instant(),
                due(asker.jurisdiction(), today, first), due(asker.jurisdiction(), today, answer),
                answer.map(ParameterView.Value::citation).orElse(null)).run(dataSource);
        audit.record("data-request-" + command.kind(), "member", member, asker.unit(), null);
        return id;
    }

    /** The member thinks better of it, while nothing has been done. */
    public void takeBack(UUID id, UUID member, UnitScope scope) {
        Held held = hold(id, scope);
        if (!held.member().equals(member)) {
            throw Problem.notFound("data-request");
        }
        mustBeOpen(held);
        Sql.of("UPDATE data_request SET state = 'taken-back', wanted = NULL, version = version + 1 WHERE id = ?", id).run(dataSource);
    }

    public void takeUp(UUID id, DataRequestCommand.TakeUp command, UnitScope scope) {
        Held held = holdOfAnother(id, scope);
        if (held.state().equals("taken-up")) {
            throw DataRequestProblems.takenUpAlready();
        }
        Sql.of("UPDATE data_request SET state = 'taken-up', first_answer_at = ?, first_answer = ?, version = version + 1 WHERE id = ?",
                clock.instant(), command.answer(), id).run(dataSource);
    }

    /** A correction is made at once. An erasure ends a membership that goes on, and the job takes the person out of the file. */
    public void accept(UUID id, DataRequestCommand.Accept command, UnitScope scope) {
        Held held = holdOfAnother(id, scope);
        boolean erases = held.kind().equals("erasure");
        if (erases) {
            if (held.isMember()) {
                members.setStatus(held.member(), new MemberCommand.SetStatus("left", today(held.jurisdiction()), "own request: erasure of the data"), scope);
            }
            jobs.submit(ErasureJob.KIND, held.unit(), new Erasure(id, held.member()));
        } else {
            JsonNode patch = read(vault.key(held.wrapped()).openText(place(id), held.wanted()));
            members.change(held.member(), command.fields() == null ? patch : part((ObjectNode) patch, command.fields()), "*", scope);
        }
        answered(held, erases ? "erasing" : "done", command.answer());
        if (erases) {
            LocalDate today = today(held.jurisdiction());
            Sql.of("UPDATE data_request SET receipts_due = ? WHERE id = ?",
                    due(held.jurisdiction(), today, parameters.value(held.jurisdiction(), "erasure-receipt", today)), id).run(dataSource);
        }
    }

    /** Of what was wanted the fields that are accepted. */
    private static JsonNode part(ObjectNode wanted, Set<String> fields) {
        ObjectNode profile = wanted.get("profile") instanceof ObjectNode given ? given : wanted.objectNode();
        List<Fault> faults = fields.stream().filter(field -> field.startsWith(OF_PROFILE) ? !profile.has(field.substring(OF_PROFILE.length()))
                : !wanted.has(field) || field.equals("profile")).sorted().map(field -> Fault.at("/fields", "field-not-asked-for", Map.of("field", field))).toList();
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        profile.retain(fields.stream().filter(field -> field.startsWith(OF_PROFILE)).map(field -> field.substring(OF_PROFILE.length())).toList());
        wanted.retain(fields);
        return profile.isEmpty() ? wanted : wanted.set("profile", profile);
    }

    public void refuse(UUID id, DataRequestCommand.Refuse command, UnitScope scope) {
        answered(holdOfAnother(id, scope), "refused", command.reason());
    }

    private void answered(Held held, String state, String answer) {
        // What was wanted is in the file now, or will never be.
        Sql.of("UPDATE data_request SET state = ?, wanted = NULL, answered_at = ?, answered_by = ?, answer = ?, "
                + "first_answer_at = coalesce(first_answer_at, ?), version = version + 1 WHERE id = ?", state, clock.instant(), caller.subject(),
                answer, clock.instant(), held.id()).run(dataSource);
        audit.record("data-request-" + (state.equals("refused") ? "refused" : "accepted"), "member", held.member(), held.unit(), null);
    }

    private Held holdOfAnother(UUID id, UnitScope scope) {
        Held held = hold(id, scope);
        if (held.member().equals(caller.member())) {
            throw DataRequestProblems.own();
        }
        mustBeOpen(held);
        return held;
    }

    private static void mustBeOpen(Held held) {
        if (!held.isOpen()) {
            throw DataRequestProblems.answeredAlready(held.state());
        }
    }

    private Held hold(UUID id, UnitScope scope) {
        return Sql.of("SELECT r.id, r.member_id, m.unit_id, r.kind, r.state, r.wanted, k.wrapped, m.ended_on IS NULL AS open, u.jurisdiction "
                + "FROM data_request r JOIN member m ON m.id = r.member_id JOIN unit u ON u.id = m.unit_id "
                + "LEFT JOIN person_key k ON k.person_id = m.id WHERE r.id = ? AND m.path >= ? AND m.path < ? FOR UPDATE OF m, r", id, scope.from(),
                scope.to()).first(dataSource, row -> new Held(id, row.getObject("member_id", UUID.class), row.getObject("unit_id", UUID.class),
                        row.getString("kind"), row.getString("state"), row.getBytes("wanted"), row.getBytes("wrapped"), row.getBoolean("open"),
                        row.getString("jurisdiction"))).orElseThrow(() -> Problem.notFound("data-request"));
    }

    private boolean isOpen(UUID member, String kind) {
        return Sql.of("SELECT 1 FROM data_request WHERE member_id = ? AND kind = ? AND state IN ('asked', 'taken-up', 'erasing')", member, kind)
                .first(dataSource, row -> true).isPresent();
    }

    /** Words of the officer's or the member's own may name the person. */
    void forget(@Observes PersonForgotten gone) throws SQLException {
        Sql.of("UPDATE data_request SET wanted = NULL, first_answer = NULL, answer = CASE WHEN kind = 'erasure' THEN answer END "
                + "WHERE member_id = ?", gone.member()).run(gone.connection());
    }

    private LocalDate due(String jurisdiction, LocalDate day, Optional<ParameterView.Value> term) {
        return term.map(value -> value.unitOfMeasure().equals("working-days") ? calendar.after(jurisdiction, day, value.value())
                : day.plusDays(value.value())).orElse(null);
    }

    private LocalDate today(String jurisdiction) {
        return Zones.today(clock, jurisdiction);
    }

    static String place(UUID request) {
        return "data_request.wanted:" + request;
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
