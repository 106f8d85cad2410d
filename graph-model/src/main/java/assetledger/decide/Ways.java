package assetledger.decide;

import assetledger.model.Link;
import assetledger.model.RecordId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The links of the kinds that must not lead in a circle, by where they begin. */
final class Ways {
    private final Map<Beyond.Way, Map<RecordId, Link>> links = new HashMap<>();

    void put(RecordId id, Link link) {
        if (link.link().isAcyclic()) {
            links.computeIfAbsent(beginning(link), way -> new HashMap<>()).put(id, link);
        }
    }

    void remove(RecordId id, Link link) {
        links.getOrDefault(beginning(link), new HashMap<>()).remove(id);
    }

    private static Beyond.Way beginning(Link link) {
        return new Beyond.Way(link.link(), link.tail());
    }

    /**
     * Whether a link leads back to where it begins, over others of its kind, each of which holds on one of its days at
     * least. So a circle is one even where no day is common to all of it: that is refused now and then without need,
     * and no circle of any day is ever let through.
     */
    boolean closesCircle(RecordId id, Link link) {
        Set<RecordId> reached = new HashSet<>();
        Deque<RecordId> next = new ArrayDeque<>(Set.of(link.head()));
        while (!next.isEmpty()) {
            RecordId here = next.remove();
            if (here.equals(link.tail())) {
                return true;
            } else if (reached.add(here)) {
                links.getOrDefault(new Beyond.Way(link.link(), here), Map.of()).forEach((other, onward) -> {
                    if (!other.equals(id) && onward.validity().overlaps(link.validity())) {
                        next.add(onward.head());
                    }
                });
            }
        }
        return false;
    }
}
