package org.doanket.campaign.recognition;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.doanket.campaign.model.ModelCommand;
import org.doanket.campaign.model.ModelEvent;
import org.doanket.campaign.model.ModelService;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Keeps each recognition in the transaction that made it, whether it came alone or on a decision with others. */
@ApplicationScoped
@Transactional
public class RecognitionService {

    private static final String HOLDS = "NOT EXISTS (SELECT FROM recognition_revocation v WHERE v.recognition_id = r.id)";

    private final AgroalDataSource dataSource;
    private final ModelService models;
    private final RecognitionQueries queries;
    private final UnitTree tree;
    private final Caller caller;
    private final Clock clock;

    RecognitionService(AgroalDataSource dataSource, ModelService models, RecognitionQueries queries, UnitTree tree, Caller caller,
            Clock clock) {
        this.dataSource = dataSource;
        this.models = models;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
        this.clock = clock;
    }

    /** In the order of their ids, so that two decisions on the same models wait for each other and do not lock each other out. */
    public RecognitionView.Act recognise(RecognitionCommand.Recognise command) {
        ModelCommand.Take with = new ModelCommand.Take(null, null, command.level(), command.decision(), command.decidedOn());
        new TreeSet<>(command.models()).forEach(model -> models.take(model, "recognise", with, null));
        return new RecognitionView.Act(caller.unit(), command.decision(), queries.act(caller.scope(), caller.unit(), command.decision()));
    }

    /** By those who decide for the unit that recognised it, or above. The model is recognised by what it was given last of all that still holds. */
    public RecognitionView revoke(UUID id, RecognitionCommand.Revoke command) {
        RecognitionView recognition = queries.one(caller.scope(), id);
        UnitRef by = tree.find(recognition.by()).filter(unit -> caller.scope().contains(unit.path()))
                .orElseThrow(() -> Problem.forbidden("recognition-of-others", recognition.byName()));
        boolean isAhead = command.revokedOn().isAfter(Zones.today(clock, by.jurisdiction()));
        if (isAhead || command.revokedOn().isBefore(recognition.decidedOn())) {
            throw Problem.invalid(List.of(Fault.at("/revokedOn", isAhead ? "in-future" : "before-the-decision")));
        }
        Sql.of("SELECT FROM good_practice_model WHERE id = ? FOR UPDATE", recognition.model()).run(dataSource);
        if (Sql.of("INSERT INTO recognition_revocation (recognition_id, unit_id, decision, revoked_on, reason, recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?) "
                + "ON CONFLICT DO NOTHING", id, recognition.unit(), command.decision(), command.revokedOn(), command.reason(), caller.subject(), clock.instant())
                .run(dataSource) == 0) {
            throw revoked();
        }
        ModelCommand.Take left = Sql.of("SELECT r.level, r.decision, r.decided_on FROM recognition r WHERE r.model_id = ? AND " + HOLDS
                + " ORDER BY r.recorded_at DESC, r.id DESC LIMIT 1", recognition.model()).first(dataSource, row -> new ModelCommand.Take(null, null,
                row.getString(1), row.getString(2), row.getObject(3, LocalDate.class))).orElse(ModelCommand.Take.NOTHING);
        models.loseRecognition(recognition.model(), left, new ModelCommand.Take(command.reason(), null, recognition.level(), command.decision(), null));
        return queries.one(caller.scope(), id);
    }

    static Problem revoked() {
        return Problem.conflict("recognition-revoked");
    }

    void keep(@Observes ModelEvent.Recognised event) {
        if (Sql.of("SELECT 1 FROM recognition r WHERE r.model_id = ? AND r.level = ? AND " + HOLDS, event.model(), event.level())
                .first(dataSource, row -> true).isPresent()) {
            throw Problem.conflict("already-exists");
        }
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?, 1973))", caller.unit() + event.decision()).run(dataSource);
        Sql.of("INSERT INTO recognition (id, model_id, unit_id, by_unit_id, level, decision, decided_on, number, subject_kind, year, recorded_by, "
                + "recorded_at) SELECT ?, ?, ?, ?, ?, ?, ?, coalesce(max(number), 0) + 1, ?, ?, ?, ? FROM recognition WHERE by_unit_id = ? "
                + "AND decision = ?", Ids.next(), event.model(), event.unit(), caller.unit(), event.level(), event.decision(), event.decidedOn(),
                event.subjectKind(), event.year(), caller.subject(), clock.instant(), caller.unit(), event.decision()).run(dataSource);
    }
}
