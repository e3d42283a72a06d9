package org.doanket.servicemap.ride;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What several follow is asked for once a turn, however many they are; what nobody follows any more is not kept. */
final class SharedPoll<K, T> {

    private final Duration pause;
    private final Function<K, T> ask;
    private final Map<K, Latest> followed = new ConcurrentHashMap<>();

    SharedPoll(Duration pause, Function<K, T> ask) {
        this.pause = pause;
        this.ask = ask;
    }

    private final class Latest {

        /** Changed only while the map holds the entry. */
        private int listeners;
        private T value;
        private long askedAt;

        synchronized T get(K what) {
            // Half a turn, for the turns of those who follow are not all at one moment.
            if (value == null || System.nanoTime() - askedAt > pause.toNanos() / 2) {
                value = ask.apply(what);
                askedAt = System.nanoTime();
            }
            return value;
        }
    }

    /** At once, then at each change. @param first as it is now @param most after so long it ends */
    Multi<T> follow(K what, T first, Duration most) {
        return Multi.createFrom().deferred(() -> {
            Latest latest = followed.compute(what, (key, known) -> {
                Latest joined = known == null ? new Latest() : known;
                joined.listeners++;
                return joined;
            });
            return Multi.createFrom().ticks().every(pause)
                    // One who reads slowly misses turns; he keeps up none of the others.
                    .onOverflow().drop()
                    .emitOn(Infrastructure.getDefaultWorkerPool())
                    .map(tick -> tick == 0 ? first : latest.get(what))
                    .skip().repetitions()
                    .select().first(most)
                    .onTermination().invoke(() -> followed.computeIfPresent(what, (key, known) -> --known.listeners == 0 ? null : known));
        });
    }

    /** How many are being followed. */
    int size() {
        return followed.size();
    }
}
