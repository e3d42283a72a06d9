package org.doanket.probe;

import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.doanket.platform.http.Created;
import org.doanket.platform.idempotency.Idempotent;
import org.doanket.platform.page.Page;
import org.doanket.platform.page.PageRequest;
import org.doanket.platform.rule.DatedRules;
import org.doanket.platform.rule.RuleCancellation;
import org.doanket.platform.rule.RuleFilter;
import org.doanket.platform.rule.RuleSource;
import org.doanket.platform.rule.RuleTable;
import org.doanket.platform.security.Roles;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/** Rules of two kinds: some of a jurisdiction, some of all. */
@Path("/v1")
@Transactional
public class RuleResource {

    static final RuleTable<ProbeRule> RULES = RuleTable.of("probe_rule", List.of("jurisdiction", "code"), ProbeRule::of).ending();
    static final RuleTable<UUID> LIMITS = RuleTable.of("probe_limit", List.of(), row -> row.getObject("id", UUID.class));

    public record RuleCommand(@NotNull @Valid RuleSource source, String code, @Min(0) @Max(1_000) int amount, LocalDate validTo) {
    }

    public record ProbeRule(UUID id, String jurisdiction, String code, LocalDate validFrom, int amount, String cancelledWhy) {

        static ProbeRule of(ResultSet row) throws SQLException {
            return new ProbeRule(row.getObject("id", UUID.class), row.getString("jurisdiction"), row.getString("code"),
                    row.getObject("valid_from", LocalDate.class), row.getInt("amount"), row.getString("cancelled_why"));
        }
    }

    private final DatedRules rules;

    RuleResource(DatedRules rules) {
        this.rules = rules;
    }

    @GET
    @Path("/probe-rules")
    @Authenticated
    public RestResponse<Page<ProbeRule>> list(@Valid @BeanParam RuleFilter filter, @Valid @BeanParam PageRequest page, @Context UriInfo uri) {
        return PageRequest.typed(rules.page(RULES, filter, page), uri);
    }

    @GET
    @Path("/probe-rules/{id}")
    @Authenticated
    public ProbeRule one(@PathParam("id") UUID id) {
        return rules.one(RULES, id);
    }

    @POST
    @Path("/probe-rules")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ProbeRule.class)))
    public Response set(@Valid @NotNull RuleCommand command, @Context UriInfo uri) {
        ProbeRule rule = rules.setting(RULES, command.source()).require(command.amount() != 13, "/amount", "bad-value").with("code", command.code())
                .with("amount", command.amount()).with("valid_to", command.validTo()).set();
        return Created.at(uri, rule.id(), rule, 0);
    }

    @POST
    @Path("/probe-rules/{id}/cancellation")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    public ProbeRule cancel(@PathParam("id") UUID id, @Valid @NotNull RuleCancellation command) {
        return rules.cancel(RULES, id, command);
    }

    @POST
    @Path("/probe-limits")
    @RolesAllowed(Roles.FEDERATION_OFFICER)
    @Idempotent
    public UUID limit(@Valid @NotNull RuleSource source) {
        return rules.setting(LIMITS, null, source.validFrom(), source.citation(), source.verified()).set();
    }
}
