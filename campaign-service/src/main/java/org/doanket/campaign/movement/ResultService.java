package org.doanket.campaign.movement;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.doanket.campaign.OwnUnit;
import org.doanket.campaign.attachment.AttachmentService;
import org.doanket.campaign.attachment.AttachmentView;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;

/** Units report what came of a movement, with evidence; the level above checks it. The tallies follow in the same transaction. */
@ApplicationScoped
@Transactional
public class ResultService {

    /** What evidence of results is attached to. */
    public static final String ATTACHED_TO = "result";

    private final AgroalDataSource dataSource;
    private final MovementService movements;
    private final MovementQueries movementQueries;
    private final ResultQueries queries;
    private final AttachmentService attachments;
    private final OwnUnit own;
    private final UnitTree tree;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    ResultService(AgroalDataSource dataSource, MovementService movements, MovementQueries movementQueries, ResultQueries queries,
            AttachmentService attachments, OwnUnit own, UnitTree tree, Caller caller, AuditTrail audit, Clock clock) {
        this.dataSource = dataSource;
        this.movements = movements;
        this.movementQueries = movementQueries;
        this.queries = queries;
        this.attachments = attachments;
        this.own = own;
        this.tree = tree;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    public ResultView report(MovementCommand.Report command) {
        MovementView movement = MovementService.in("launched", movements.held(command.movement()));
        UnitRef unit = movements.participant(movement, command.unit());
        MovementProblems.raise(command.result().faults("/result"));
        refuseOutside(movement, command.day());
        own.requireCome(unit, command.day(), "/day");
        own.requireNotEnded(unit, command.day());
        String field = command.content() == null ? null : fieldOfChosen(movement, unit, command.content());
        UUID id = Ids.next();
        Yield result = command.result();
        Sql.of("INSERT INTO movement_result (id, movement_id, unit_id, content, field, kind, value, sort, measure, day, note, state, reported_by, "
                + "reported_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'reported', ?, ?)", id, movement.id(), unit.id(), command.content(), field,
                result.kind(), result.value(), result.keptSort(), result.keptMeasure(), command.day(), command.note(), caller.subject(),
                clock.instant()).run(dataSource);
        return recorded("result-reported", id, unit.id());
    }

    /** As long as nobody has checked it, or when it was returned: then also once the movement is closed, or what is put right would count no more. */
    public ResultView correct(UUID id, MovementCommand.Correct command, String ifMatch) {
        ResultView found = own(id);
        Revision.require(ifMatch, found.version());
        MovementView movement = movements.held(found.movement());
        if (!found.state().equals("returned")) {
            MovementService.in("launched", movement);
        }
        MovementProblems.raise(command.result().faults("/result"));
        refuseOutside(movement, command.day());
        UnitRef unit = tree.find(found.unit()).orElseThrow();
        own.requireCome(unit, command.day(), "/day");
        own.requireNotEnded(unit, command.day());
        Yield result = command.result();
        Sql.of("UPDATE movement_result SET kind = ?, value = ?, sort = ?, measure = ?, day = ?, note = ?, state = 'reported', reported_by = ?, "
                + "checked_by = NULL, version = version + 1 WHERE id = ?", result.kind(), result.value(), result.keptSort(), result.keptMeasure(), command.day(),
                command.note(), caller.subject(), id).run(dataSource);
        return recorded("result-corrected", id, found.unit());
    }

    public AttachmentView attach(UUID id, String name, byte[] content) {
        ResultView found = own(id);
        return attachments.attach(ATTACHED_TO, id, found.unit(), "evidence", name, content);
    }

    public ResultView check(UUID id) {
        return judged(id, "checked", null);
    }

    /** Also what was checked before: the figure of a unit that was wrong all the same is put right by it, and checked anew. */
    public ResultView sendBack(UUID id, MovementCommand.Remark command) {
        return judged(id, "returned", command.remark());
    }

    private ResultView judged(UUID id, String state, String remark) {
        ResultView found = locked(id);
        if (found.unit().equals(caller.unit()) && tree.find(found.unit()).orElseThrow().parentId() != null) {
            throw MovementProblems.checkedAbove();
        }
        boolean isTakenBack = state.equals("returned") && found.state().equals("checked") && found.source().equals("typed");
        if (!found.state().equals("reported") && !isTakenBack) {
            throw MovementProblems.resultNotIn(found.state());
        }
        int rows = Sql.of("UPDATE movement_result SET state = ?, remark = ?, checked_by = ?, version = version + 1 WHERE id = ? AND reported_by <> ?",
                state, remark, caller.subject(), id, caller.subject()).run(dataSource);
        if (rows == 0) {
            throw MovementProblems.checkedByAnother();
        }
        return recorded("result-" + state, id, found.unit());
    }

    private ResultView own(UUID id) {
        ResultView found = locked(id);
        movements.participant(movementQueries.one(caller.scope(), found.movement()), found.unit());
        if (!found.source().equals("typed") || !found.state().equals("reported") && !found.state().equals("returned")) {
            throw MovementProblems.resultNotIn(found.state());
        }
        return found;
    }

    private ResultView locked(UUID id) {
        Sql.of("SELECT FROM movement_result WHERE id = ? FOR UPDATE", id).run(dataSource);
        return queries.one(caller.scope(), id);
    }

    private static void refuseOutside(MovementView movement, LocalDate day) {
        if (day.isBefore(movement.starts()) || day.isAfter(movement.ends())) {
            throw MovementProblems.outsidePeriod(day, movement.starts(), movement.ends());
        }
    }

    private String fieldOfChosen(MovementView movement, UnitRef unit, String content) {
        MovementCommand.Content known = movement.contents().stream().filter(each -> each.code().equals(content)).findFirst()
                .orElseThrow(() -> Problem.notFound("movement-content"));
        // No choice is taken back meanwhile.
        Sql.of("SELECT pg_advisory_xact_lock_shared(hashtextextended(?, 1975))", movement.id() + "/" + unit.id()).run(dataSource);
        Sql.of("SELECT 1 FROM movement_choice WHERE movement_id = ? AND unit_id = ? AND code = ?", movement.id(), unit.id(), content)
                .first(dataSource, row -> true).orElseThrow(() -> MovementProblems.notChosen(content));
        return known.field();
    }

    private ResultView recorded(String deed, UUID id, UUID unit) {
        audit.record(deed, "result", id, unit, null);
        return queries.one(caller.scope(), id);
    }
}
