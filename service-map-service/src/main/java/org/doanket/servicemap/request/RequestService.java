package org.doanket.servicemap.request;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitTree;
import org.doanket.servicemap.activity.ActivityService;
import org.doanket.servicemap.activity.ActivityService.UnitMonth;
import org.doanket.servicemap.request.RequestView.Line;
import org.doanket.servicemap.request.RequestView.Whole;

/** What desks do with requests. */
@ApplicationScoped
@Transactional
public class RequestService {

    private final AgroalDataSource dataSource;
    private final RequestQueries queries;
    private final RouteQueries routes;
    private final UnitTree tree;
    private final RequestVault vault;
    private final ActivityService activity;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    RequestService(AgroalDataSource dataSource, RequestQueries queries, RouteQueries routes, UnitTree tree, RequestVault vault,
            ActivityService activity, AuditTrail audit, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.routes = routes;
        this.tree = tree;
        this.vault = vault;
        this.activity = activity;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /** Each look at what somebody has confided is on the audit trail. */
    public Whole read(UUID id) {
        Whole request = queries.whole(caller.scope(), id);
        audit.record("service-request-read", "service-request", id, request.line().unit(), null);
        return request;
    }

    public Line accept(UUID id) {
        Line found = locked(id, List.of("received"));
        Sql.of("UPDATE service_request SET state = 'accepted', accepted_at = ?, version = version + 1 WHERE id = ?", clock.instant(), id).run(dataSource);
        step(id, found.unit(), "accepted");
        return queries.line(caller.scope(), id);
    }

    /** To any other unit, also one outside the caller's reach: the clock runs on, and he sees it no more. */
    public void forward(UUID id, RequestCommand.Forward asked) {
        Line found = locked(id, List.of("received", "accepted"));
        RouteQueries.Stop to = routes.unit(asked.unit()).filter(unit -> !unit.id().equals(found.unit())).orElseThrow(RequestProblems::notForwardable);
        // The step first: it is written by who holds the request, and afterwards he may hold it no more.
        giveReason(id, step(id, found.unit(), "forwarded"), asked.reason());
        vault.presentSeen(id);
        Sql.of("UPDATE service_request SET unit_id = ?, state = 'received', accepted_at = NULL, version = version + 1 WHERE id = ?", to.id(), id).run(dataSource);
        // Why is about a person: it stands with the request, and goes with it.
        audit.record("service-request-forwarded", "service-request", id, found.unit(), null);
    }

    public Line answer(UUID id, RequestCommand.Answer asked) {
        Line found = locked(id, List.of("received", "accepted"));
        FieldVault.Key key = vault.keyOf(id).orElseThrow(() -> Problem.notFound("service-request"));
        // The unit may have ended while the request lay with it; its day is still that of its jurisdiction.
        LocalDate today = Zones.today(clock, tree.find(found.unit()).orElseThrow().jurisdiction());
        Sql.of("UPDATE service_request SET state = 'answered', accepted_at = coalesce(accepted_at, ?), answered_at = ?, answered_on = ?, ended_at = ?, "
                        + "answer = ?, version = version + 1 WHERE id = ?", clock.instant(), clock.instant(), today, clock.instant(),
                RequestVault.seal(key, "answer", id, asked.answer()), id).run(dataSource);
        step(id, found.unit(), "answered");
        tell(new UnitMonth(found.unit(), YearMonth.from(today)));
        return queries.line(caller.scope(), id);
    }

    private void tell(UnitMonth month) {
        try (Connection connection = dataSource.getConnection()) {
            activity.tell(connection, "request-answered", List.of(month), each -> Sql.of("SELECT count(*), count(*) FILTER (WHERE answered_on <= answer_by) "
                            + "FROM service_request WHERE unit_id = ? AND answered_on >= ? AND answered_on < ?", each.unit(), each.month().atDay(1),
                            each.month().plusMonths(1).atDay(1))
                    .first(connection, row -> new RequestEvent.RequestAnswered(each.unit(), each.month(), row.getLong(1), row.getLong(2))).orElseThrow());
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Line locked(UUID id, List<String> states) {
        Sql.of("SELECT FROM service_request WHERE id = ? FOR UPDATE", id).run(dataSource);
        Line found = queries.line(caller.scope(), id);
        if (!states.contains(found.state())) {
            throw RequestProblems.notFrom(found.state());
        }
        return found;
    }

    /** @return its number */
    private long step(UUID id, UUID unit, String step) {
        return Sql.of("INSERT INTO request_step (request_id, unit_id, step, by_subject, at) VALUES (?, ?, ?, ?, ?) RETURNING id", id, unit, step,
                caller.subject(), clock.instant()).first(dataSource, row -> row.getLong(1)).orElseThrow();
    }

    /** Of a request that was forgotten nothing more is kept. */
    private void giveReason(UUID id, long step, String reason) {
        vault.keyOf(id).ifPresent(key -> Sql.of("INSERT INTO request_step_reason (step_id, request_id, sealed) VALUES (?, ?, ?)", step, id,
                RequestVault.seal(key, "step-" + step, id, reason)).run(dataSource));
    }
}
