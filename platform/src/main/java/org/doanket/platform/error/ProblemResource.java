package org.doanket.platform.error;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.Locale;
import org.doanket.platform.http.Messages;
import org.doanket.platform.http.RequestInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/problems")
@Tag(name = "problems", description = "What the type of a problem points to: its explanation")
public class ProblemResource {

    /** A problem's meaning in the language asked for. */
    @Schema(name = "ProblemExplanation")
    public record Explanation(String code, String title, String detail) {
    }

    private final RequestInfo info;

    @Inject
    ProblemResource(RequestInfo info) {
        this.info = info;
    }

    @GET
    @Path("/{code:[a-z0-9-]+}")
    @Produces("application/json")
    @PermitAll
    @Operation(summary = "A problem's meaning in the language asked for")
    public Explanation explain(@PathParam("code") String code) {
        Locale locale = info.locale();
        String title = "problem." + code + ".title";
        if (!Messages.has(locale, title)) {
            throw new Problem(404, "no-such-address");
        }
        return new Explanation(code, Messages.text(locale, title, "…", "…", "…"),
                Messages.text(locale, "problem." + code + ".detail", "…", "…", "…"));
    }
}
