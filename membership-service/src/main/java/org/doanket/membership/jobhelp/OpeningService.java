package org.doanket.membership.jobhelp;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.doanket.membership.member.MemberCommand;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.money.Money;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;

/** Entering, checking and closing openings. Nothing shows before an officer has checked it. */
@ApplicationScoped
@Transactional
public class OpeningService {

    private final AgroalDataSource dataSource;
    private final JobHelpRules rules;
    private final FieldVault vault;
    private final Caller caller;
    private final Clock clock;

    OpeningService(AgroalDataSource dataSource, JobHelpRules rules, FieldVault vault, Caller caller, Clock clock) {
        this.dataSource = dataSource;
        this.rules = rules;
        this.vault = vault;
        this.caller = caller;
        this.clock = clock;
    }

    public UUID enter(OpeningCommand.Enter command, UnitScope scope) {
        rules.holdTree();
        UnitRef unit = rules.livingUnit(command.unitId(), scope);
        JobHelpRules.refuse(faults(command, unit.jurisdiction()));
        UUID id = Ids.next();
        FieldVault.Key key = vault.newKey();
        Money from = command.payFrom();
        Money to = command.payTo();
        String phone = command.contactPhone() == null ? null : MemberCommand.Phone.normal(unit.jurisdiction(), command.contactPhone());
        Sql.of("INSERT INTO job_opening (id, unit_id, jurisdiction, employer, employer_code, title, trade, description, area, headcount, pay_from, "
                + "pay_to, currency, key, contact_name, contact_phone, open_until, state, entered_at, entered_by, version) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'entered', ?, ?, 1)", id, unit.id(), unit.jurisdiction(),
                command.employer(), command.employerCode(), command.title(), command.trade(), command.description(), command.area(),
                command.headcount(), from == null ? null : from.amount(), to == null ? null : to.amount(),
                from != null ? from.currency() : to != null ? to.currency() : null, key.wrapped(), key.seal(namePlace(id), command.contactName()),
                key.seal(phonePlace(id), phone), command.openUntil(), clock.instant(), caller.subject()).run(dataSource);
        return id;
    }

    public void publish(UUID id, UnitScope scope) {
        Held held = hold(id, scope);
        must(held, "entered");
        if (held.openUntil().isBefore(rules.today(held.jurisdiction()))) {
            throw JobHelpProblems.openingState("past");
        }
        Sql.of("UPDATE job_opening SET state = 'published', checked_on = ?, checked_by = ?, version = version + 1 WHERE id = ?",
                rules.today(held.jurisdiction()), caller.subject(), id).run(dataSource);
    }

    public void refuse(UUID id, OpeningCommand.Reason command, UnitScope scope) {
        Held held = hold(id, scope);
        must(held, "entered");
        Sql.of("UPDATE job_opening SET state = 'refused', checked_by = ?, reason = ?, ended_on = ?, version = version + 1 WHERE id = ?", caller.subject(),
                command.reason(), rules.today(held.jurisdiction()), id).run(dataSource);
    }

    public void close(UUID id, OpeningCommand.Reason command, UnitScope scope) {
        Held held = hold(id, scope);
        must(held, "entered", "published", "filled");
        Sql.of("UPDATE job_opening SET state = 'closed', reason = ?, ended_on = ?, version = version + 1 WHERE id = ?", command.reason(),
                rules.today(held.jurisdiction()), id).run(dataSource);
    }

    record Held(String state, String jurisdiction, java.time.LocalDate openUntil) {
    }

    private Held hold(UUID id, UnitScope scope) {
        return Sql.of("SELECT o.state, o.jurisdiction, o.open_until FROM job_opening o JOIN unit u ON u.id = o.unit_id "
                + "WHERE o.id = ? AND u.path >= ? AND u.path < ? FOR UPDATE OF o", id, scope.from(), scope.to())
                .first(dataSource, row -> new Held(row.getString(1), row.getString(2), row.getObject(3, java.time.LocalDate.class)))
                .orElseThrow(() -> Problem.notFound("job-opening"));
    }

    private static void must(Held held, String... states) {
        if (!List.of(states).contains(held.state())) {
            throw JobHelpProblems.openingState(held.state());
        }
    }

    private List<Fault> faults(OpeningCommand.Enter command, String jurisdiction) {
        List<Fault> faults = new ArrayList<>(rules.tradeFaults("/trade", jurisdiction, List.of(command.trade())));
        faults.addAll(rules.areaFaults(jurisdiction, command.area()));
        if (command.openUntil().isBefore(rules.today(jurisdiction))) {
            faults.add(Fault.at("/openUntil", "future"));
        }
        if (command.contactPhone() != null && MemberCommand.Phone.normal(jurisdiction, command.contactPhone()) == null) {
            faults.add(Fault.at("/contactPhone", "bad-phone"));
        }
        if (Stream.of(command.payFrom(), command.payTo()).filter(Objects::nonNull).anyMatch(pay -> pay.amount() < 0)
                || command.payFrom() != null && command.payTo() != null && (!command.payFrom().currency().equals(command.payTo().currency())
                        || command.payFrom().amount() > command.payTo().amount())) {
            faults.add(Fault.at("/payTo", "pay-range"));
        }
        return faults;
    }

    static String namePlace(UUID opening) {
        return "job_opening.contact_name:" + opening;
    }

    static String phonePlace(UUID opening) {
        return "job_opening.contact_phone:" + opening;
    }
}
