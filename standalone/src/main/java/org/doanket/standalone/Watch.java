package org.doanket.standalone;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Keeps the suite whole: who ends unasked is started again, but not for ever. */
final class Watch {
    static final int RETURNS = 3;
    static final Duration WITHIN = Duration.ofMinutes(5);

    private final Suite suite;
    private final StatusLines status;
    private final Map<String, Deque<Long>> falls = new HashMap<>();

    Watch(Suite suite, StatusLines status) {
        this.suite = suite;
        this.status = status;
    }

    /** Returns only by a failure. */
    void watch() {
        while (true) {
            Suite.pause();
            var fallen = suite.fallen();
            if (fallen != null) {
                if (!mayReturn(fallen.name(), System.nanoTime())) {
                    throw new StartFailure(fallen.name(), "it fell " + (RETURNS + 1) + " times within " + WITHIN.toMinutes() + " minutes", fallen.log());
                }
                status.say(fallen.name() + " ended unasked (code " + fallen.exitCode() + "): starting it again");
                suite.restart(fallen);
            }
        }
    }

    boolean mayReturn(String name, long nanoTime) {
        var times = falls.computeIfAbsent(name, any -> new ArrayDeque<>());
        times.addLast(nanoTime);
        while (nanoTime - times.peekFirst() > WITHIN.toNanos()) {
            times.removeFirst();
        }
        return times.size() <= RETURNS;
    }
}
