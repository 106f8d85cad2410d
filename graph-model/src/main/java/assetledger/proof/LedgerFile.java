package assetledger.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An export of a whole ledger, checked line by line as it is read: that no event is missing or changed, that each follows
 * the one before of its record, that payloads are what their leaves commit to, and that the tree is the one that
 * checkpoints tell of. Memory grows with the number of records, by some 50 to 100 bytes each.
 */
public final class LedgerFile {
    private static final byte[] COMMITMENT = "asset-ledger/payload/v1\0".getBytes(StandardCharsets.UTF_8);
    private static final String FORM = "asset-ledger/export/1";
    private static final int STEP = 10_000;

    private final List<Checkpoint> checkpoints;
    private final LongConsumer progress;
    private final MessageDigest lines = Hash.sha256();
    private final Frontier frontier = new Frontier();
    private final Streams streams = new Streams();
    private String origin = "";
    private Instant lastRecorded = Instant.EPOCH;
    private long size = -1;
    private long erased;
    /** The persons a payload of whom is missing, until the event comes that says it was erased. */
    private final Set<String> unexplained = new LinkedHashSet<>();

    private boolean ended;

    private LedgerFile(List<Checkpoint> checkpoints, LongConsumer progress) {
        this.checkpoints = new ArrayList<>(checkpoints);
        this.progress = progress;
    }

    /**
     * What a sound file holds.
     * @param root of the tree over all its events
     * @param records how many records the events are about
     * @param erased events whose payload was erased; their leaves are proven all the same
     */
    public record Contents(String origin, long events, Hash root, int records, long erased) {}

    /**
     * Reads a file to its end.
     * @param checkpoints what the ledger was at some sizes, by signatures that were checked
     * @param progress is told now and then how many events are checked
     * @throws Unproven at the first thing that is wrong, with its line and, for an event, its index
     */
    public static Contents check(BufferedReader file, List<Checkpoint> checkpoints, LongConsumer progress)
            throws IOException {
        LedgerFile ledger = new LedgerFile(checkpoints, progress);
        long number = 0;
        for (String line = file.readLine(); line != null; line = file.readLine()) {
            number++;
            try {
                ledger.line(line);
            } catch (Unproven wrong) {
                throw new Unproven("Line %d: %s".formatted(number, wrong.getMessage()), wrong);
            }
        }
        return ledger.contents();
    }

    private void line(String line) {
        if (ended) {
            throw new Unproven("the file goes on after its end");
        }
        Map<String, @Nullable Object> only = Json.object(line);
        String kind = only.isEmpty() ? "" : only.keySet().iterator().next();
        Members members = Members.of(only, kind);
        if (kind.equals("ledger")) {
            begin(members);
        } else if (size < 0) {
            throw new Unproven("a ledger's export begins with a line of the form " + FORM);
        } else if (kind.equals("event")) {
            event(members);
        } else if (kind.equals("end")) {
            end(members);
        }
        if (!ended) {
            lines.update(line.getBytes(StandardCharsets.UTF_8));
            lines.update((byte) '\n');
        }
    }

    private void begin(Members members) {
        if (size >= 0 || !members.text("form").equals(FORM)) {
            throw new Unproven("a ledger's export begins with one line of the form " + FORM);
        }
        origin = members.text("origin");
        size = members.number("size");
        for (Checkpoint checkpoint : checkpoints) {
            // After a restore the ledger goes on under its name, and its log under another.
            if (!checkpoint.origin().equals(origin) && !checkpoint.origin().startsWith(origin + "/log")) {
                throw new Unproven(
                        "the checkpoint is one of %s, and the file of %s".formatted(checkpoint.origin(), origin));
            }
            if (checkpoint.size() > size) {
                throw new Unproven("a checkpoint tells of %d events, and the file has %d: events %d to %d are missing"
                        .formatted(checkpoint.size(), size, size, checkpoint.size() - 1));
            }
        }
        compare();
    }

    private void event(Members members) {
        long index = frontier.size();
        if (members.number("position") != index) {
            throw new Unproven("event %d stands where event %d should be".formatted(members.number("position"), index));
        }
        try {
            String leaf = members.text("leaf");
            Hash hash = Hash.leaf(leaf.getBytes(StandardCharsets.UTF_8));
            envelope(Members.of(Json.object(leaf)), hash, members);
            frontier.add(hash);
            compare();
        } catch (Unproven wrong) {
            throw new Unproven("event %d: %s".formatted(index, wrong.getMessage()), wrong);
        }
        if (frontier.size() % STEP == 0) {
            progress.accept(frontier.size());
        }
    }

