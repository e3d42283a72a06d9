package org.doanket.membership;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two who do the same at the same moment, for tests. */
public final class AtOnce {

    private AtOnce() {
    }

    /** @return what came of either */
    public static <T> List<T> twice(Callable<T> deed) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            Callable<T> together = () -> {
                start.await();
                return deed.call();
            };
            List<Future<T>> answers = two.invokeAll(List.of(together, together));
            return List.of(answers.get(0).get(), answers.get(1).get());
        } finally {
            two.shutdownNow();
        }
    }
}
