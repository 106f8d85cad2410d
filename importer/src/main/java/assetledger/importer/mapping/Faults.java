package assetledger.importer.mapping;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a mapping, each with its place. */
final class Faults {
    private final List<String> sentences = new ArrayList<>();

    void add(String place, String sentence) {
        sentences.add("%s: %s".formatted(place, sentence));
    }

    boolean isEmpty() {
        return sentences.isEmpty();
    }

    List<String> sentences() {
        return List.copyOf(sentences);
    }
}
