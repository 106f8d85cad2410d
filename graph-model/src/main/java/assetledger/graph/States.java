package assetledger.graph;

import assetledger.event.CanonicalJson;
import assetledger.event.StateJson;
import assetledger.model.RecordKind;
import assetledger.model.State;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * States from the texts that the graph keeps of them. To read a text takes longer than to fetch it, and the same text is
 * the same state whenever it is read; so those that are asked for often are read once.
 */
final class States {
    /** Of all texts together; with the state that it says, each takes some five bytes for a character. */
    private static final long KEPT_CHARACTERS = 8_000_000;

    private static final Cache<Text, State> READ = Caffeine.newBuilder()
            .maximumWeight(KEPT_CHARACTERS)
            .weigher((Text text, State state) -> text.json().length())
            .build();

    private States() {}

    private record Text(RecordKind kind, String json) {
        State read() {
            return StateJson.stored(kind, CanonicalJson.read(json));
        }
    }

    static State of(RecordKind kind, String json) {
        return READ.get(new Text(kind, json), Text::read);
    }
}
