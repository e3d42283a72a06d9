package org.doanket.finance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.doanket.platform.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"8000000|VND|8000000", "8.000.000|VND|8000000", "8,000,000|VND|8000000", "8,000,000.00|VND|8000000",
        "8.000|VND|8000", "12.00|VND|12", "8 000 000 ₫|VND|8000000", "+24,000|VND|24000", "-5,000|VND|-5000", "4238.5|CNY|423850",
        "4,238.05|CNY|423805", "4238|CNY|423800"})
    void readsWhatPeopleWrite(String text, String currency, long minor) {
        assertThat(AmountText.minor(text, currency)).hasValue(minor);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"8000000|VND|vi|8.000.000", "8000000|VND|en|8,000,000", "423805|CNY|zh|4,238.05", "423800|CNY|vi|4.238,00",
        "-5|CNY|en|-0.05", "0|VND|vi|0"})
    void writesAsTheLanguageDoes(long minor, String currency, String language, String text) {
        assertThat(AmountText.figures(new Money(minor, currency), Locale.forLanguageTag(language))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"8.5|VND", "8.000,5|VND", "8.00.000|VND", "x|VND", "1e6|VND", "4.238|CNY", "--1|VND", "9999999999999999|VND"})
    void guessesNothing(String text, String currency) {
        assertThat(AmountText.minor(text, currency)).isEmpty();
    }
}
