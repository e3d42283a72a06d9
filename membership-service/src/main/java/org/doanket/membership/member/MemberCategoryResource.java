package org.doanket.membership.member;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/member-categories")
@Produces("application/json")
@Tag(name = "members")
public class MemberCategoryResource {

    private final MemberCodeQueries queries;

    MemberCategoryResource(MemberCodeQueries queries) {
        this.queries = queries;
    }

    @GET
    @PermitAll
    @Operation(summary = "As what somebody may be a member", description = "Which rights each has, and who takes them, say the rules of rights and of admission.")
    public List<MemberCodeView.Word> list() {
        return queries.categories();
    }
}
