package org.doanket.servicemap.request;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.Roles;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.text.Nfc;
import org.doanket.platform.time.Zones;
import org.doanket.servicemap.request.RequestView.Followed;
import org.doanket.servicemap.request.RequestView.Received;

/** What who asks can do: ask, follow, withdraw, say how content he is. By a link and without an account. */
@ApplicationScoped
@Transactional
public class RequestIntakeService {

    private final AgroalDataSource dataSource;
    private final RequestQueries queries;
    private final RouteQueries routes;
    private final RequestVault vault;
    private final Caller caller;
    private final Clock clock;

    RequestIntakeService(AgroalDataSource dataSource, RequestQueries queries, RouteQueries routes, RequestVault vault, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.routes = routes;
        this.vault = vault;
        this.caller = caller;
        this.clock = clock;
    }

    public Received ask(RequestCommand.Ask asked, String idempotencyKey) {
        boolean isMember = caller.is(Roles.MEMBER) && caller.member() != null;
        RouteQueries.Stop place = place(asked, isMember);
        RouteQueries.Stop unit = routes.competent(place, asked.kind());
        Instant now = clock.instant();
        RouteQueries.Due due = routes.due(asked.kind(), unit, LocalDate.ofInstant(now, Zones.of(unit.jurisdiction())))
                .orElseThrow(() -> RequestProblems.unknownKind(asked.kind()));
        String link = vault.link(idempotencyKey, asked.words());
        vault.present(link);
        UUID id = Ids.next();
        FieldVault.Key key = vault.newKey();
        int rows = Sql.of("INSERT INTO service_request (id, unit_id, asked_unit_id, kind, administrative_unit, point_id, member_id, link_hash, wrapped, "
                        + "name, contact, subject, state, received_at, accept_by, answer_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'received', ?, ?, ?) "
                        + "ON CONFLICT (link_hash) DO NOTHING", id, unit.id(), place.id(), asked.kind(), asked.administrativeUnit(), asked.point(),
                isMember ? caller.member() : null, vault.hash(link), key.wrapped(), RequestVault.seal(key, "name", id, Nfc.of(asked.name())),
                RequestVault.seal(key, "contact", id, asked.contact()), RequestVault.seal(key, "subject", id, Nfc.of(asked.subject())), now,
                due.acceptBy(), due.answerBy()).run(dataSource);
        if (rows == 0) {
            UUID known = id(link);
            Followed before = queries.followed(link);
            return new Received(known, link, before.unit(), before.unitName(), before.state(), before.acceptBy(), before.answerBy());
        }
        step(id, unit.id(), "received");
        return new Received(id, link, unit.id(), unit.name(), "received", due.acceptBy(), due.answerBy());
    }

    public Followed follow(String link) {
        vault.present(link);
        return queries.followed(link);
    }

    public Followed withdraw(String link) {
        Followed found = locked(link);
        if (!found.state().equals("received") && !found.state().equals("accepted")) {
            throw RequestProblems.notFrom(found.state());
        }
        Sql.of("UPDATE service_request SET state = 'withdrawn', ended_at = ?, version = version + 1 WHERE link_hash = ?", clock.instant(), vault.hash(link))
                .run(dataSource);
        step(id(link), found.unit(), "withdrawn");
        return queries.followed(link);
    }

    public Followed rate(String link, RequestCommand.Rate asked) {
        Followed found = locked(link);
        if (!found.state().equals("answered")) {
            throw RequestProblems.notFrom(found.state());
        }
        if (found.rating() != null) {
            throw RequestProblems.ratedAlready();
        }
        UUID id = id(link);
        FieldVault.Key key = vault.keyOf(id).orElse(null);
        Sql.of("UPDATE service_request SET rating = ?, rating_note = ?, version = version + 1 WHERE id = ?", asked.stars(),
                key == null ? null : RequestVault.seal(key, "rating_note", id, Nfc.of(asked.note())), id).run(dataSource);
        step(id, found.unit(), "rated");
        return queries.followed(link);
    }

    /** The request of the link, locked for this transaction. */
    Followed locked(String link) {
        vault.present(link);
        Sql.of("SELECT FROM service_request WHERE link_hash = ? FOR UPDATE", vault.hash(link)).run(dataSource);
        return queries.followed(link);
    }

    UUID id(String link) {
        return Sql.of("SELECT id FROM service_request WHERE link_hash = ?", vault.hash(link)).first(dataSource, row -> row.getObject(1, UUID.class))
                .orElseThrow(() -> Problem.notFound("service-request"));
    }

    /** A unit goes before the point that is named beside it, which must be one all the same: the request keeps it. */
    private RouteQueries.Stop place(RequestCommand.Ask asked, boolean isMember) {
        RouteQueries.Stop ofPoint = asked.point() == null ? null : found(routes.ofPoint(asked.point()), "/point");
        if (asked.unit() != null) {
            return found(routes.unit(asked.unit()), "/unit");
        }
        if (ofPoint != null) {
            return ofPoint;
        }
        if (asked.administrativeUnit() != null) {
            return found(routes.ofPlace(asked.administrativeUnit()), "/administrativeUnit");
        }
        if (isMember && caller.unit() != null) {
            return found(routes.unit(caller.unit()), "/unit");
        }
        throw RequestProblems.noPlace();
    }

    private static RouteQueries.Stop found(Optional<RouteQueries.Stop> stop, String pointer) {
        return stop.orElseThrow(() -> RequestProblems.unknownPlace(pointer));
    }

    private void step(UUID id, UUID unit, String step) {
        Sql.of("INSERT INTO request_step (request_id, unit_id, step, at) VALUES (?, ?, ?, ?)", id, unit, step, clock.instant()).run(dataSource);
    }
}
