package assetledger.pack;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tree of codes; the parent of a code is the code without its last dotted part.
 * @param items each parent before its children
 */
public record Classifier(String code, Map<String, String> title, String source, List<Item> items) {

    /** One code with its title in each language that has one. */
    public record Item(String code, Map<String, String> title) {
        public Optional<String> parent() {
            int dot = code.lastIndexOf('.');
            return dot < 0 ? Optional.empty() : Optional.of(code.substring(0, dot));
        }
    }
}
