package assetledger.graph;

import assetledger.event.CanonicalJson;
import assetledger.event.Envelope;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;

/**
 * A node or a relationship, as two graphs are compared: labels and properties of the one; type, properties and the names
 * of both ends of the other.
 */
record Piece(Map<String, Value> members) {
    /** Relationships that are part of what the record at their head says; all others are part of the one at their tail. */
    private static final Set<String> OF_THEIR_HEAD = Set.of("OWNS", "DECLARED", "NAMES");

    static Piece of(Record row) {
        return new Piece(row.asMap(value -> value));
    }

    static Piece node(List<String> labels, Map<String, Object> properties) {
        return new Piece(Map.of("labels", Values.value(labels), "properties", Values.value(properties)));
    }

    static Piece tie(String type, String tail, String head, Map<String, Object> properties) {
        return new Piece(Map.of(
                "type",
                Values.value(type),
                "tail",
                Values.value(tail),
                "head",
                Values.value(head),
                "properties",
                Values.value(properties)));
    }

    boolean isNode() {
        return members.containsKey("labels");
    }

    /** The record, code or name that it is part of what is known about. */
    String owner() {
        if (isNode()) {
            return name(properties());
        }
        Value id = properties().get("id");
        if (id != null && !id.isNull()) {
            return text(id);
        }
        return text(member(OF_THEIR_HEAD.contains(text(member("type"))) ? "head" : "tail"));
    }

    /** What it is, whatever its properties. */
    String identity() {
        return isNode()
                ? "the node"
                : "%s from %s to %s".formatted(text(member("type")), text(member("tail")), text(member("head")));
    }

    private static String name(Map<String, Value> properties) {
        for (String key : List.of("id", "key", "code")) {
            if (properties.containsKey(key)) {
                return text(properties.getOrDefault(key, Values.NULL));
            }
        }
        return properties.containsKey("scheme")
                ? "%s:%s"
                        .formatted(
                                text(properties.getOrDefault("scheme", Values.NULL)),
                                text(properties.getOrDefault("value", Values.NULL)))
                : "a node without a name";
    }

    Map<String, Value> properties() {
        return member("properties").asMap(value -> value);
    }

    private Value member(String name) {
        return members.getOrDefault(name, Values.NULL);
    }

    private static String text(Value value) {
        return value.type().name().equals("STRING") ? value.asString() : value.toString();
    }

    BigInteger hash() {
        Map<String, Object> plain = new HashMap<>();
        members.forEach((key, value) -> plain.put(key, key.equals("labels") ? labels(value) : plain(value)));
        return new BigInteger(1, Envelope.sha256(CanonicalJson.bytes(plain)));
    }

    /** Labels come in no set order; every other list has one that means something. */
    private static List<String> labels(Value labels) {
        return labels.asList(Value::asString).stream().sorted().toList();
    }

    private static Object plain(Value value) {
        return switch (value.type().name()) {
            case "MAP" -> {
                Map<String, Object> members = new HashMap<>();
                value.keys().forEach(key -> members.put(key, plain(value.get(key))));
                yield members;
            }
            case "LIST OF ANY?" -> {
                List<String> elements = new ArrayList<>();
                value.values().forEach(element -> elements.add(composed(element.toString())));
                yield elements;
            }
            default -> composed(value.toString());
        };
    }

    /** The ledger holds composed text alone; what somebody else put into the graph has to be told apart all the same. */
    private static String composed(String text) {
        boolean canonical = Normalizer.isNormalized(text, Normalizer.Form.NFC) && text.indexOf(0) < 0;
        return canonical ? text : "bytes " + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