    private void envelope(Members leaf, Hash hash, Members event) {
        if (!leaf.text("origin").equals(origin)) {
            throw new Unproven("its leaf is one of the ledger " + leaf.text("origin"));
        }
        Instant recorded = instant(leaf.text("rec"));
        if (recorded.isBefore(lastRecorded)) {
            throw new Unproven("it was recorded at %s, before the event that it follows".formatted(recorded));
        }
        lastRecorded = recorded;
        String stream = leaf.text("stream");
        streams.follow(
                uuid(stream.substring(stream.indexOf('/') + 1)),
                Math.toIntExact(leaf.number("ver")),
                Hash.of(hex(leaf.text("prev"))),
                hash);
        payload(leaf, event);
    }

    private void payload(Members leaf, Members event) {
        if (leaf.text("type").equals("PERSON_ERASED")) {
            unexplained.remove(leaf.text("stream"));
        }
        if (!event.has("body")) {
            missing(leaf);
            return;
        }
        byte[] body = event.text("body").getBytes(StandardCharsets.UTF_8);
        MessageDigest commitment = Hash.sha256();
        commitment.update(COMMITMENT);
        commitment.update(hex(event.text("salt")));
        String found = HexFormat.of().formatHex(commitment.digest(body));
        if (!found.equals(leaf.text("pc")) || body.length != leaf.number("pl")) {
            throw new Unproven("its payload is not the one that its leaf commits to");
        }
    }

    /** Of all that is in a ledger only descriptions of persons may be erased, and an event must say so afterwards. */
    private void missing(Members leaf) {
        if (!leaf.text("type").equals("PERSON_DESCRIBED")) {
            throw new Unproven("its payload is missing, and only descriptions of persons are ever erased");
        }
        erased++;
        unexplained.add(leaf.text("stream"));
    }

    /** Holds the tree so far against what was signed of it. */
    private void compare() {
        checkpoints.removeIf(checkpoint -> {
            if (checkpoint.size() != frontier.size()) {
                return false;
            }
            if (!checkpoint.root().equals(frontier.root())) {
                throw new Unproven("the events up to here are not those of the checkpoint of size %d"
                        .formatted(checkpoint.size()));
            }
            return true;
        });
    }

    private void end(Members members) {
        if (frontier.size() != size || members.number("event") != size) {
            throw new Unproven("the file says that it has %d events, and holds %d".formatted(size, frontier.size()));
        }
        if (!unexplained.isEmpty()) {
            throw new Unproven("what was said of %s is missing, and no event says that it was erased"
                    .formatted(unexplained.iterator().next()));
        }
        if (!HexFormat.of().formatHex(lines.digest()).equals(members.text("sha256"))) {
            throw new Unproven("the lines before are not those that the last one sums up");
        }
        ended = true;
    }

    private Contents contents() {
        if (!ended) {
            throw new Unproven("The file is cut: its last line is missing, after %d events".formatted(frontier.size()));
        }
        return new Contents(origin, size, frontier.root(), streams.size(), erased);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw new Unproven("'%s' is no time such as 2026-11-25T10:00:00.123Z".formatted(text), malformed);
        }
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new Unproven("'%s' is no id of a record".formatted(text), malformed);
        }
    }

    private static byte[] hex(String text) {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException malformed) {
            throw new Unproven("'%s' is not hexadecimal".formatted(text), malformed);
        }
    }

    /** The members of an object of the file, each with the type that it must have. */
    private record Members(Map<String, @Nullable Object> members) {
        static Members of(Map<String, @Nullable Object> object) {
            return new Members(object);
        }

        @SuppressWarnings("unchecked") // Json makes objects with texts for names.
        static Members of(Map<String, @Nullable Object> line, String kind) {
            if (line.size() == 1 && line.get(kind) instanceof Map<?, ?> object) {
                return new Members((Map<String, @Nullable Object>) object);
            }
            throw new Unproven("a line is an object with one member, such as {\"event\":{...}}");
        }

        boolean has(String name) {
            return members.get(name) != null;
        }

        String text(String name) {
            if (members.get(name) instanceof String text) {
                return text;
            }
            throw new Unproven("the text '%s' is missing".formatted(name));
        }

        long number(String name) {
            if (members.get(name) instanceof Long number) {
                return number;
            }
            throw new Unproven("the number '%s' is missing".formatted(name));
        }
    }
}
