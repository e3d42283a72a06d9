package org.doanket.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClientTest {

    @Test
    void aNetworkHoldsItsAddressesAndNoOthers() {
        Networks networks = new Networks(List.of("10.0.0.0/8", "192.0.2.7", "2001:db8::/33"));
        assertThat(List.of("10.1.2.3", "192.0.2.7", "2001:db8:7fff::1")).allMatch(networks::contains);
        assertThat(List.of("11.0.0.1", "192.0.2.8", "2001:db8:8000::1", "localhost", "", "10.1.2", "10.0.0.1.evil")).noneMatch(networks::contains);
        assertThatThrownBy(() -> new Networks(List.of("10.0.0.0/33"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Networks(List.of("proxy.example"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneClientOfIpv6CannotPickANewAddressForEachRequest() {
        assertThat(new Client("2001:db8:1:2::1", "http", false).rateKey())
                .isEqualTo(new Client("2001:db8:1:2:ffff::9", "http", false).rateKey())
                .isNotEqualTo(new Client("2001:db8:1:3::1", "http", false).rateKey());
        assertThat(new Client("192.0.2.1", "http", false).rateKey()).isEqualTo("192.0.2.1");
    }
}
