package org.doanket.campaign.supervision;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.OwnUnit;
import org.doanket.campaign.clock.ClockQueries;
import org.doanket.campaign.clock.ClockView;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.http.Revision;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;

/** Social criticism: asked for, said, and what came of it. */
@ApplicationScoped
@Transactional
public class CriticismService {

    private static final String BY_WORD = "as the asking body says";

    private final AgroalDataSource dataSource;
    private final CriticismQueries queries;
    private final ClockQueries clocks;
    private final OwnUnit own;
    private final Caller caller;

    CriticismService(AgroalDataSource dataSource, CriticismQueries queries, ClockQueries clocks, OwnUnit own, Caller caller) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.clocks = clocks;
        this.own = own;
        this.caller = caller;
    }

    public UUID receive(CriticismCommand.Receive command) {
        UnitRef unit = own.require(command.unit(), "unit");
        own.requireNotEnded(unit, command.receivedOn());
        own.requireCome(unit, command.receivedOn(), "/receivedOn");
        ClockView.Due due = command.due() != null ? new ClockView.Due(command.due(), BY_WORD)
                : clocks.due(unit.jurisdiction(), "criticism-opinion", command.receivedOn());
        UUID id = Ids.next();
        Sql.of("INSERT INTO social_criticism (id, unit_id, year, title, asking_body, received_on, due, due_by, form, created_by, version) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)", id, unit.id(), command.receivedOn().getYear(), command.title(), command.askingBody(),
                command.receivedOn(), due.last(), due.by(), command.form(), caller.subject()).run(dataSource);
        return id;
    }

    public void say(UUID id, CriticismCommand.Say command, String ifMatch) {
        CriticismView found = forChange(id, ifMatch, command.on());
        if (found.outcome() != null) {
            throw SupervisionProblems.notFrom(found.outcome());
        }
        Sql.of("UPDATE social_criticism SET opinion = ?, opinion_on = ?, version = version + 1 WHERE id = ?", command.text(), command.on(), id).run(dataSource);
    }

    public void conclude(UUID id, CriticismCommand.Outcome command, String ifMatch) {
        CriticismView found = forChange(id, ifMatch, command.on());
        if (found.opinion() == null) {
            throw SupervisionProblems.notFrom("open");
        }
        Sql.of("UPDATE social_criticism SET outcome = ?, explanation = ?, outcome_on = ?, version = version + 1 WHERE id = ?", command.outcome(),
                command.explanation(), command.on(), id).run(dataSource);
    }

    private CriticismView forChange(UUID id, String ifMatch, LocalDate on) {
        Sql.of("SELECT 1 FROM social_criticism WHERE id = ? FOR UPDATE", id).first(dataSource, row -> true);
        CriticismView found = queries.one(caller.scope(), id);
        UnitRef unit = own.require(found.unit(), "social-criticism");
        Revision.require(ifMatch, found.version());
        if (on.isBefore(found.receivedOn())) {
            throw Problem.invalid(List.of(Fault.at("/on", "before-it-was-received")));
        }
        own.requireCome(unit, on, "/on");
        return found;
    }
}
