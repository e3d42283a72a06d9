package org.doanket.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FieldVaultTest {

    private final FieldVault vault = new FieldVault(key(1), key(2));

    @Test
    void opensWhatItSealedAtTheSamePlaceOnly() {
        byte[] person = vault.newPersonKey();
        byte[] sealed = vault.seal(person, "member.national_id:1", "038090001234");

        assertThat(vault.open(person, "member.national_id:1", sealed)).isEqualTo("038090001234");
        assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1)).doesNotContain("038090001234");
        assertThatThrownBy(() -> vault.open(person, "member.national_id:2", sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keepsPersonsApart() {
        byte[] sealed = vault.seal(vault.newPersonKey(), "p", "038090001234");
        assertThatThrownBy(() -> vault.open(vault.newPersonKey(), "p", sealed)).isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("038090001234");
    }

    @Test
    void indexesEqualValuesEqually() {
        assertThat(vault.blindIndex("national-id", "1")).isEqualTo(vault.blindIndex("national-id", "1"))
                .isNotEqualTo(vault.blindIndex("national-id", "2")).isNotEqualTo(vault.blindIndex("phone", "1"))
                .isNotEqualTo(new FieldVault(key(1), key(3)).blindIndex("national-id", "1"));
    }

    @Test
    void refusesAShortKeyAndNone() {
        assertThatThrownBy(() -> new FieldVault(Optional.of("c2hvcnQ="), key(1))).hasMessage("DOANKET_FIELD_KEY must be 32 bytes in base64");
        assertThatThrownBy(() -> new FieldVault(key(1), Optional.empty())).hasMessage("DOANKET_INDEX_KEY must be 32 bytes in base64");
    }

    @Test
    void masksAllButTheEnd() {
        assertThat(Mask.nationalId("038090001234")).isEqualTo("*********234");
        assertThat(Mask.phone("12")).isEqualTo("**");
        assertThat(Mask.account(null)).isNull();
    }

    private static Optional<String> key(int fill) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) fill);
        return Optional.of(Base64.getEncoder().encodeToString(key));
    }
}
