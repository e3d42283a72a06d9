package org.doanket.servicemap;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.doanket.platform.error.Problem;

/** Work that takes much memory or time: a few at once, whoever asks for it, and the others after them. */
public final class Turns {

    private final Semaphore turns;
    private final int patienceSeconds;

    /** @param patienceSeconds so long one waits before he is told to come again */
    public Turns(int atOnce, int patienceSeconds) {
        turns = new Semaphore(atOnce);
        this.patienceSeconds = patienceSeconds;
    }

    /** @throws Problem 503 where too many wait already */
    public <T> T take(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(patienceSeconds, TimeUnit.SECONDS)) {
                throw busy();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private static Problem busy() {
        return new Problem(503, "busy");
    }
}
