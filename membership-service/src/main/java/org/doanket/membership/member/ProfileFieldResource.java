package org.doanket.membership.member;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/profile-fields")
@Produces("application/json")
@Tag(name = "members")
public class ProfileFieldResource {

    private final MemberCodeQueries queries;

    ProfileFieldResource(MemberCodeQueries queries) {
        this.queries = queries;
    }

    @GET
    @RolesAllowed({Roles.FEDERATION_OFFICER, Roles.UNIT_OFFICER, Roles.MEMBER, Roles.INTEGRATION})
    @Operation(summary = "What a member's profile holds, and what of it is sensitive")
    public List<MemberCodeView.Field> list() {
        return queries.profileFields();
    }
}
