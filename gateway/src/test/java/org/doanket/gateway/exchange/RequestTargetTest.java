package org.doanket.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.doanket.gateway.problem.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

    @ParameterizedTest
    @ValueSource(strings = {"/a/../b", "/..", "/a/..", "/a/./b", "/.", "/a/%2e%2e/b", "/a/%2E./b", "/%2e", "/a;b", "/a;/b", "/a%3bb",
        "//a", "/a//b", "/a//", "/a\\b", "/a%5cb", "/a%00", "/a%0d%0ab", "/a%2fb", "/a%252e", "/a%25", "/%c0%ae%c0%ae/a", "/a%ff",
        "/a%e1%ba", "/a%zz", "/a%", "/a%4", "/a b", "/a<b", "/a\"", "/a{b}", "/a|b", "/a^b", "/a#b", "/é", "/a\tb", "a", "", "*",
        "http://x/a", "https://x/a", "/a?b#c", "/a?b c", "/a?%00", "/a?%", "/a?é", "?a"})
    void refusesWhatTwoReadersCouldReadDifferently(String raw) {
        assertThatThrownBy(() -> RequestTarget.parse(raw)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.status()).isEqualTo(400));
    }

    @ParameterizedTest
    @CsvSource({"/a/b,/a/b", "/%61%2D%7e,/a-~", "/a%20b,/a%20b", "/nguy%e1%bb%85n,/nguy%E1%BB%85n", "/a...b,/a...b", "/.a,/.a",
        "/a..,/a..", "/a/,/a/", "/a:@!$&'()*+=b,/a:@!$&'()*+=b", "/%3a%40,/%3A%40", "/%6dap/v1,/map/v1"})
    void givesEveryAddressItsOneForm(String raw, String normal) {
        assertThat(RequestTarget.parse(raw).path()).isEqualTo(normal);
        assertThat(RequestTarget.parse(normal).path()).isEqualTo(normal);
    }

    @Test
    void leavesTheQueryAsItIsButForWhatBrowsersSendAndNoServiceReads() {
        RequestTarget target = RequestTarget.parse("/map/v1/reachable?at=16.5,107.6&name=%C4%90&x={a};b\\|\"<>^`[]");
        assertThat(target.query()).isEqualTo("at=16.5,107.6&name=%C4%90&x=%7Ba%7D;b%5C%7C%22%3C%3E%5E%60[]");
        assertThat(java.net.URI.create(target.uri()).getQuery()).isEqualTo("at=16.5,107.6&name=Đ&x={a};b\\|\"<>^`[]");
        assertThat(RequestTarget.parse("/a?b=1;c").uri()).isEqualTo("/a?b=1;c");
        assertThat(target.root()).isEqualTo("map");
        assertThat(RequestTarget.parse("/").root()).isEmpty();
        assertThat(RequestTarget.parse("/?").uri()).isEqualTo("/?");
    }

    @Test
    void everyFormItLetsThroughIsAlreadyNormal() {
        java.util.Random random = new java.util.Random(42);
        String alphabet = "ab./%2eE5c;\\?& é\u0000#:{|";
        int passed = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder raw = new StringBuilder("/");
            for (int length = random.nextInt(8); length > 0; length--) {
                raw.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                RequestTarget target = RequestTarget.parse(raw.toString());
                passed++;
                assertThat(target.path()).doesNotContain("//", "/../", "/./", ";", "\\", "%2E", "%2F", "%5C", "%00", "%25");
                assertThat(RequestTarget.parse(target.uri())).isEqualTo(target);
                assertThat(java.net.URI.create(target.path()).normalize().getRawPath()).isEqualTo(target.path());
            } catch (Refusal refused) {
                assertThat(refused.status()).isEqualTo(400);
            }
        }
        assertThat(passed).isBetween(1_000, 150_000);
    }
}
