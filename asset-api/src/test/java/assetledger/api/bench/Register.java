package assetledger.api.bench;

import assetledger.api.testing.Endpoint;
import assetledger.api.testing.Endpoint.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A register of some size, recorded as a client would, and the ids that questions are asked about. */
final class Register {
    private static final String RECORD = "mutation ($input: RecordBatchInput!, $key: ID!) {"
            + " recordBatch(input: $input, idempotencyKey: $key) {"
            + " position results { change { id } problems { field message } } } }";
    private static final String RECORDED = "query ($kind: RecordKind!, $ref: RefInput!, $at: Position!) {"
            + " record(kind: $kind, ref: $ref, atLeast: $at) { id } }";
    private static final int FUNCTIONS = 500;

    private final Endpoint server;
    private final Random chance = new Random(20261122);
    private long position;

    Register(Endpoint server) {
        this.server = server;
    }

    /** Each of the owners has as many systems as any other, and money behind every fourth. */
    void record(int systems, int owners) throws InterruptedException {
        List<Map<String, Object>> items = surroundings(owners, FUNCTIONS);
        for (int i = 0; i < systems; i++) {
            Map<String, Object> owner = ref("subject-" + i * owners / systems);
            items.add(register(
                    "system",
                    "system-" + i,
                    Map.of("purpose", "Keeps what " + i + " needs", "owner", owner, "stages", stage("operation"))));
            items.add(link("SUPPORTS", "system-" + i, "function-" + chance.nextInt(FUNCTIONS / 2), "FULL"));
            items.add(link(
                    "SUPPORTS",
                    "system-" + i,
                    "function-" + (FUNCTIONS / 2 + chance.nextInt(FUNCTIONS / 2)),
                    "PARTIAL"));
            if (i % 4 == 0) {
                money(items, i, owner);
            }
        }
        sendAll(items);
    }

    /** What an imported table refers to, by names that end with a number from 0 on: subject-0, function-0, measure-0. */
    void recordSurroundings(int owners, int functions, int measures) throws InterruptedException {
        List<Map<String, Object>> items = surroundings(owners, functions);
        for (int i = 0; i < measures; i++) {
            items.add(register("measure", "measure-" + i, Map.of("owner", ref("subject-" + i % owners))));
        }
        sendAll(items);
    }

    private static List<Map<String, Object>> surroundings(int owners, int functions) {
        List<Map<String, Object>> items = new ArrayList<>();
        for (int i = 0; i < owners; i++) {
            items.add(register("subject", "subject-" + i, Map.of("level", "regional")));
        }
        for (int i = 0; i < functions; i++) {
            items.add(register("function", "function-" + i, Map.of("area", "07.4.0", "kind", "SERVICE")));
        }
        return items;
    }

    private static void money(List<Map<String, Object>> items, int i, Map<String, Object> owner) {
        items.add(register("measure", "measure-" + i, Map.of("owner", owner)));
        items.add(link("DELIVERS", "measure-" + i, "system-" + i, null));
        items.add(register(
                "indicator",
                "indicator-" + i,
                Map.of("owner", owner, "unit", "share", "direction", "HIGHER_IS_BETTER")));
        items.add(link("AIMS_AT", "measure-" + i, "indicator-" + i, null));
        items.add(register(
                "spendingLine",
                "line-" + i,
                Map.of(
                        "owner",
                        owner,
                        "stages",
                        stage("approved"),
                        "currency",
                        "RUB",
                        "amounts",
                        List.of(Map.of("year", 2026, "amount", i + ".50")))));
        items.add(link("PAYS_FOR", "line-" + i, "measure-" + i, null));
    }

    private static List<Map<String, Object>> stage(String code) {
        return List.of(Map.of("stage", code, "from", "2020-01-01"));
    }

    private static Map<String, Object> register(String kind, String name, Map<String, Object> more) {
        Map<String, Object> members = new HashMap<>(more);
        members.put("name", name);
        members.put("externalIds", List.of(Map.of("scheme", "bench", "value", name)));
        return Map.of("register", Map.of("record", Map.of(kind, members)));
    }

    private static Map<String, Object> link(String kind, String tail, String head, @Nullable String degree) {
        Map<String, Object> link = new HashMap<>(Map.of("kind", kind, "tail", ref(tail), "head", ref(head)));
        if (degree != null) {
            link.put("degree", degree);
        }
        return Map.of("link", link);
    }

    static Map<String, Object> ref(String name) {
        return Map.of("external", Map.of("scheme", "bench", "value", name));
    }

    /** Items as a batch has them, in their order. */
    void sendAll(List<Map<String, Object>> items) throws InterruptedException {
        for (int from = 0; from < items.size(); from += 1_000) {
            send(items.subList(from, Math.min(items.size(), from + 1_000)));
        }
    }

    private void send(List<Map<String, Object>> items) throws InterruptedException {
        Reply reply = server.ask(
                RECORD,
                Map.of("input", Map.of("items", items), "key", UUID.randomUUID().toString()));
        if (!(reply instanceof Reply.Answered answered)) {
            throw new AssertionError("A batch was not recorded: " + reply);
        }
        JsonNode payload = answered.data().path("recordBatch");
        position = payload.path("position").asLong();
        payload.path("results").valueStream().forEach(result -> {
            if (!result.path("problems").isEmpty()) {
                throw new AssertionError("Refused: " + result);
            }
        });
    }

    /** The ids of what was registered by these names, once the graph shows all of it. */
    List<String> ids(String kind, String stem, int count, int step) throws InterruptedException {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            found.add(id(kind, ref(stem + i * step)));
        }
        return found;
    }

    /** The id of the record that a reference names, once the graph shows all that was recorded. */
    String id(String kind, Map<String, Object> ref) throws InterruptedException {
        Reply reply = new Reply.Unsent();
        for (int tries = 0; tries < 60; tries++) {
            reply = server.ask(RECORDED, Map.of("kind", kind, "ref", ref, "at", position));
            if (reply instanceof Reply.Answered answered) {
                return answered.data().at("/record/id").asString();
            }
        }
        throw new AssertionError("Not found: " + reply);
    }
}
