package org.doanket.platform.rule;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;

/** asOf a day: the rules in force then, else all, also those to come, those that were followed and those cancelled. */
public class RuleFilter {

    @QueryParam("jurisdiction")
    @Pattern(regexp = "vn|cn")
    public String jurisdiction;

    @QueryParam("asOf")
    public LocalDate asOf;
}
