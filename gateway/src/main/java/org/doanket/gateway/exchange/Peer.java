package org.doanket.gateway.exchange;

/** What is known of a connection: how long it has been silent, and whether it has come to its end. */
public final class Peer {

    private static final long BUSY = Long.MAX_VALUE;

    private long idleSinceMillis = System.currentTimeMillis();
    private boolean closing;

    public void busy() {
        idleSinceMillis = BUSY;
    }

    public void idle() {
        idleSinceMillis = System.currentTimeMillis();
    }

    /** From the last answer, or from the beginning, to a whole request head: octets that trickle in do not count. */
    public boolean hasIdled(long millis, long now) {
        return idleSinceMillis != BUSY && now - idleSinceMillis > millis;
    }

    void close() {
        closing = true;
    }

    public boolean isClosing() {
        return closing;
    }
}
