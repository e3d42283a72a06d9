package org.doanket.finance;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/** Calls that are made at the same moment, each by a thread of its own, however few processors there are. */
public final class AtOnce {

    private AtOnce() {
    }

    /** How many of them succeeded. */
    public static <T> long count(List<T> of, Predicate<T> call) {
        CountDownLatch together = new CountDownLatch(of.size());
        ExecutorService threads = Executors.newFixedThreadPool(of.size());
        try {
            List<Future<Boolean>> answers = of.stream().map(each -> threads.submit(() -> {
                together.countDown();
                together.await();
                return call.test(each);
            })).toList();
            long good = 0;
            for (Future<Boolean> answer : answers) {
                good += answer.get() ? 1 : 0;
            }
            return good;
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        } finally {
            threads.shutdownNow();
        }
    }
}
