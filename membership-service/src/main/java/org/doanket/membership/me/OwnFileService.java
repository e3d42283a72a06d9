package org.doanket.membership.me;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.doanket.membership.PersonalData;
import org.doanket.membership.member.MemberCommand;
import org.doanket.membership.member.MemberService;
import org.doanket.platform.security.AuditTrail;
import org.doanket.platform.security.UnitScope;

/** What a member sees of himself that is put on record: the national id in the clear, and all at once. */
@ApplicationScoped
@Transactional
public class OwnFileService {

    private final OwnFileQueries queries;
    private final MemberService members;
    private final Event<PersonalData> asked;
    private final AuditTrail audit;
    private final Clock clock;

    OwnFileService(OwnFileQueries queries, MemberService members, Event<PersonalData> asked, AuditTrail audit, Clock clock) {
        this.queries = queries;
        this.members = members;
        this.asked = asked;
        this.audit = audit;
        this.clock = clock;
    }

    public String revealNationalId(UUID member, UnitScope scope) {
        return members.revealNationalId(member, new MemberCommand.Reveal("by the member: own file"), scope);
    }

    public OwnFileView.Export export(UUID member, UnitScope scope) {
        PersonalData data = new PersonalData(member);
        queries.add(scope, data);
        asked.fire(data);
        audit.record("own-data-exported", "member", member, queries.one(scope, member).unitId(), "by the member: export");
        return new OwnFileView.Export(member, clock.instant().atOffset(ZoneOffset.UTC), data.sections());
    }
}
