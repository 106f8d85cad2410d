package assetledger.api.changes;

import java.util.HashMap;
import java.util.Map;

/** How many subscriptions may be open at once. */
final class Slots {
    private final int ofOne;
    private final int ofAll;
    private final Map<String, Integer> taken = new HashMap<>();
    private int open;

    /**
     * Free slots.
     * @param ofOne how many one person may take
     * @param ofAll how many all may take together
     */
    Slots(int ofOne, int ofAll) {
        this.ofOne = ofOne;
        this.ofAll = ofAll;
    }

    /**
     * Takes a slot.
     * @throws SubscriptionEnd where none is free
     */
    synchronized Slot take(String person) {
        if (open >= ofAll) {
            throw new SubscriptionEnd(
                    SubscriptionEnd.Code.BUSY,
                    "%d subscriptions are open here already; try again later, or read the query changes page by page"
                            .formatted(ofAll));
        }
        if (taken.getOrDefault(person, 0) >= ofOne) {
            throw new SubscriptionEnd(
                    SubscriptionEnd.Code.BUSY,
                    "You have %d subscriptions open already; end one before you begin another".formatted(ofOne));
        }
        taken.merge(person, 1, Integer::sum);
        open++;
        return new Slot(person);
    }

    synchronized int open() {
        return open;
    }

    private synchronized void free(String person) {
        taken.computeIfPresent(person, (known, count) -> count == 1 ? null : count - 1);
        open--;
    }

    /** To be given back once. */
    final class Slot {
        private final String person;

        private Slot(String person) {
            this.person = person;
        }

        void free() {
            Slots.this.free(person);
        }
    }
}
