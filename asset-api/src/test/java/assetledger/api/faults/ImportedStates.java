package assetledger.api.faults;

import assetledger.api.faults.StoredLedger.Stored;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an import has left in a ledger, told so that two imports of the same tables under two names can be compared. */
final class ImportedStates {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern NUMBER = Pattern.compile("\"number\":\"[^\"]*\",?");

    private ImportedStates() {}

    /**
     * The last state of each record and link whose names begin with a word, and how many versions it took: ids are told by
     * external identifier, the word is taken out, and so are the numbers that the register gave.
     */
    static Set<String> of(StoredLedger ledger, String word) {
        Map<UUID, Stored> last = new HashMap<>();
        ledger.events().forEach(event -> last.put(event.record(), event));
        Map<String, String> names = new HashMap<>();
        last.values().forEach(event -> names.put(event.record().toString(), String.join("+", event.externalIds())));
        Set<String> states = new TreeSet<>();
        for (Stored event : last.values()) {
            String told = told(event, names);
            if (told.contains(word + "-")) {
                states.add("%s version %d: %s".formatted(event.kind(), event.version(), told.replace(word, "")));
            }
        }
        return states;
    }

    private static String told(Stored event, Map<String, String> names) {
        String withoutNumber = NUMBER.matcher(event.body()).replaceAll("");
        return ID.matcher(withoutNumber)
                .replaceAll(id -> Matcher.quoteReplacement(names.getOrDefault(id.group(), "nobody")));
    }

    /** Which records carry an identifier that another carries too. */
    static List<String> doubled(StoredLedger ledger, String word) {
        Map<String, Set<UUID>> carriers = new HashMap<>();
        ledger.events()
                .forEach(event -> event.externalIds()
                        .forEach(name -> carriers.computeIfAbsent(name, first -> new TreeSet<>())
                                .add(event.record())));
        return carriers.entrySet().stream()
                .filter(entry ->
                        entry.getKey().contains(word + "-") && entry.getValue().size() > 1)
                .map(Map.Entry::toString)
                .toList();
    }
}
