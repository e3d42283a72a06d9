package org.doanket.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void takesTheWantedPortWhenItIsFree() throws IOException {
        var ports = new Ports();
        int free = freePort();

        assertThat(ports.from(free)).isEqualTo(free);
    }

    @Test
    void goesPastAPortThatSomebodyListensOn() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(new Ports().from(taken.getLocalPort())).isGreaterThan(taken.getLocalPort());
        }
    }

    @Test
    void givesNoPortTwice() throws IOException {
        var ports = new Ports();
        int free = freePort();

        assertThat(ports.from(free)).isNotEqualTo(ports.from(free));
    }

    @Test
    void givesNoPortThatAnotherLauncherHasChosenButNotYetBound() {
        int chosen = new Ports().any();

        assertThat(new Ports().from(chosen)).isNotEqualTo(chosen);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
