package org.doanket.servicemap.request;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleCancellation;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;
import org.doanket.platform.tree.UnitTree;
import org.doanket.servicemap.request.RequestView.Competence;

/** Which unit answers what, from one day to another. */
@ApplicationScoped
@Transactional
public class CompetenceService {

    private final AgroalDataSource dataSource;
    private final RequestQueries queries;
    private final UnitTree tree;
    private final Caller caller;
    private final DatedRules rules;

    CompetenceService(AgroalDataSource dataSource, RequestQueries queries, UnitTree tree, Caller caller, DatedRules rules) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.tree = tree;
        this.caller = caller;
        this.rules = rules;
    }

    public Competence declare(RequestCommand.Declare asked) {
        UnitRef unit = tree.require(asked.unit(), caller.scope());
        if (asked.validTo() != null && !asked.validTo().isAfter(asked.validFrom())) {
            throw Problem.malformed(Fault.at("/validTo", "not-after-begin"));
        }
        if (Sql.of("SELECT FROM request_kind WHERE code = ?", asked.kind()).first(dataSource, row -> true).isEmpty()) {
            throw RequestProblems.unknownKind(asked.kind());
        }
        UUID id = Ids.next();
        // Which days are taken the table itself knows, also those that somebody is about to take.
        if (Sql.of("INSERT INTO request_competence (id, unit_id, kind, valid_from, valid_to, created_by) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", id, unit.id(),
                asked.kind(), asked.validFrom(), asked.validTo(), caller.subject()).run(dataSource) == 0) {
            throw Problem.conflict("already-exists");
        }
        return queries.competence(id);
    }

    public Competence end(UUID id, RequestCommand.End asked, String ifMatch) {
        Competence found = queries.competence(id);
        tree.require(found.unit(), caller.scope());
        Revision.require(ifMatch, found.version());
        if (found.cancelledAt() != null) {
            throw Problem.conflict("rule-cancelled-already");
        }
        if (!asked.on().isAfter(found.validFrom()) || found.validTo() != null && asked.on().isAfter(found.validTo())) {
            throw Problem.malformed(Fault.at("/on", "not-after-begin"));
        }
        Sql.of("UPDATE request_competence SET valid_to = ?, version = version + 1 WHERE id = ?", asked.on(), id).run(dataSource);
        return queries.competence(id);
    }

    /** @throws Problem 404 none in the scope; 409 it has begun: end it */
    public Competence cancel(UUID id, RuleCancellation asked) {
        UUID unit = tree.require(queries.competence(id).unit(), caller.scope()).id();
        return rules.cancelOf(unit, Competence.TABLE, id, asked);
    }
}
