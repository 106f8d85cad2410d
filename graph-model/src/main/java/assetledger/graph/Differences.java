package assetledger.graph;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.neo4j.driver.Value;

/** Tells two graphs apart piece by piece, in the parts where their sums differ. */
final class Differences {
    private final Set<Integer> parts;
    private final Map<BigInteger, List<Piece>> wanted = new HashMap<>();
    private final List<Piece> surplus = new ArrayList<>();

    Differences(Set<Integer> parts) {
        this.parts = parts;
    }

    /** A piece that must be there; all of these come first. */
    void want(Piece piece) {
        if (parts.contains(Sum.part(piece))) {
            wanted.computeIfAbsent(piece.hash(), unseen -> new ArrayList<>(1)).add(piece);
        }
    }

    /** A piece that is there. */
    void find(Piece piece) {
        if (parts.contains(Sum.part(piece))) {
            List<Piece> same = wanted.get(piece.hash());
            if (same == null || same.isEmpty()) {
                surplus.add(piece);
            } else {
                same.remove(same.size() - 1);
            }
        }
    }

    /** A sentence for each record, or code or name, about which the two say something else, by its name. */
    List<String> sentences() {
        Map<String, List<Piece>> missing =
                byOwner(wanted.values().stream().flatMap(List::stream).toList());
        Map<String, List<Piece>> extra = byOwner(surplus);
        Set<String> owners = new TreeSet<>(missing.keySet());
        owners.addAll(extra.keySet());
        return owners.stream()
                .map(owner -> "%s: %s"
                        .formatted(
                                owner,
                                sentence(missing.getOrDefault(owner, List.of()), extra.getOrDefault(owner, List.of()))))
                .toList();
    }

    private static Map<String, List<Piece>> byOwner(List<Piece> pieces) {
        return pieces.stream().collect(Collectors.groupingBy(Piece::owner, TreeMap::new, Collectors.toList()));
    }

    private static String sentence(List<Piece> missing, List<Piece> extra) {
        List<String> parts = new ArrayList<>();
        List<Piece> unmatched = new ArrayList<>(extra);
        for (Piece lost : missing) {
            Piece other = unmatched.stream()
                    .filter(found -> found.identity().equals(lost.identity()))
                    .findFirst()
                    .orElse(null);
            unmatched.remove(other);
            parts.add(
                    other == null
                            ? lost.identity() + " is missing in the graph"
                            : lost.identity() + " differs in " + differing(lost, other));
        }
        unmatched.forEach(found -> parts.add(found.identity() + " is in the graph, and not in the ledger"));
        return String.join("; ", parts);
    }

    private static String differing(Piece one, Piece other) {
        Map<String, Value> mine = one.properties();
        Map<String, Value> theirs = other.properties();
        Set<String> names = new TreeSet<>(mine.keySet());
        names.addAll(theirs.keySet());
        names.removeIf(name -> mine.containsKey(name) && mine.get(name).equals(theirs.get(name)));
        return names.isEmpty() ? "its labels" : String.join(", ", names);
    }
}
