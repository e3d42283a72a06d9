package org.doanket.campaign.agreement;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.OwnUnit;
import org.doanket.campaign.word.WordQueries;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.Caller;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;

/** Agreements with agencies: signed, reviewed at set times, ended. */
@ApplicationScoped
@Transactional
public class AgreementService {

    private final AgroalDataSource dataSource;
    private final AgreementQueries queries;
    private final WordQueries words;
    private final OwnUnit own;
    private final Caller caller;
    private final Clock clock;

    AgreementService(AgroalDataSource dataSource, AgreementQueries queries, WordQueries words, OwnUnit own, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.queries = queries;
        this.words = words;
        this.own = own;
        this.caller = caller;
        this.clock = clock;
    }

    public UUID sign(AgreementCommand.Sign command) {
        UnitRef unit = own.require(command.unit(), "unit");
        own.requireNotEnded(unit, command.signedOn());
        own.requireCome(unit, command.signedOn(), "/signedOn");
        words.require(WordQueries.PARTNER_KINDS, unit.jurisdiction(), command.signedOn(), command.partnerKind(), "/partnerKind");
        UUID id = Ids.next();
        Sql.of("INSERT INTO agreement (id, unit_id, partner, partner_kind, number, title, contents, signed_on, starts, ends, review_months, "
                + "created_by, version) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?::text[], ?, ?, ?, ?, ?, 1)", id, unit.id(), command.partner(), command.partnerKind(), command.number(),
                command.title(), Sql.column(command.contents(), each -> each), command.signedOn(), command.starts(), command.ends(),
                command.reviewMonths(), caller.subject()).run(dataSource);
        return id;
    }

    public void review(UUID id, AgreementCommand.Review command) {
        AgreementView agreement = forChange(id);
        refuseBeforeItWasSigned(agreement, command.heldOn(), "/heldOn");
        own.requireCome(own.require(agreement.unit(), "agreement"), command.heldOn(), "/heldOn");
        Sql.of("INSERT INTO agreement_review (id, agreement_id, unit_id, held_on, place, assessment, next_steps, written_by, written_at) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", Ids.next(), id, agreement.unit(), command.heldOn(), command.place(), command.assessment(),
                command.nextSteps(), caller.subject(), clock.instant()).run(dataSource);
        Sql.of("UPDATE agreement SET version = version + 1 WHERE id = ?", id).run(dataSource);
    }

    public void end(UUID id, AgreementCommand.End command) {
        AgreementView agreement = forChange(id);
        if (agreement.endedOn() != null) {
            throw Problem.conflict("agreement-ended-before", agreement.endedOn());
        }
        refuseBeforeItWasSigned(agreement, command.on(), "/on");
        Sql.of("UPDATE agreement SET ended_on = ?, end_reason = ?, version = version + 1 WHERE id = ?", command.on(), command.why(), id).run(dataSource);
    }

    private static void refuseBeforeItWasSigned(AgreementView agreement, LocalDate day, String pointer) {
        if (day.isBefore(agreement.signedOn())) {
            throw Problem.invalid(List.of(Fault.at(pointer, "before-it-was-signed")));
        }
    }

    private AgreementView forChange(UUID id) {
        Sql.of("SELECT 1 FROM agreement WHERE id = ? FOR UPDATE", id).first(dataSource, row -> true);
        AgreementView agreement = queries.one(caller.scope(), id);
        own.require(agreement.unit(), "agreement");
        return agreement;
    }
}
