package org.doanket.membership.administrative;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import org.doanket.membership.Api;
import org.doanket.testing.AccessMatrix;
import org.doanket.testing.DoanketBackends;
import org.junit.jupiter.api.Test;

/** Tables of the state's own units, and the kinds of ours: open to read, set by the officer of the installation alone. */
@QuarkusTest
@QuarkusTestResource(DoanketBackends.class)
class AdministrativeUnitAccessTest {

    private static final String UNITS = Api.BASE + "/administrative-units";

    @Test
    void everyEndpoint() {
        Api.officer().contentType("text/csv").body("code,name\n78,Tỉnh\n".getBytes(StandardCharsets.UTF_8)).put("/administrative-units?jurisdiction=vn")
                .then().statusCode(200);
        AccessMatrix.of("GET", UNITS).openToAll().check();
        AccessMatrix.of("GET", UNITS + "/vn/78").openToAll().check();
        AccessMatrix.of("GET", Api.BASE + "/unit-kinds").openToAll().check();
    }
}
