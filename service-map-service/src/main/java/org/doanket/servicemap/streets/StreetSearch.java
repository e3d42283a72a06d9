package org.doanket.servicemap.streets;

import java.util.Arrays;
import org.doanket.servicemap.streets.StreetFile.Arcs;

/**
 * Dijkstra's search on pure time, bounded, on flat arrays that are used again for the next question: one at a time. What was
 * touched is remembered, so that clearing costs what was reached and not the size of the town.
 */
final class StreetSearch {

    private static final int FAN = 4;

    final int[] millis;
    final int[] decimetres;
    final IntList reached = new IntList(1_024);
    /** By edge: the search that has looked at it last. */
    private final int[] seen;
    private int search;
    private long[] heap = new long[1_024];
    private int size;

    StreetSearch(StreetFile file) {
        millis = new int[file.nodes()];
        decimetres = new int[file.nodes()];
        seen = new int[file.edges()];
        Arrays.fill(millis, Integer.MAX_VALUE);
    }

    void clear() {
        for (int i = 0; i < reached.size(); i++) {
            millis[reached.get(i)] = Integer.MAX_VALUE;
        }
        reached.clear();
        size = 0;
        search++;
    }

    /** A node from which it begins, if it lies within the bound. */
    void seed(int node, long atMillis, int atDecimetres, int most) {
        if (atMillis <= most && atMillis < millis[node]) {
            reach(node, (int) atMillis, atDecimetres);
        }
    }

    void run(StreetFile file, Arcs arcs, int most) {
        run(file, arcs, most, false);
    }

    /** @param isStepFree not over steps */
    void run(StreetFile file, Arcs arcs, int most, boolean isStepFree) {
        while (size > 0) {
            long head = pop();
            int node = (int) head;
            int at = (int) (head >>> 32);
            if (at > millis[node]) {
                continue;  // reached sooner since it was put here
            }
            for (int i = arcs.offset().get(node), end = arcs.offset().get(node + 1); i < end; i++) {
                int target = arcs.target().get(i);
                long then = (long) at + arcs.time().get(i);
                if (then <= most && then < millis[target] && !(isStepFree && file.isStepped(arcs.edge().get(i)))) {
                    reach(target, (int) then, decimetres[node] + file.decimetres(arcs.edge().get(i)));
                }
            }
        }
    }

    /** True the first time in this search. */
    boolean isNew(int edge) {
        boolean isNew = seen[edge] != search;
        seen[edge] = search;
        return isNew;
    }

    private void reach(int node, int atMillis, int atDecimetres) {
        if (millis[node] == Integer.MAX_VALUE) {
            reached.add(node);
        }
        millis[node] = atMillis;
        decimetres[node] = atDecimetres;
        push((long) atMillis << 32 | node);
    }

    private void push(long entry) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) / FAN;
            if (heap[parent] <= entry) {
                break;
            }
            heap[at] = heap[parent];
            at = parent;
        }
        heap[at] = entry;
    }

    private long pop() {
        long top = heap[0];
        long last = heap[--size];
        int at = 0;
        while (true) {
            int first = at * FAN + 1;
            if (first >= size) {
                break;
            }
            int least = first;
            for (int child = first + 1, end = Math.min(first + FAN, size); child < end; child++) {
                if (heap[child] < heap[least]) {
                    least = child;
                }
            }
            if (heap[least] >= last) {
                break;
            }
            heap[at] = heap[least];
            at = least;
        }
        heap[at] = last;
        return top;
    }
}
