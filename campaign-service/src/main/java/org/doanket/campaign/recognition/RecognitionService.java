package org.doanket.campaign.recognition;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.TreeSet;
import java.util.UUID;
import org.doanket.campaign.model.ModelCommand;
import org.doanket.campaign.model.ModelEvent;
import org.doanket.campaign.model.ModelService;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;

/** Keeps each recognition in the transaction that made it, whether it came alone or on a decision with others. */
@ApplicationScoped
@Transactional
public class RecognitionService {

    private final AgroalDataSource dataSource;
    private final ModelService models;
    private final RecognitionQueries queries;
    private final Caller caller;
    private final Clock clock;

    RecognitionService(AgroalDataSource dataSource, ModelService models, RecognitionQueries queries, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.models = models;
        this.queries = queries;
        this.caller = caller;
        this.clock = clock;
    }

    /** In the order of their ids, so that two decisions on the same models wait for each other and do not lock each other out. */
    public RecognitionView.Act recognise(RecognitionCommand.Recognise command) {
        ModelCommand.Take with = new ModelCommand.Take(null, null, command.level(), command.decision(), command.decidedOn());
        new TreeSet<>(command.models()).forEach(model -> models.take(model, "recognise", with, null));
        return new RecognitionView.Act(caller.unit(), command.decision(), queries.act(caller.scope(), caller.unit(), command.decision()));
    }

    void keep(@Observes ModelEvent.Recognised event) {
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?, 1973))", caller.unit() + event.decision()).run(dataSource);
        Sql.of("INSERT INTO recognition (id, model_id, unit_id, by_unit_id, level, decision, decided_on, number, subject_kind, year, recorded_by, "
                + "recorded_at) SELECT ?, ?, ?, ?, ?, ?, ?, coalesce(max(number), 0) + 1, ?, ?, ?, ? FROM recognition WHERE by_unit_id = ? "
                + "AND decision = ?", Ids.next(), event.model(), event.unit(), caller.unit(), event.level(), event.decision(), event.decidedOn(),
                event.subjectKind(), event.year(), caller.subject(), clock.instant(), caller.unit(), event.decision()).run(dataSource);
    }
}
