package org.doanket.membership.member;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.doanket.platform.security.Caller;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/me/profile")
@Produces("application/json")
@Tag(name = "me")
public class MyProfileResource {

    private final MemberFileQueries files;
    private final Caller caller;

    MyProfileResource(MemberFileQueries files, Caller caller) {
        this.files = files;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "My profile", description = "Without what is sensitive, of which withheld names what is there; the export has it whole.")
    public MemberView.OwnProfile mine() {
        return files.ownProfile(caller.scope(), caller.ownMember());
    }
}
