package org.doanket.finance.fund;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.doanket.platform.job.JobAccepted;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/employers/{id}/fund-settlements")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "employers")
public class FundSettlementResource {

    private final FundService service;

    FundSettlementResource(FundService service) {
        this.service = service;
    }

    @POST
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Settle an employer's fund once more", description = "What he declared and paid is settled by itself; this is for "
    + "whom a job has parked, once what stood in the way is gone. Harmless when there is nothing to do.")
    @APIResponse(responseCode = "202", description = "the job that settles", content = @Content(schema = @Schema(implementation = JobAccepted.class)))
    public Response again(@PathParam("id") UUID id, @Context UriInfo uri) {
        return JobAccepted.at(uri, service.settleAgain(id), id);
    }
}
