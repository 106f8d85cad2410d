package assetledger.api.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Texts and amounts that occur once in the world; where one is heard by whom it is not for, something leaks. */
final class Canaries {
    private final Map<String, Set<Policy.Who>> readers = new LinkedHashMap<>();
    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private final Queue<String> leaks = new ConcurrentLinkedQueue<>();

    /** A text of its own, for these readers alone. */
    synchronized String text(String authority, String kind, Collection<Policy.Who> who) {
        return planted("CNRY-%s-%s-%s".formatted(authority, kind, Long.toString(System.nanoTime(), 36)), who);
    }

    /** An amount of its own: nothing else in a test is as long. */
    synchronized String amount(Collection<Policy.Who> who) {
        long nonce = 1_000_000_000_000L + Math.floorMod(System.nanoTime(), 8_000_000_000_000L);
        return planted(nonce + "." + (11 + readers.size() % 80), who);
    }

    private String planted(String canary, Collection<Policy.Who> who) {
        readers.put(canary, EnumSet.copyOf(who));
        return canary;
    }

    /** Looks through everything that came back. */
    void look(Policy.Who who, String asked, String everything) {
        readers.forEach((canary, allowed) -> {
            if (everything.contains(canary)) {
                heard.add(canary);
                if (!allowed.contains(who)) {
                    leaks.add("%s heard %s of %s".formatted(who, canary, asked));
                }
            }
        });
    }

    /** Who heard what is not for him, and of what question. */
    List<String> leaks() {
        return List.copyOf(leaks);
    }

    /** Those that nobody heard of those whom they are for: to search for them proves nothing. */
    List<String> unheard() {
        return readers.entrySet().stream()
                .filter(canary -> !canary.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .filter(canary -> !heard.contains(canary))
                .toList();
    }

    int size() {
        return readers.size();
    }
}
