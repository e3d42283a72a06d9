package org.doanket.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void takesTheWantedPortWhenItIsFree() {
        var ports = new Ports();
        int free = new Ports().any();

        assertThat(ports.from(free)).isEqualTo(free);
    }

    @Test
    void goesPastAPortThatSomebodyListensOn() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(new Ports().from(taken.getLocalPort())).isGreaterThan(taken.getLocalPort());
        }
    }

    @Test
    void givesNoPortTwice() {
        var ports = new Ports();
        int free = new Ports().any();

        assertThat(ports.from(free)).isNotEqualTo(ports.from(free));
    }
}
