package assetledger.graph;

import assetledger.event.Envelope;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.pack.Pack;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a graph must hold, by the ledger alone: the nodes and relationships that the put statements make of the last
 * states of all records. It says what those statements do a second time, so that a mistake in them shows.
 */
public final class Fold {
    private static final String LINK = "write/link-";

    private final Consumer<Piece> pieces;
    private final Map<RecordId, Recorded<State>> packs = new LinkedHashMap<>();
    private final Map<String, Piece> areas = new LinkedHashMap<>();
    private final Map<String, Piece> stages = new LinkedHashMap<>();
    private final Set<Piece> narrower = new LinkedHashSet<>();
    /** Of each external identifier the beginning of its hash, since there may be millions. */
    private final Set<Long> names = new HashSet<>();

    private @Nullable Pack pack;

    /** Begins with an empty graph. */
    Fold(Consumer<Piece> pieces) {
        this.pieces = pieces;
    }

    /** A pack is activated; what follows is put by it. */
    public void activate(Recorded<State> activation, Pack activated) {
        pack = activated;
        packs.put(activation.id(), activation);
        for (Map<String, Object> area : GraphWriter.areas(activated)) {
            area(area);
        }
        GraphWriter.stages(activated)
                .forEach(stage -> stages.put(text(stage, "key"), Piece.node(List.of("Stage"), stage)));
    }

    @SuppressWarnings("unchecked") // GraphWriter.areas puts an object there.
    private void area(Map<String, Object> row) {
        areas.put(text(row, "code"), Piece.node(List.of("Area"), (Map<String, Object>)
                row.getOrDefault("properties", Map.of())));
        if (row.get("parent") != null) {
            narrower.add(Piece.tie("NARROWER_THAN", text(row, "code"), text(row, "parent"), Map.of()));
        }
    }

    /** The last state of a record; in the order of their events, since the pack of that time counts. */
    public void put(Recorded<State> record) {
        Pack current = pack;
        if (current == null) {
            throw new IllegalStateException("The ledger holds record %s before any pack".formatted(record.id()));
        }
        put(record, current);
    }

    @SuppressWarnings("unchecked") // Rows puts labels and properties there.
    private void put(Recorded<State> record, Pack current) {
        Rows rows = new Rows(current);
        rows.add(record);
        for (Map<String, Object> row : rows.records()) {
            Set<String> labels = new LinkedHashSet<>((List<String>) row.getOrDefault("labels", List.of()));
            labels.add("Record");
            pieces.accept(
                    Piece.node(List.copyOf(labels), (Map<String, Object>) row.getOrDefault("properties", Map.of())));
        }
        rows.ties().forEach((statement, ties) -> ties.forEach(tie -> tie(statement, tie)));
        rows.links()
                .forEach((statement, links) -> links.forEach(link -> pieces.accept(Piece.tie(
                        statement
                                .substring(LINK.length())
                                .toUpperCase(Locale.ROOT)
                                .replace('-', '_'),
                        text(link, "tail"),
                        text(link, "head"),
                        (Map<String, Object>) link.getOrDefault("properties", Map.of())))));
    }

    /** What each of the tie statements makes; a new one belongs here too. */
    private void tie(String statement, Map<String, Object> row) {
        switch (statement) {
            case "write/tie-child-of" -> from(row, "CHILD_OF", Map.of());
            case "write/tie-narrower-than" -> from(row, "NARROWER_THAN", Map.of());
            case "write/tie-in-area" -> from(row, "IN_AREA", Map.of());
            case "write/tie-in-stage" -> from(row, "IN_STAGE", span(row));
            case "write/tie-speaks-of-area", "write/tie-speaks-of-function" -> from(row, "SPEAKS_OF", Map.of());
            case "write/tie-succeeded-by" -> from(row, "SUCCEEDED_BY", Map.of());
            case "write/tie-owns" -> to(row, "OWNS", span(row));
            case "write/tie-declared" -> to(row, "DECLARED", Map.of());
            case "write/tie-names" -> name(text(row, "scheme"), text(row, "value"), text(row, "id"));
            default ->
                throw new IllegalStateException("What %s makes is not known to the comparison".formatted(statement));
        }
    }

    private void from(Map<String, Object> row, String type, Map<String, Object> properties) {
        pieces.accept(Piece.tie(type, text(row, "id"), text(row, "to"), properties));
    }

    private void to(Map<String, Object> row, String type, Map<String, Object> properties) {
        pieces.accept(Piece.tie(type, text(row, "to"), text(row, "id"), properties));
    }

    private static Map<String, Object> span(Map<String, Object> row) {
        Map<String, Object> span = new HashMap<>();
        span.put("from", row.get("from"));
        span.put("to", row.get("until"));
        span.values().removeIf(value -> value == null);
        return span;
    }

    private void name(String scheme, String value, String record) {
        String name = scheme + ":" + value;
        if (names.add(ByteBuffer.wrap(Envelope.sha256(name.getBytes(StandardCharsets.UTF_8)))
                .getLong())) {
            pieces.accept(Piece.node(List.of("ExternalId"), Map.of("scheme", scheme, "value", value)));
        }
        pieces.accept(Piece.tie("NAMES", name, record, Map.of()));
    }

    /** What packs brought, of which the last counts. */
    public void end() {
        packs.values().forEach(this::put);
        areas.values().forEach(pieces);
        stages.values().forEach(pieces);
        narrower.forEach(pieces);
    }

    private static String text(Map<String, Object> row, String member) {
        return String.valueOf(row.get(member));
    }
}
