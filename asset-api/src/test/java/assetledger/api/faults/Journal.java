package assetledger.api.faults;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What clients asked of a ledger and what they were told, one JSON object a line in a file, in the order in which they
 * learned it. A request's first line comes before it is sent, so nothing can be stored that stands in no journal.
 */
final class Journal implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final BufferedWriter file;
    private final List<Line> lines = new ArrayList<>();

    private Journal(BufferedWriter file) {
        this.file = file;
    }

    /** What a client did or learned. */
    enum What {
        /** It is about to send the request for the first time. */
        INVOKE,
        /** It was told that the request is recorded. */
        OK,
        /** It was told that the request breaks rules, and nothing of it is recorded. */
        REFUSED,
        /** It was told that nothing is recorded for now, and may send the request again. */
        NOT_TAKEN,
        /** It sent the request, and was told nothing. */
        UNKNOWN
    }

    /** Where a client was told that its record is, and whether this was said to be an answer given before. */
    record Told(UUID id, long position, boolean replayed) {
        /** What an answer of the API says; its change must be there. */
        static Told in(JsonNode payload) {
            JsonNode change = payload.path("change");
            return new Told(
                    UUID.fromString(change.path("id").asString()),
                    change.path("position").longValue(),
                    payload.path("replayed").booleanValue());
        }
    }

    /**
     * One line.
     * @param key the idempotency key, the same in all lines about one request
     * @param externalId the identifier by which the request names what it registers, scheme:value
     * @param told present in lines that say OK
     * @param note why, where something went wrong; empty otherwise
     */
    record Line(
            Instant at,
            int client,
            What what,
            UUID key,
            String externalId,
            @Nullable Told told,
            String note) {
        private String json() {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("at", at.toString());
            members.put("client", client);
            members.put("what", what.name());
            members.put("key", key.toString());
            members.put("externalId", externalId);
            if (told != null) {
                members.put("id", told.id().toString());
                members.put("position", told.position());
                members.put("replayed", told.replayed());
            }
            members.put("note", note);
            return JSON.writeValueAsString(members);
        }

        private static Line of(String json) {
            JsonNode line = JSON.readTree(json);
            return new Line(
                    Instant.parse(line.path("at").asString()),
                    line.path("client").intValue(),
                    What.valueOf(line.path("what").asString()),
                    UUID.fromString(line.path("key").asString()),
                    line.path("externalId").asString(),
                    line.has("id")
                            ? new Told(
                                    UUID.fromString(line.path("id").asString()),
                                    line.path("position").longValue(),
                                    line.path("replayed").booleanValue())
                            : null,
                    line.path("note").asString());
        }
    }

    static Journal begin(Path file) throws IOException {
        return new Journal(Files.newBufferedWriter(file));
    }

    /** The lines of a file that a journal was written to. */
    static List<Line> read(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(Line::of).toList();
    }

    synchronized void write(Line line) {
        lines.add(line);
        try {
            file.write(line.json());
            file.newLine();
            file.flush();
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The journal cannot be written", unwritable);
        }
    }

    synchronized List<Line> lines() {
        return List.copyOf(lines);
    }

    synchronized long count(What what) {
        return lines.stream().filter(line -> line.what() == what).count();
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
