package org.doanket.finance.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PaymentReferenceTest {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final PaymentReference ONE = PaymentReference.of(0x0123_4567_89ABL);

    @Test
    void isFoundAnywhereInAMemoHoweverTheBankWritesIt() {
        String text = ONE.text();
        assertThat(text).matches("DP[0-9A-HJKMNP-TV-Z]{10}");
        for (String memo : List.of(text, "MBVCB.123." + text + ".CT tu 0123", text.toLowerCase(),
                "Đoàn phí tháng 11 " + text.substring(0, 2) + " " + text.substring(2, 7) + "-" + text.substring(7) + " Nguyễn",
                "DPDP" + text, text.replace('0', 'O').replace('1', 'l'))) {
            assertThat(PaymentReference.in(memo)).as(memo).containsExactly(ONE);
        }
        assertThat(PaymentReference.in(text + " " + text)).containsExactly(ONE);
        assertThat(PaymentReference.in("nop doan phi thang 11")).isEmpty();
    }

    @Test
    void noticesEveryWrongCharacterAndEverySwapOfNeighbours() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            String text = PaymentReference.of(random.nextLong() & (1L << 45) - 1).text();
            for (int i = 2; i < text.length(); i++) {
                for (char other : ALPHABET.toCharArray()) {
                    String wrong = text.substring(0, i) + other + text.substring(i + 1);
                    assertThat(PaymentReference.in(wrong)).hasSize(other == text.charAt(i) ? 1 : 0);
                }
                if (i > 2 && text.charAt(i) != text.charAt(i - 1)) {
                    String swapped = text.substring(0, i - 1) + text.charAt(i) + text.charAt(i - 1) + text.substring(i + 1);
                    assertThat(PaymentReference.in(swapped)).isEmpty();
                }
            }
        }
    }

    @Test
    void doesNotRepeatItself() {
        Set<PaymentReference> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(seen.add(PaymentReference.next())).isTrue();
        }
    }
}
