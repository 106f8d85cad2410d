package assetledger.graph;

import assetledger.model.RecordId;
import assetledger.model.Viewer;
import java.util.HashMap;
import java.util.Map;

/** What a listing statement has to know of who is asking: every one of them leaves out what he may not see. */
final class Sight {
    private Sight() {}

    /** The parameters, with {@code seesAll} and {@code own} among them. */
    static Map<String, Object> of(Viewer viewer, Map<String, Object> parameters) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("seesAll", viewer.seesAllRestricted());
        all.put(
                "own",
                viewer.authorities().stream()
                        .filter(viewer::recordsFor)
                        .map(RecordId::toString)
                        .toList());
        return all;
    }
}
