package org.doanket.standalone;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/** A running service of the suite: its process and the address at which it answers. */
record Part(ServiceSpec spec, int port, Child child) {
    private static final int HEALTH_MILLIS = 2_000;

    String address() {
        return "http://127.0.0.1:" + port;
    }

    boolean isReady() {
        child.mustLive();
        try {
            var request = (HttpURLConnection) URI.create(address() + "/q/health/ready").toURL().openConnection();
            request.setConnectTimeout(HEALTH_MILLIS);
            request.setReadTimeout(HEALTH_MILLIS);
            try {
                return request.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                request.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }

    void stop(Duration patience) {
        child.stop(patience);
    }
}
