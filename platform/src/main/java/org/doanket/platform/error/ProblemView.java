package org.doanket.platform.error;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.doanket.platform.http.Messages;

/** RFC 9457 with our members: code, traceId, the rule that refused, and all errors at once. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemView(String type, String title, int status, String detail, String instance, String code, String traceId,
        String rule, List<Error> errors, @JsonAnyGetter Map<String, Object> members) {

    public record Error(String pointer, String code, String message) {
    }

    static ProblemView of(Problem problem, String service, String instance, String traceId, Locale locale) {
        String key = "problem." + problem.code();
        Object[] args = problem.args();
        if (problem.code().equals("not-found") && args.length == 1) {
            // The one generic problem that takes a noun of the trade: say it in the reader's language where we can.
            String noun = "noun." + args[0];
            args = new Object[] {Messages.has(locale, noun) ? Messages.text(locale, noun) : args[0]};
        }
        List<Error> errors = problem.faults().isEmpty() ? null : problem.faults().stream()
                .map(fault -> new Error(fault.pointer(), fault.code(),
                        Messages.text(locale, "fault." + fault.code(), fault.places())))
                .toList();
        return new ProblemView("/problems/" + service + "/" + problem.code(), Messages.text(locale, key + ".title", args),
                problem.status(), Messages.text(locale, key + ".detail", args), instance, problem.code(), traceId,
                problem.rule(), errors, problem.members());
    }
}
