package assetledger.api.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Records things as an authority's registrar would: one mutation at a time, each with a key of its own. */
public final class Registrar {
    /** The scheme of the identifiers that tests give. */
    public static final String SCHEME = "test";

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final Map<String, String> INPUTS = Map.ofEntries(
            Map.entry("register", "RegisterInput"),
            Map.entry("revise", "ReviseInput"),
            Map.entry("put", "PutInput"),
            Map.entry("link", "LinkInput"),
            Map.entry("putLink", "PutLinkInput"),
            Map.entry("endLink", "EndLinkInput"),
            Map.entry("changeStage", "ChangeStageInput"),
            Map.entry("declareReportedThrough", "ReportedThroughInput"),
            Map.entry("declareNoSystem", "NoSystemInput"),
            Map.entry("recordBatch", "RecordBatchInput"),
            Map.entry("startImport", "StartImportInput"),
            Map.entry("finishImport", "FinishImportInput"),
            Map.entry("describePerson", "DescribePersonInput"),
            Map.entry("erasePerson", "ErasePersonInput"),
            Map.entry("proposeTransfer", "ProposeTransferInput"),
            Map.entry("decideTransfer", "DecideTransferInput"),
            Map.entry("closeAuthority", "CloseAuthorityInput"));
    private static final String PAYLOAD =
            "change { id kind number version position outcome } replayed problems { record field code message }";

    private final Client client;

    public Registrar(Client client) {
        this.client = client;
    }

    /** A name that no other test uses. */
    public static String name(String stem) {
        return "%s %d".formatted(stem, NAMES.incrementAndGet());
    }

    public static Map<String, Object> byId(String id) {
        return Map.of("id", id);
    }

    public static Map<String, Object> byName(String value) {
        return byName(SCHEME, value);
    }

    public static Map<String, Object> byName(String scheme, String value) {
        return Map.of("external", Map.of("scheme", scheme, "value", value));
    }

    /** The members of a record, with its name for an identifier too. */
    public static Map<String, Object> named(String name, Map<String, Object> more) {
        Map<String, Object> members = new LinkedHashMap<>(more);
        members.put("name", name);
        members.put("externalIds", List.of(Map.of("scheme", SCHEME, "value", name)));
        return members;
    }

    public static Map<String, Object> registration(String kind, Map<String, Object> members) {
        return Map.of("record", Map.of(kind, members));
    }

    public static Map<String, Object> authority(String name) {
        return registration("subject", named(name, Map.of("level", "regional")));
    }

    public static Map<String, Object> function(String name) {
        return registration("function", named(name, Map.of("area", "07.4.0", "kind", "SERVICE")));
    }

    public static Map<String, Object> system(String name, Map<String, Object> owner) {
        return registration(
                "system",
                named(
                        name,
                        Map.of(
                                "purpose",
                                "Keeps what " + name + " needs",
                                "owner",
                                owner,
                                "stages",
                                List.of(Map.of("stage", "operation", "from", "2020-01-01")))));
    }

    /** Records, or fails the test. */
    public Change register(Map<String, Object> input) {
        return record("register", input);
    }

    public Change link(String kind, String tail, String head, Map<String, Object> terms) {
        Map<String, Object> input = new LinkedHashMap<>(terms);
        input.putAll(Map.of("kind", kind, "tail", byId(tail), "head", byId(head)));
        return record("link", input);
    }

    /** The link ends on a day, or the test fails. */
    public Change endLink(String link, int version, String day) {
        return record("endLink", Map.of("link", link, "expectedVersion", version, "on", day));
    }

    public Change record(String mutation, Map<String, Object> input) {
        return ask(mutation, input, UUID.randomUUID()).demandAccepted();
    }

    /** Asks for a change under a key, whatever comes of it. */
    public Change ask(String mutation, Map<String, Object> input, UUID key) {
        return new Change(
                client.ask(mutation(mutation, false), variables(input, key)).at("/" + mutation));
    }

    public Change ask(String mutation, Map<String, Object> input) {
        return ask(mutation, input, UUID.randomUUID());
    }

    public Change check(String mutation, Map<String, Object> input) {
        return new Change(client.ask(mutation(mutation, true), variables(input, UUID.randomUUID()))
                .at("/" + mutation));
    }

    /** Goes on at once. */
    public CompletableFuture<Change> asking(String mutation, Map<String, Object> input, UUID key) {
        return client.asking(mutation(mutation, false), variables(input, key))
                .thenApply(reply -> new Change(reply.demandNoErrors().at("/" + mutation)));
    }

    public Batch batch(List<Map<String, Object>> items, UUID key) {
        return batch(Map.of("items", items), key);
    }

    /** All items or none. */
    public Batch whole(List<Map<String, Object>> items, UUID key) {
        return batch(Map.of("items", items, "atomic", true), key);
    }

    /** Items, with whatever else a batch takes. */
    public Batch batch(Map<String, Object> input, UUID key) {
        return new Batch(client.ask(mutation("recordBatch", false), variables(input, key))
                .at("/recordBatch"));
    }

    public Batch batch(List<Map<String, Object>> items) {
        return batch(items, UUID.randomUUID());
    }

    public Batch checkBatch(List<Map<String, Object>> items) {
        return checkBatch(Map.of("items", items));
    }

    /** Of all items or none. */
    public Batch checkWhole(List<Map<String, Object>> items) {
        return checkBatch(Map.of("items", items, "atomic", true));
    }

    public Batch checkBatch(Map<String, Object> input) {
        return new Batch(client.ask(mutation("recordBatch", true), variables(input, UUID.randomUUID()))
                .at("/recordBatch"));
    }

    public static Map<String, Object> variables(Map<String, Object> input, UUID key) {
        return Map.of("input", input, "key", key.toString());
    }

    /** The text of a mutation with variables for its input and key. */
    public static String mutation(String name, boolean validateOnly) {
        return "mutation ($input: %s!, $key: ID!) { %s(input: $input, idempotencyKey: $key, validateOnly: %s) { %s } }"
                .formatted(
                        INPUTS.get(name),
                        name,
                        validateOnly,
                        name.equals("recordBatch") ? "position replayed results { %s }".formatted(PAYLOAD) : PAYLOAD);
    }
}
