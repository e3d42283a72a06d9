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
import org.doanket.membership.consent.ConsentService;
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

/** Asking for what the law gives a member over the own data, and answering within the legal time. */
@ApplicationScoped
@Transactional
public class DataRequestService {

    static final String REASON = "reason";
    private static final String OF_PROFILE = "profile.";
    /** As long as one of these, there is no other of its kind. */
    private static final String OPEN = "state IN ('asked', 'taken-up', 'erasing', 'in-force')";
    /** Whose acceptance says something that the member cannot see for himself. */
    private static final Set<String> ANSWERED_IN_WORDS = Set.of("objection", "withdrawal");

    /** What the job of an erasure is given. */
    public record Erasure(UUID request, UUID member) {
    }

    private record Asker(UUID unit, String jurisdiction, byte[] wrapped) {
    }

    private record Held(UUID id, UUID member, UUID unit, String kind, String state, byte[] wanted, byte[] wrapped, boolean isMember,
            String jurisdiction) {
        boolean isOpen() {
            return state.equals("asked") || state.equals("taken-up");
        }

        boolean isInForce() {
            return state.equals("in-force");
        }
    }

    private final AgroalDataSource dataSource;
    private final MemberService members;
    private final ConsentService consents;
    private final ParameterQueries parameters;
    private final WorkingDayQueries calendar;
    private final FieldVault vault;
    private final Jobs jobs;
    private final AuditTrail audit;
    private final Caller caller;
    private final ObjectMapper json;
    private final Clock clock;

    DataRequestService(AgroalDataSource dataSource, MemberService members, ConsentService consents, ParameterQueries parameters,
            WorkingDayQueries calendar, FieldVault vault, Jobs jobs, AuditTrail audit, Caller caller, ObjectMapper json, Clock clock) {
        this.dataSource = dataSource;
        this.members = members;
        this.consents = consents;
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
        Asker asker = Sql.of("SELECT m.unit_id, u.jurisdiction, k.wrapped FROM member m JOIN unit u ON u.id = m.unit_id "
                + "LEFT JOIN person_key k ON k.person_id = m.id WHERE m.id = ? AND m.path >= ? AND m.path < ? FOR UPDATE OF m", member, scope.from(),
                scope.to()).first(dataSource, row -> new Asker(row.getObject("unit_id", UUID.class), row.getString("jurisdiction"),
                        row.getBytes("wrapped"))).orElseThrow(() -> Problem.notFound("member"));
        if (asker.wrapped() == null) {
            throw DataRequestProblems.erased();
        }
        if (isOpen(member, command)) {
            throw DataRequestProblems.openAlready();
        }
        if (command.corrections() != null) {
            // What the file would refuse later is told to the member now.
            List<Fault> faults = members.faults(command.corrections(), asker.jurisdiction());
            if (!faults.isEmpty()) {
                throw Problem.invalid(faults.stream().map(fault -> new Fault("/corrections" + fault.pointer(), fault.code(), fault.places())).toList());
            }
        }
        if (command.purpose() != null) {
            consents.withdraw(member, command.purpose(), scope);
        }
        UUID id = Ids.next();
        LocalDate today = today(asker.jurisdiction());
        Optional<ParameterView.Value> first = parameters.value(asker.jurisdiction(), "data-request-first-answer", command.kind(), today);
        Optional<ParameterView.Value> answer = parameters.value(asker.jurisdiction(), "data-request-answer", command.kind(), today);
        Sql.of("INSERT INTO data_request (id, member_id, kind, purpose, state, wanted, asked_at, first_answer_due, answer_due, citation, version) "
                + "VALUES (?, ?, ?, ?, 'asked', ?, ?, ?, ?, ?, 1)", id, member, command.kind(), command.purpose(),
                vault.key(asker.wrapped()).seal(place(id), wanted(command)), clock.instant(), due(asker.jurisdiction(), today, first), due(asker.jurisdiction(), today, answer),
                answer.map(ParameterView.Value::citation).orElse(null)).run(dataSource);
        audit.record("data-request-" + command.kind(), "member", member, asker.unit(), null);
        return id;
    }

