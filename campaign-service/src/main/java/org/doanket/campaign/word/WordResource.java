package org.doanket.campaign.word;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.UUID;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleCancellation;
import org.doanket.platform.rule.RuleFilter;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/words/{list}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rules")
public class WordResource {

    private final WordService service;
    private final DatedRules rules;

    WordResource(WordService service, DatedRules rules) {
        this.service = service;
        this.rules = rules;
    }

    @GET
    @PermitAll
    @Operation(summary = "A list of words: fields of models, topics of petitions and supervisions, kinds of activities, channels and partners",
            description = "asOf a day: as they are called then, and whether anything new may be called so; else all rows, also those to come and those cancelled.")
    public RestResponse<Page<WordView>> list(@PathParam("list") @Pattern(regexp = WordQueries.LISTS) String list, @Valid @BeanParam RuleFilter filter,
            @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(WordView.TABLE, filter, Map.of("list", list), page), uri);
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Operation(summary = "One row of a list of words")
    public WordView one(@PathParam("list") @Pattern(regexp = WordQueries.LISTS) String list, @PathParam("id") UUID id) {
        return service.one(list, id);
    }

    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Set a word from a day to come on, call it otherwise, or take it out of use",
            description = "At the top of the tree only. What is called by a word stays so, and is counted by it, when the word goes out of use.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = WordView.class)))
    @APIResponse(responseCode = "409", description = "Something is set for this word from that day on already")
    public Response set(@PathParam("list") @Pattern(regexp = WordQueries.LISTS) String list, @Valid @NotNull WordCommand.Set command, @Context UriInfo uri) {
        WordView word = service.set(list, command);
        return Created.at(uri, word.id(), word, 0);
    }

    @POST
    @Path("/{id}/cancellation")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Operation(summary = "Take back what was set for a word before it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WordView.class)))
    @APIResponse(responseCode = "409", description = "It has begun, or was cancelled already")
    public WordView cancel(@PathParam("list") @Pattern(regexp = WordQueries.LISTS) String list, @PathParam("id") UUID id,
            @Valid @NotNull RuleCancellation command) {
        return service.cancel(list, id, command);
    }
}
