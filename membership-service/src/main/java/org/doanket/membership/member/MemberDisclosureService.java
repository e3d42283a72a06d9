package org.doanket.membership.member;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.doanket.membership.charter.NationalIdQueries;
import org.doanket.platform.error.Fault;
import org.doanket.platform.error.Problem;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.FieldVault;
import org.doanket.platform.security.PersonalData;
import org.doanket.platform.security.UnitScope;
import org.doanket.platform.time.Zones;
import org.doanket.platform.tree.UnitTree;

/** Showing and handing out what is sensitive, and looking for it: who did, and what for, is on the audit trail in the same transaction. */
@ApplicationScoped
@Transactional
public class MemberDisclosureService {

    private final MemberRepository members;
    private final MemberBatch batch;
    private final MemberProfiles profiles;
    private final NationalIdQueries nationalIds;
    private final UnitTree tree;
    private final FieldVault vault;
    private final AuditTrail audit;
    private final ObjectMapper json;
    private final Clock clock;

    MemberDisclosureService(MemberRepository members, MemberBatch batch, MemberProfiles profiles, NationalIdQueries nationalIds, UnitTree tree,
            FieldVault vault, AuditTrail audit, ObjectMapper json, Clock clock) {
        this.members = members;
        this.batch = batch;
        this.profiles = profiles;
        this.nationalIds = nationalIds;
        this.tree = tree;
        this.vault = vault;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /** The one way to see a national id whole. */
    public String revealNationalId(UUID id, MemberCommand.Reveal command, UnitScope scope) {
        Member member = require(id, scope);
        audit.record("national-id-revealed", "member", id, member.unitId(), command.purpose());
        return batch.key(id).map(key -> vault.key(key).openText(MemberService.nationalIdPlace(id), member.nationalId())).orElse(null);
    }

    /** Of the sensitive part of the profile those fields that the purpose needs. */
    public MemberProfile revealProfile(UUID id, MemberCommand.RevealProfile command, UnitScope scope) {
        Member member = require(id, scope);
        Set<String> sensitive = profiles.sensitive();
        List<Fault> faults = command.fields().stream().filter(field -> !sensitive.contains(field)).map(field -> Fault.at("/fields", "no-sensitive-field",
                Map.of("field", field))).toList();
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        audit.record("profile-revealed", "member", id, member.unitId(), String.join(", ", new TreeSet<>(command.fields())) + ": " + command.purpose());
        return profiles.only(profiles.whole(id, vault.key(batch.key(id).orElseThrow(MemberProblems::forgotten))), command.fields());
    }

    /** Who looked for a person by the national id, and what for; also where nobody was found. */
    public void noteSearch(MemberCommand.Seek command, UnitScope scope) {
        String bare = NationalIdQueries.bare(command.nationalId());
        if (Stream.of("vn", "cn").noneMatch(jurisdiction -> nationalIds.on(jurisdiction, Zones.today(clock, jurisdiction)).isKnown(bare))) {
            throw Problem.invalid(List.of(Fault.at("/nationalId", "bad-national-id")));
        }
        audit.record("member-sought-by-national-id", "unit", scope.unit(), scope.unit(), command.purpose());
    }

    /** Who took a list of members away, of which unit and below, and what for. */
    public void noteExport(UUID unit, String purpose, UnitScope scope) {
        UUID from = unit == null ? scope.unit() : tree.require(unit, scope).id();
        audit.record("members-exported", "unit", from, from, purpose);
    }

    /** To the member himself, what is kept beside the row; the row itself and the history the owner of the export adds. */
    void tell(@Observes PersonalData asked) {
        batch.key(asked.person()).map(key -> profiles.whole(asked.person(), vault.key(key)))
                .ifPresent(profile -> asked.add("profiles", List.of(json.valueToTree(profile))));
        asked.add("reminders", batch.kept("SELECT given_on, channel, recorded_at FROM member_reminder WHERE member_id = ? ORDER BY given_on", asked.person()));
        asked.add("returns", batch.kept("SELECT former_id, seniority_from, citation FROM member_return WHERE member_id = ?", asked.person()));
    }

    private Member require(UUID id, UnitScope scope) {
        return members.inScopeForUpdate(id, scope).orElseThrow(() -> Problem.notFound("member"));
    }
}
