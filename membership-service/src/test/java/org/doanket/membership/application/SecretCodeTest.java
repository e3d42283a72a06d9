package org.doanket.membership.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretCodeTest {

    @Test
    void isReadFromPaperWithoutDoubt() {
        for (int i = 0; i < 1_000; i++) {
            String code = SecretCode.random();
            assertThat(code).matches("[0-9A-HJKMNP-TV-Z]{16}");
            assertThat(SecretCode.grouped(code)).matches("(....-){3}....");
            assertThat(SecretCode.normal(" " + SecretCode.grouped(code).toLowerCase().replace('0', 'o').replace('1', 'l'))).isEqualTo(code);
        }
    }

    @Test
    void usesAllItsBits() {
        byte[] bits = new byte[10];
        assertThat(SecretCode.of(bits)).isEqualTo("0000000000000000");
        Set<String> codes = new HashSet<>();
        for (int bit = 0; bit < 80; bit++) {
            byte[] one = new byte[10];
            one[bit / 8] = (byte) (0x80 >> bit % 8);
            codes.add(SecretCode.of(one));
        }
        assertThat(codes).hasSize(80);
    }
}
