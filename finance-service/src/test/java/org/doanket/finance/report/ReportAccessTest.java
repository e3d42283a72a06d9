package org.doanket.finance.report;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.doanket.finance.Api;
import org.doanket.finance.Federation;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

/** Every endpoint of reports against everybody. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class ReportAccessTest {

    private static final String[] READERS = {"treasurer", "auditor", "unit-officer", "federation-officer"};
    private static final String[] ALL = {"federation-officer", "unit-officer", "treasurer", "auditor", "campaign-officer", "map-editor",
            "desk-clerk",
        "tips-officer", "member", "integration"};

    @Inject
    Federation federation;

    @Test
    void reportsAndTheirEntries() {
        Federation.Tree tree = federation.tree();
        String asked = "year=2025&unit=" + tree.unit();
        for (String path : new String[] {"/reports/b07?", "/reports/b14?", "/report-approvals?"}) {
            own(tree, "GET", path + asked, READERS).check();
        }
        for (String type : new String[] {"application/pdf", "text/csv"}) {
            own(tree, "GET", "/reports/b07?" + asked, READERS).accept(type).check();
        }
        own(tree, "GET", "/reports/b07/entries?code=22&" + asked, "treasurer", "auditor").check();
        AccessMatrix.of("POST", Api.BASE + "/report-approvals").roles("treasurer", "federation-officer")
                .inside(tree.commune(), tree.province())
                .outside(tree.unit(), tree.sibling(), tree.elsewhere()).body(() -> Map.of("unit", tree.unit(), "year", 2024, "act", "1/QD"))
                .check();
        String approval = federation.text("SELECT id::text FROM report_approval WHERE unit_id = ? LIMIT 1", tree.unit());
        own(tree, "GET", "/report-approvals/" + approval, READERS).check();
    }

    @Test
    void codesAreForAllToReadAndForTheRootToSet() {
        Federation.Tree tree = federation.tree();
        for (String path : new String[] {"/report-codes", "/report-mappings"}) {
            AccessMatrix.of("GET", Api.BASE + path).roles(ALL).inside(tree.unit()).answersEverybodyTheirOwn().check();
        }
        AccessMatrix.of("POST", Api.BASE + "/report-mappings").body(() -> Map.of("account", "6191", "code", "37", "validFrom", "2095-01-01",
                "citation", "AccessTest", "verified", false)).roles("federation-officer").atTheRoot().outside(tree.commune())
                .check();
        String id = federation.text("SELECT id::text FROM report_mapping WHERE citation = 'AccessTest' LIMIT 1");
        AccessMatrix.of("POST", Api.BASE + "/report-mappings/" + id + "/cancellation").body(() -> Map.of("why", "a test"))
                .roles("federation-officer").atTheRoot().outside(tree.commune()).check();
    }

    private static AccessMatrix own(Federation.Tree tree, String method, String path, String... roles) {
        return AccessMatrix.of(method, Api.BASE + path).roles(roles).inside(tree.unit(), tree.commune())
                .outside(tree.sibling(), tree.elsewhere());
    }
}
