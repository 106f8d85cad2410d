package assetledger.api.backup;

import assetledger.api.ledger.StoredEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lines of an export. Each is an object with one member, which says what the line is: {@code ledger}, the first;
 * {@code event}; the name of a table; {@code end}, the last.
 */
final class Lines {
    static final String FORM = "asset-ledger/export/1";
    static final String LEDGER = "ledger";
    static final String EVENT = "event";
    static final String END = "end";

    private static final JsonMapper JSON = JsonMapper.shared();

    private Lines() {}

    static String of(String name, Map<String, ?> members) {
        return JSON.writeValueAsString(Map.of(name, members)) + "\n";
    }

    static String ledger(String origin, long size) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("form", FORM);
        members.put("origin", origin);
        members.put("size", size);
        return of(LEDGER, members);
    }

    static String event(StoredEvent event) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("position", event.position());
        members.put("leaf", event.leaf());
        members.put("leafHash", event.leafHash());
        if (!event.isErased()) {
            members.put("salt", event.salt());
            members.put("body", event.body());
        }
        return of(EVENT, members);
    }

    /** How many lines of each sort there were, the digest of the ledger, and that of all lines before this one. */
    static String end(Map<String, Long> counts, String digest, String sha256) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>(counts);
        members.put("digest", digest);
        members.put("sha256", sha256);
        return of(END, members);
    }
}
