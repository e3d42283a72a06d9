package org.doanket.finance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountWordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0|VND|vi|Không đồng",
        "40000|VND|vi|Bốn mươi nghìn đồng",
        "15|VND|vi|Mười lăm đồng",
        "21|VND|vi|Hai mươi mốt đồng",
        "105|VND|vi|Một trăm linh năm đồng",
        "11700|VND|vi|Mười một nghìn bảy trăm đồng",
        "1000005|VND|vi|Một triệu không trăm linh năm đồng",
        "2469136|VND|vi|Hai triệu bốn trăm sáu mươi chín nghìn một trăm ba mươi sáu đồng",
        "3001000000|VND|vi|Ba tỷ không trăm linh một triệu đồng",
        "40000|VND|en|Forty thousand dong",
        "2115|CNY|en|Twenty-one yuan and fifteen fen",
        "234105|VND|en|Two hundred and thirty-four thousand one hundred and five dong",
        "2115|CNY|zh|贰拾壹元壹角伍分",
        "2005|CNY|zh|贰拾元零伍分",
        "100500|CNY|zh|壹仟零伍元整",
        "1000050|CNY|zh|壹万元伍角整",
        "100000500|CNY|zh|壹佰万零伍元整",
        "1000010000|CNY|zh|壹仟万零壹佰元整",
        "2115|CNY|vi|Hai mươi mốt nhân dân tệ mười lăm xu"})
    void saysAmountsAsReceiptsDo(long amount, String currency, String language, String words) {
        assertThat(AmountWords.of(amount, currency, Locale.forLanguageTag(language))).isEqualTo(words);
    }
}
