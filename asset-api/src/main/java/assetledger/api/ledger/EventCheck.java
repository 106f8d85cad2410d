package assetledger.api.ledger;

import assetledger.event.Envelope;
import assetledger.event.Event;
import assetledger.event.Leaf;
import assetledger.proof.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with the events of a ledger, which it must be shown in their order, one after another. It keeps
 * nothing but the place that it has come to, so a ledger of any size can pass.
 */
final class EventCheck {
    private final String origin;
    private long next;
    private Instant recorded = Instant.EPOCH;

    EventCheck(String origin) {
        this.origin = origin;
    }

    /** Where a record's history stood before an event: the version there, and the hash of its leaf. */
    record Before(int version, String leafHash) {}

    /**
     * What an event turned out to be. That a payload which is gone was erased is said by a later event, which is not looked
     * for here.
     * @param event absent where it cannot be read
     * @param faults sentences; empty where all is right
     */
    record Finding(@Nullable Event event, List<String> faults) {}

    /** A leaf that was read, or why it cannot be. */
    record Reading(@Nullable Leaf leaf, String fault) {
        static Reading of(StoredEvent stored) {
            try {
                return new Reading(Leaf.read(stored.leaf()), "");
            } catch (IllegalArgumentException unreadable) {
                return new Reading(null, String.valueOf(unreadable.getMessage()));
            }
        }
    }

    /** The position that is to follow. */
    long next() {
        return next;
    }

    /** When the last event was recorded. */
    Instant recorded() {
        return recorded;
    }

    /**
     * Checks the event that follows.
     * @param before absent where the record has no history yet
     */
    Finding check(StoredEvent stored, Reading reading, @Nullable Before before) {
        List<String> faults = new ArrayList<>();
        if (stored.position() != next) {
            faults.add("position %d was to follow, but here is %d".formatted(next, stored.position()));
        }
        next = stored.position() + 1;
        if (!Hash.leaf(utf8(stored.leaf())).hex().equals(stored.leafHash())) {
            faults.add("the leaf hash is not that of the leaf");
        }
        Leaf leaf = reading.leaf();
        if (leaf == null) {
            faults.add(reading.fault());
            return new Finding(null, faults);
        }
        checkLeaf(leaf, before, faults);
        if (!stored.isErased()) {
            checkCommitment(leaf, stored, faults);
        }
        return new Finding(event(leaf, stored, faults), faults);
    }

    private static @Nullable Event event(Leaf leaf, StoredEvent stored, List<String> faults) {
        try {
            return stored.isErased() ? leaf.erased() : leaf.event(stored.body());
        } catch (IllegalArgumentException unreadable) {
            faults.add(String.valueOf(unreadable.getMessage()));
            return null;
        }
    }

    private void checkLeaf(Leaf leaf, @Nullable Before before, List<String> faults) {
        if (!leaf.origin().equals(origin)) {
            faults.add("the event is of the ledger %s, and this is %s".formatted(leaf.origin(), origin));
        }
        int version = before == null ? 1 : before.version() + 1;
        if (leaf.version() != version) {
            faults.add("version %d of record %s was to follow, but here is %d"
                    .formatted(version, leaf.record(), leaf.version()));
        }
        if (!leaf.previous().equals(before == null ? Envelope.NOTHING_BEFORE : before.leafHash())) {
            faults.add("prev is not the leaf hash of the event before of record " + leaf.record());
        }
        if (leaf.recorded().isBefore(recorded)) {
            faults.add("it was recorded at %s, before the event before it (%s)".formatted(leaf.recorded(), recorded));
        }
        recorded = leaf.recorded();
    }

    private static void checkCommitment(Leaf leaf, StoredEvent stored, List<String> faults) {
        byte[] body = utf8(stored.body());
        if (leaf.payloadLength() != body.length) {
            faults.add("the payload has %d bytes, and the leaf says %d".formatted(body.length, leaf.payloadLength()));
        }
        if (!Envelope.commitment(salt(stored), body).equals(leaf.commitment())) {
            faults.add("salt and payload are not those that the leaf commits to");
        }
    }

    /** What is no hexadecimal number is no salt that anything was committed with. */
    private static byte[] salt(StoredEvent stored) {
        try {
            return HexFormat.of().parseHex(stored.salt());
        } catch (IllegalArgumentException none) {
            return new byte[0];
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
