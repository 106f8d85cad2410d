package assetledger.api.bench;

import assetledger.event.CanonicalJson;
import assetledger.event.Envelope;
import assetledger.proof.Hash;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a large export of a small one: its events again and again, each time about other records, with the hashes that
 * these have then. For measuring only: register numbers come twice. Run it as a source file, with the server's libraries.
 */
final class RepeatedExport {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final MessageDigest file = Envelope.digest();
    private final MessageDigest leaves = Envelope.digest();
    private final Map<String, String> last = new HashMap<>();
    private final OutputStream out;
    private long position;
    private String recorded = "";

    private RepeatedExport(OutputStream out) {
        this.out = out;
    }

    /** Arguments: the small export, how often its events come, and the large export. */
    public static void main(String[] arguments) throws IOException {
        List<JsonNode> lines = Files.readAllLines(Path.of(arguments[0])).stream()
                .map(JSON::readTree)
                .toList();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[2])))) {
            new RepeatedExport(out).write(lines, Integer.parseInt(arguments[1]));
        }
    }

    private void write(List<JsonNode> lines, int times) throws IOException {
        List<JsonNode> events = lines.stream()
                .map(line -> line.path("event"))
                .filter(JsonNode::isObject)
                .toList();
        Map<String, Object> ledger = new LinkedHashMap<>();
        ledger.put("form", "asset-ledger/export/1");
        ledger.put("origin", lines.get(0).at("/ledger/origin").asString());
        ledger.put("size", 1 + (events.size() - 1L) * times);
        line("ledger", ledger);
        line("pack_content", JSON.convertValue(lines.get(1).path("pack_content"), Map.class));
        event(events.get(0), 0);
        for (int time = 0; time < times; time++) {
            for (JsonNode event : events.subList(1, events.size())) {
                event(event, time);
            }
        }
        Map<String, Object> end = new LinkedHashMap<>();
        end.put("event", position);
        end.put("digest", HexFormat.of().formatHex(leaves.digest()));
        end.put("sha256", HexFormat.of().formatHex(file.digest()));
        line("end", end);
    }

    private void event(JsonNode event, int time) throws IOException {
        byte[] salt = HexFormat.of().parseHex(event.path("salt").asString());
        String body = moved(event.path("body").asString(), time);
        byte[] payload = body.getBytes(StandardCharsets.UTF_8);
        Map<String, Object> leaf = CanonicalJson.read(event.path("leaf").asString());
        String stream = moved(String.valueOf(leaf.get("stream")), time);
        // What is repeated cannot have been recorded before what it follows.
        recorded = time == 0 ? String.valueOf(leaf.get("rec")) : recorded;
        leaf.put("stream", stream);
        leaf.put("rec", recorded);
        leaf.put("prev", last.getOrDefault(stream, Envelope.NOTHING_BEFORE));
        leaf.put("pl", payload.length);
        leaf.put("pc", Envelope.commitment(salt, payload));
        String text = CanonicalJson.text(leaf);
        String hash = Hash.leaf(text.getBytes(StandardCharsets.UTF_8)).hex();
        last.put(stream, hash);
        leaves.update(HexFormat.of().parseHex(hash));
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("position", position++);
        members.put("leaf", text);
        members.put("leafHash", hash);
        members.put("salt", event.path("salt").asString());
        members.put("body", body);
        line("event", members);
    }

    private static String moved(String text, int time) {
        return time == 0
                ? text
                : ID.matcher(text)
                        .replaceAll(id -> UUID.nameUUIDFromBytes((id.group() + time).getBytes(StandardCharsets.UTF_8))
                                .toString());
    }

    private void line(String name, Map<?, ?> members) throws IOException {
        byte[] bytes = (JSON.writeValueAsString(Map.of(name, members)) + "\n").getBytes(StandardCharsets.UTF_8);
        file.update(bytes);
        out.write(bytes);
    }
}
