package org.doanket.platform.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProductionGuardTest {

    @Test
    void refusesTheDemoIssuerInProductionOnly() {
        assertThatThrownBy(() -> ProductionGuard.check(List.of("prod"), ProductionGuard.DEMO_ISSUER)).hasMessageContaining("DOANKET_JWT_ISSUER");
        assertThatCode(() -> ProductionGuard.check(List.of("demo"), ProductionGuard.DEMO_ISSUER)).doesNotThrowAnyException();
        assertThatCode(() -> ProductionGuard.check(List.of("prod"), "https://id.ldld.example")).doesNotThrowAnyException();
    }
}
