package org.doanket.campaign.petition;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/me/petitions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "me")
public class MyPetitionResource {

    private final SubmissionService submissions;

    MyPetitionResource(SubmissionService submissions) {
        this.submissions = submissions;
    }

    @GET
    @RolesAllowed(Roles.MEMBER)
    @Operation(summary = "Petitions that I have sent, the newest first", description = "And those that an officer has taken in with my member id. Not those "
            + "that were sent anonymously.")
    public RestResponse<Page<PetitionView.Progress>> mine(@Valid @BeanParam SubmissionService.Filter filter, @Valid @BeanParam PageRequest page,
            @Context UriInfo uri) {
        return PageRequest.typed(submissions.mine(filter, page), uri);
    }
}
