package org.doanket.membership.administrative;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdministrativeUnitSheetTest {

    @Test
    void splitsAtCommasButNotAtThoseWithinBrackets() {
        assertThat(AdministrativeUnitSheet.parts("Phường A, Xã B (phần còn lại, sau khi chia), Xã C"))
                .containsExactly("Phường A", "Xã B (phần còn lại, sau khi chia)", "Xã C");
        assertThat(AdministrativeUnitSheet.parts("Một mình")).containsExactly("Một mình");
        assertThat(AdministrativeUnitSheet.parts(" , Xã D (chưa đóng, x")).containsExactly("Xã D (chưa đóng, x");
    }
}
