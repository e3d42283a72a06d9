package org.doanket.membership.me;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.doanket.membership.datarequest.DataRequestQueries;
import org.doanket.membership.member.MemberCommand;
import org.doanket.membership.member.MemberDisclosureService;
import org.doanket.platform.security.OwnExport;
import org.doanket.platform.security.UnitScope;

/** What a member sees of himself that is put on record: the national id in the clear, and all at once. */
@ApplicationScoped
@Transactional
public class OwnFileService {

    private final OwnFileQueries queries;
    private final MemberDisclosureService disclosures;
    private final OwnExport export;

    OwnFileService(OwnFileQueries queries, MemberDisclosureService disclosures, OwnExport export) {
        this.queries = queries;
        this.disclosures = disclosures;
        this.export = export;
    }

    public String revealNationalId(UUID member, UnitScope scope) {
        return disclosures.revealNationalId(member, new MemberCommand.Reveal("by the member: own file"), scope);
    }

    public Response export(UUID member, UnitScope scope) {
        List<OwnExport.Part> parts = DataRequestQueries.servicesBesides().stream().map(each -> new OwnExport.Part(each, "/" + each + "/v1/me/export")).toList();
        return export.document(member, queries.one(scope, member).unitId(), parts);
    }

    public Response sheet(UUID member, UnitScope scope) {
        return export.sheet(member, queries.one(scope, member).unitId());
    }
}
