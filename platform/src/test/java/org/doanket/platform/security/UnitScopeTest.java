package org.doanket.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class UnitScopeTest {

    @Test
    void isTopWhereNothingLiesAbove() {
        assertThat(UnitScope.ROOT.isTop()).isTrue();
        assertThat(new UnitScope(UUID.randomUUID(), "/12/").isTop()).isTrue();
        assertThat(new UnitScope(UUID.randomUUID(), "/12/3/").isTop()).isFalse();
    }

    @Test
    void holdsWhatLiesBelowAndNoNeighbour() {
        UnitScope scope = new UnitScope(UUID.randomUUID(), "/1/");
        assertThat(scope.contains("/1/2/")).isTrue();
        assertThat(scope.contains("/10/")).isFalse();
        assertThat("/10/".compareTo(scope.from()) >= 0 && "/10/".compareTo(scope.to()) < 0).isFalse();
    }
}
