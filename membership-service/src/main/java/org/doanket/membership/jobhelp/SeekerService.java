package org.doanket.membership.jobhelp;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.doanket.membership.PersonForgotten;
import org.doanket.membership.WiderScope;
import org.doanket.membership.consent.ConsentEvent;
import org.doanket.membership.consent.ConsentQueries;
import org.doanket.membership.member.MemberCommand;
import org.doanket.membership.member.MemberService;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.id.Ids;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.sql.Sql;
import org.doanket.platform.tree.UnitRef;

/** Taking seekers in, with their consent, and letting them go: who withdraws is forgotten at once. */
@ApplicationScoped
@Transactional
public class SeekerService {

    private static final String PURPOSE = "job-help";
    private static final String FORGET = "UPDATE job_seeker SET state = 'withdrawn', key = NULL, full_name = NULL, phone = NULL, wish = NULL, "
            + "consent_proof = NULL, version = version + 1 WHERE state <> 'withdrawn' AND ";

    private record Own(UUID unit, String fullName, boolean isRestricted, String phone) {
    }

    private record Proof(int textVersion, String channel, String paper) {
    }

    private final AgroalDataSource dataSource;
    private final ConsentQueries consents;
    private final JobHelpRules rules;
    private final FieldVault vault;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    SeekerService(AgroalDataSource dataSource, ConsentQueries consents, JobHelpRules rules, FieldVault vault, AuditTrail audit, Caller caller,
            Clock clock) {
        this.dataSource = dataSource;
        this.consents = consents;
        this.rules = rules;
        this.vault = vault;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /** Somebody at the desk. */
    public UUID enter(SeekerCommand.Enter command, UnitScope scope) {
        rules.holdTree();
        UnitRef unit = rules.livingUnit(command.unitId(), scope);
        int current = consents.textVersion(PURPOSE).orElseThrow();
        if (command.consent().textVersion() != current) {
            throw JobHelpProblems.otherText(current);
        }
        List<Fault> faults = new ArrayList<>(faults("/wish/trades", command.wish(), unit));
        if (MemberCommand.Phone.normal(unit.jurisdiction(), command.phone()) == null) {
            faults.add(Fault.at("/phone", "bad-phone"));
        }
        JobHelpRules.refuse(faults);
        return insert(unit, null, command.fullName(), MemberCommand.Phone.normal(unit.jurisdiction(), command.phone()), command.wish(),
                new Proof(current, command.consent().channel(), command.consent().proof()));
    }

    /** A member, by name and phone of the own file, if the consent to job help is on record. */
    public UUID enterOwn(UUID member, SeekerCommand.Wish wish, UnitScope scope) {
        rules.holdTree();
        Own own = Sql.of("SELECT m.unit_id, m.full_name, m.phone, m.restricted_since, k.wrapped FROM member m LEFT JOIN person_key k ON k.person_id = m.id "
                + "WHERE m.id = ? AND m.path >= ? AND m.path < ? FOR UPDATE OF m", member, scope.from(), scope.to()).first(dataSource, row -> {
                    byte[] wrapped = row.getBytes("wrapped");
                    return new Own(row.getObject("unit_id", UUID.class), row.getString("full_name"), row.getObject("restricted_since") != null,
                            wrapped == null ? null : vault.key(wrapped).openText(MemberService.phonePlace(member), row.getBytes("phone")));
                }).orElseThrow(() -> Problem.notFound("member"));
        if (own.isRestricted()) {
            throw JobHelpProblems.restricted();
        }
        if (!consents.isGiven(scope, member, PURPOSE)) {
            throw JobHelpProblems.noConsent();
        }
        if (WiderScope.everywhere(dataSource, () -> Sql.of("SELECT 1 FROM job_seeker WHERE member_id = ? AND state = 'looking'", member).first(dataSource, row -> true).isPresent())) {
            throw JobHelpProblems.seeksAlready();
        }
        UnitRef unit = rules.livingUnit(own.unit(), scope);
        JobHelpRules.refuse(faults("/trades", wish, unit));
        return insert(unit, member, own.fullName(), own.phone(), wish, new Proof(consents.textVersion(PURPOSE).orElseThrow(), "online", null));
    }

    private UUID insert(UnitRef unit, UUID member, String fullName, String phone, SeekerCommand.Wish wish, Proof proof) {
        UUID id = Ids.next();
        FieldVault.Key key = vault.newKey();
        Sql.of("INSERT INTO job_seeker (id, unit_id, member_id, jurisdiction, key, full_name, phone, trades, area, wish, consent_version, "
                + "consent_channel, consent_proof, consent_at, state, entered_at, entered_by, version) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'looking', ?, ?, 1)", id, unit.id(), member, unit.jurisdiction(), key.wrapped(),
                key.seal(namePlace(id), fullName), key.seal(phonePlace(id), phone), wish.trades().toArray(String[]::new), wish.area(), wish.wish(),
                proof.textVersion(), proof.channel(), proof.paper(), clock.instant(), clock.instant(), caller.subject()).run(dataSource);
        return id;
    }

    /** The one way for officers to see a seeker's phone whole; of a member who has had the file restricted there is none. */
    public String revealPhone(UUID id, SeekerCommand.Reveal command, boolean withRestricted, UnitScope scope) {
        record Sealed(UUID unit, byte[] key, byte[] phone, boolean isRestricted) {
        }
        Sealed seeker = Sql.of("SELECT s.unit_id, s.key, s.phone, restricted_since(s.member_id) IS NOT NULL FROM job_seeker s "
                + "JOIN unit u ON u.id = s.unit_id WHERE s.id = ? AND u.path >= ? AND u.path < ?", id, scope.from(), scope.to())
                .add(SeekerQueries.shown(withRestricted)).first(dataSource,
                        row -> new Sealed(row.getObject(1, UUID.class), row.getBytes(2), row.getBytes(3), row.getBoolean(4)))
                .orElseThrow(() -> Problem.notFound("job-seeker"));
        if (seeker.isRestricted()) {
            throw JobHelpProblems.restricted();
        }
        audit.record("job-seeker-contact-revealed", "job-seeker", id, seeker.unit(), command.purpose());
        return seeker.key() == null ? null : vault.key(seeker.key()).openText(phonePlace(id), seeker.phone());
    }

    public void withdraw(UUID id, boolean withRestricted, UnitScope scope) {
        String state = Sql.of("SELECT s.state FROM job_seeker s JOIN unit u ON u.id = s.unit_id WHERE s.id = ? AND u.path >= ? AND u.path < ?",
                id, scope.from(), scope.to()).add(SeekerQueries.shown(withRestricted)).add("FOR UPDATE OF s").first(dataSource, row -> row.getString(1))
                .orElseThrow(() -> Problem.notFound("job-seeker"));
        if (state.equals("withdrawn")) {
            throw JobHelpProblems.seekerState(state);
        }
        Sql.of(FORGET + "id = ?", id).run(dataSource);
    }

    /** A member's own search, wherever he began it. */
    public void withdrawOwn(UUID member) {
        record Search(UUID id, String state) {
        }
        WiderScope.everywhere(dataSource, () -> {
            Search newest = Sql.of("SELECT id, state FROM job_seeker WHERE member_id = ? ORDER BY id DESC LIMIT 1 FOR UPDATE", member)
                    .first(dataSource, row -> new Search(row.getObject(1, UUID.class), row.getString(2))).orElseThrow(() -> Problem.notFound("job-seeker"));
            if (newest.state().equals("withdrawn")) {
                throw JobHelpProblems.seekerState(newest.state());
            }
            return Sql.of(FORGET + "id = ?", newest.id()).run(dataSource);
        });
    }

    /** A member's consent withdrawn is his search ended, also where he looks for work with a unit that he has left since. */
    void consentChanged(@Observes ConsentEvent event) {
        if (event.purpose().equals(PURPOSE) && !event.given()) {
            WiderScope.everywhere(dataSource, () -> Sql.of(FORGET + "member_id = ?", event.member()).run(dataSource));
        }
    }

    void forget(@Observes PersonForgotten gone) throws SQLException {
        Sql.of(FORGET + "member_id = ?", gone.member()).run(gone.connection());
        Sql.of("UPDATE placement p SET reason = NULL, version = p.version + 1 FROM job_seeker s WHERE s.id = p.seeker_id AND s.member_id = ? "
                + "AND p.reason IS NOT NULL AND NOT " + PersonForgotten.isCode("p.reason"), gone.member()).run(gone.connection());
    }

    private List<Fault> faults(String pointer, SeekerCommand.Wish wish, UnitRef unit) {
        List<Fault> faults = new ArrayList<>(rules.tradeFaults(pointer, unit.jurisdiction(), wish.trades()));
        faults.addAll(rules.areaFaults(unit.jurisdiction(), wish.area()));
        return faults;
    }

    static String namePlace(UUID seeker) {
        return "job_seeker.full_name:" + seeker;
    }

    static String phonePlace(UUID seeker) {
        return "job_seeker.phone:" + seeker;
    }
}
