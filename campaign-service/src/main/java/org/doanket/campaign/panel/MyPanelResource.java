package org.doanket.campaign.panel;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.doanket.campaign.attachment.AttachmentView;
import org.doanket.campaign.criteria.CriteriaView;
import org.doanket.campaign.model.ModelView;
import org.doanket.platform.http.Revision;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The side of those who score, wherever they hold their role. */
@Path("/v1/my-panels")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "my panels", description = "Panels that a scorer is on, wherever they are, and the models that he scores there")
public class MyPanelResource {

    private final MyPanelQueries queries;

    MyPanelResource(MyPanelQueries queries) {
        this.queries = queries;
    }

    @GET
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "Panels and juries that I score on, the newest first", description = "Also those of units above mine. Ballots are cast at panels.")
    public RestResponse<Page<PanelView.Mine>> list(@Valid @BeanParam MyPanelQueries.Filter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(queries.list(filter, page), uri);
    }

    @GET
    @Path("/{id}/criteria-set")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "By what I score there, with all its criteria", description = "As long as I am on the panel, whoever laid the set down.")
    public CriteriaView criteria(@PathParam("id") UUID id) {
        return queries.criteria(id);
    }

    @GET
    @Path("/{id}/models/{model}")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "A model that I score there", description = "While the panel is open, unless I have stood back from it.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ModelView.class)))
    public Response model(@PathParam("id") UUID id, @PathParam("model") UUID model, @Context Request request) {
        ModelView found = queries.model(id, model);
        return Revision.answer(request, found, found.version());
    }

    @GET
    @Path("/{id}/models/{model}/attachments")
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "The evidence of a model that I score there", description = "At most 30.")
    public List<AttachmentView> papers(@PathParam("id") UUID id, @PathParam("model") UUID model) {
        return queries.papers(id, model);
    }

    @GET
    @Path("/{id}/models/{model}/attachments/{attachment}")
    @Produces({"application/pdf", "image/jpeg", "image/png", MediaType.APPLICATION_OCTET_STREAM})
    @RolesAllowed({Roles.CAMPAIGN_OFFICER, Roles.UNIT_OFFICER, Roles.FEDERATION_OFFICER})
    @Operation(summary = "A paper or picture of it as it was attached")
    @APIResponse(responseCode = "200", description = "The file")
    public Response paper(@PathParam("id") UUID id, @PathParam("model") UUID model, @PathParam("attachment") UUID attachment) {
        return queries.paper(id, model, attachment).answer("private, no-cache").build();
    }
}
