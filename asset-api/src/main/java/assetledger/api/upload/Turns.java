package assetledger.api.upload;

import assetledger.api.problem.Refusal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Whose upload is worked on next: those of one person one after another, so that the same file sent twice at once is one
 * import, and nobody keeps all workers for himself.
 */
final class Turns {
    /** Nobody can say when an upload ends; this is long enough to be no flood. */
    private static final long RETRY_MS = 5_000;

    private final int ofOne;
    private final int ofAll;
    private final int atOnce;
    private final Executor workers;
    private final Map<String, Integer> places = new HashMap<>();
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private final Set<String> busy = new HashSet<>();
    private int taken;

    private record Turn(String person, Runnable work) {}

    /** @param workers has a thread for each of those that may be worked on at once */
    Turns(UploadLimits limits, Executor workers) {
        this.ofOne = limits.ofOne();
        this.atOnce = limits.atOnce();
        this.ofAll = limits.atOnce() + limits.waiting();
        this.workers = workers;
    }

    /** Takes a place before anything of the upload is read, or refuses it. */
    synchronized void take(String person) {
        if (places.getOrDefault(person, 0) >= ofOne) {
            throw Refusal.rateLimited(
                    "%d uploads of yours are under way; wait for one of them".formatted(ofOne), RETRY_MS);
        } else if (taken >= ofAll) {
            throw Refusal.rateLimited("%d uploads are under way here; try again later".formatted(ofAll), RETRY_MS);
        }
        places.merge(person, 1, Integer::sum);
        taken++;
    }

    /** Gives a place back. */
    synchronized void free(String person) {
        places.computeIfPresent(person, (known, count) -> count == 1 ? null : count - 1);
        taken--;
    }

    /** Has the work done when its turn comes; then its place is free again. */
    synchronized void queue(String person, Runnable work) {
        waiting.add(new Turn(person, work));
        next();
    }

    synchronized int taken() {
        return taken;
    }

    private synchronized void next() {
        for (Iterator<Turn> each = waiting.iterator(); each.hasNext() && busy.size() < atOnce; ) {
            Turn turn = each.next();
            if (busy.add(turn.person())) {
                each.remove();
                workers.execute(() -> carryOut(turn));
            }
        }
    }

    private void carryOut(Turn turn) {
        try {
            turn.work().run();
        } finally {
            end(turn.person());
        }
    }

    private synchronized void end(String person) {
        busy.remove(person);
        free(person);
        next();
    }
}
