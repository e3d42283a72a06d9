package org.doanket.finance.fund;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.doanket.finance.employer.EmployerCommand;
import org.doanket.finance.employer.EmployerView;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/employers/{id}/union")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "employers")
public class UnionFoundingResource {

    private final FundService service;

    UnionFoundingResource(FundService service) {
        this.service = service;
    }

    @POST
    @RolesAllowed(Roles.TREASURER)
    @Idempotent(required = true)
    @Operation(summary = "Name the union that was founded at an employer", description = "From then on his fund is the union's. What "
    + "was held "
    + "for want of one is handed over a moment later, by the rule of that day.")
    public EmployerView found(@PathParam("id") UUID id, @Valid @NotNull EmployerCommand.Found command) {
        return service.found(id, command);
    }
}
