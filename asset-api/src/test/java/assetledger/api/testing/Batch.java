package assetledger.api.testing;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a batch answered. */
public record Batch(JsonNode payload) {

    public List<Change> results() {
        return payload.path("results").valueStream().map(Change::new).toList();
    }

    public boolean replayed() {
        return payload.path("replayed").asBoolean();
    }

    /** The last position that it recorded; null in the answer where there is none. */
    public JsonNode position() {
        return payload.path("position");
    }
}