    /** The member thinks better of it, while nothing has been done, or of a restriction that holds. What a withdrawal has withdrawn stays so. */
    public void takeBack(UUID id, UUID member, UnitScope scope) {
        Held held = hold(id, scope);
        if (!held.member().equals(member)) {
            throw Problem.notFound("data-request");
        }
        if (held.isInForce()) {
            lift(held, null, scope);
            return;
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

    /**
     * A correction is made and a restriction holds at once. An erasure ends a membership that goes on, and the job takes the person out of the
     * file; one that gave up may be begun again like this, for the law's clock runs. What is done about an objection or elsewhere about a
     * withdrawal, the answer says.
     */
    public void accept(UUID id, DataRequestCommand.Accept command, UnitScope scope) {
        Held held = hold(id, scope);
        mustBeOfAnother(held);
        if (hasGivenUp(held)) {
            jobs.submit(ErasureJob.KIND, held.unit(), new Erasure(id, held.member()));
            audit.record("data-request-accepted", "member", held.member(), held.unit(), null);
            return;
        }
        mustBeOpen(held);
        if (held.wrapped() == null) {
            throw DataRequestProblems.erased();
        }
        if (ANSWERED_IN_WORDS.contains(held.kind()) && (command.answer() == null || command.answer().isBlank())) {
            throw DataRequestProblems.answerMissing();
        }
        switch (held.kind()) {
            case "erasure" -> erase(held, command, scope);
            case "correction" -> {
                JsonNode patch = read(vault.key(held.wrapped()).openText(place(id), held.wanted()));
                members.correct(held.member(), command.fields() == null ? patch : part((ObjectNode) patch, command.fields()), scope);
                answered(held, "done", command.answer());
            }
            case "restriction" -> {
                members.restrict(held.member(), true, scope);
                answered(held, "in-force", command.answer());
            }
            default -> answered(held, "done", command.answer());
        }
    }

    private void erase(Held held, DataRequestCommand.Accept command, UnitScope scope) {
        LocalDate today = today(held.jurisdiction());
        if (held.isMember()) {
            members.setStatus(held.member(), new MemberCommand.SetStatus("left", today, "own request: erasure of the data"), scope);
        }
        jobs.submit(ErasureJob.KIND, held.unit(), new Erasure(held.id(), held.member()));
        answered(held, "erasing", command.answer());
        Sql.of("UPDATE data_request SET receipts_due = ? WHERE id = ?",
                due(held.jurisdiction(), today, parameters.value(held.jurisdiction(), "erasure-receipt", today)), held.id()).run(dataSource);
    }

    /** An erasure that was accepted, of which nothing is done here and no job is at work. */
    private boolean hasGivenUp(Held held) {
        return held.state().equals("erasing") && Sql.of("SELECT 1 WHERE NOT EXISTS (SELECT FROM erasure_receipt WHERE request_id = ? AND service = 'membership') "
                + "AND NOT EXISTS (SELECT FROM job WHERE kind = ? AND parameters ->> 'request' = ? AND state IN ('waiting', 'running'))", held.id(),
                ErasureJob.KIND, held.id().toString()).first(dataSource, row -> true).isPresent();
    }

    /** A restriction that has lost its ground; the member is told why. */
    public void lift(UUID id, DataRequestCommand.Lift command, UnitScope scope) {
        Held held = hold(id, scope);
        mustBeOfAnother(held);
        if (!held.isInForce()) {
            throw DataRequestProblems.notInForce(held.state());
        }
        lift(held, command.reason(), scope);
    }

    private void lift(Held held, String why, UnitScope scope) {
        members.restrict(held.member(), false, scope);
        Sql.of("UPDATE data_request SET state = 'lifted', lifted_at = ?, lifted_by = ?, lifted_why = ?, version = version + 1 WHERE id = ?",
                clock.instant(), caller.subject(), why, held.id()).run(dataSource);
        audit.record("data-request-lifted", "member", held.member(), held.unit(), null);
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
        Held held = holdOfAnother(id, scope);
        if (held.kind().equals("withdrawal")) {
            throw DataRequestProblems.withdrawalHolds();
        }
        answered(held, "refused", command.reason());
    }

    private void answered(Held held, String state, String answer) {
        // What should be corrected is in the file now, or will never be; what the member wrote stays to be read beside its answer.
        Sql.of("UPDATE data_request SET state = ?, wanted = CASE WHEN kind = 'correction' THEN NULL ELSE wanted END, answered_at = ?, answered_by = ?, answer = ?, "
                + "first_answer_at = coalesce(first_answer_at, ?), version = version + 1 WHERE id = ?", state, clock.instant(), caller.subject(),
                answer, clock.instant(), held.id()).run(dataSource);
        audit.record("data-request-" + (state.equals("refused") ? "refused" : "accepted"), "member", held.member(), held.unit(), null);
    }

    private Held holdOfAnother(UUID id, UnitScope scope) {
        Held held = hold(id, scope);
        mustBeOfAnother(held);
        mustBeOpen(held);
        return held;
    }

    private void mustBeOfAnother(Held held) {
        if (held.member().equals(caller.member())) {
            throw DataRequestProblems.own();
        }
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

    private boolean isOpen(UUID member, DataRequestCommand.Ask command) {
        return Sql.of("SELECT 1 FROM data_request WHERE member_id = ? AND kind = ? AND " + OPEN, member, command.kind())
                .given(command.purpose(), "AND purpose = ?").first(dataSource, row -> true).isPresent();
    }

    /** Words of the officer's or the member's own may name the person. A restriction has nothing left to restrict. */
    void forget(@Observes PersonForgotten gone) throws SQLException {
        Sql.of("UPDATE data_request SET state = 'lifted', lifted_at = ?, version = version + 1 WHERE member_id = ? AND state = 'in-force'", clock.instant(),
                gone.member()).run(gone.connection());
        Sql.of("UPDATE data_request SET wanted = NULL, first_answer = NULL, lifted_why = NULL, answer = CASE WHEN kind = 'erasure' THEN answer END "
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

    /** What is kept sealed until the answer; nothing where the kind says it all. */
    private String wanted(DataRequestCommand.Ask command) {
        Object wanted = command.corrections() != null ? command.corrections() : command.reason() == null ? null : Map.of(REASON, command.reason());
        return wanted == null ? null : written(wanted);
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
