package assetledger.event;

import assetledger.model.Person;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a leaf says: an {@link Envelope} read back from the bytes that were hashed.
 * @param version of the record after the event, from 1
 * @param actor a pseudonym
 * @param previous leaf hash of the record's event before, {@link Envelope#NOTHING_BEFORE} for its first
 * @param payloadLength in bytes
 */
public record Leaf(
        String origin,
        RecordKind kind,
        RecordId record,
        int version,
        Event.Type type,
        LocalDate effective,
        Instant recorded,
        String actor,
        String previous,
        String commitment,
        int payloadLength) {
    private static final int FORM = 1;
    private static final String PAYLOAD_FORM = "jcs-strict/1";

    /**
     * Reads a leaf; members that this program does not know are let be.
     * @throws IllegalArgumentException with a sentence, where it is not canonical, or lacks a member, or one cannot be read
     */
    public static Leaf read(String text) {
        Members members = new Members("leaf", canonical("leaf", text));
        members.demand("v", FORM);
        members.demand("tv", FORM);
        members.demand("pf", PAYLOAD_FORM);
        String[] stream = members.text("stream").split("/", 2);
        return new Leaf(
                members.text("origin"),
                members.read(
                        "stream", whole -> RecordKind.ofInputName(stream[0]).orElseThrow()),
                members.read("stream", whole -> RecordId.of(stream[1])),
                members.number("ver"),
                members.read("type", Event.Type::valueOf),
                members.read("eff", LocalDate::parse),
                members.read("rec", Instant::parse),
                members.text("actor"),
                members.text("prev"),
                members.text("pc"),
                members.number("pl"));
    }

    /**
     * The event, given its payload.
     * @throws IllegalArgumentException with a sentence, where the payload is not canonical or no state of the leaf's kind
     */
    public Event event(String payload) {
        Map<String, Object> members = canonical("payload", payload);
        try {
            return new Event(
                    record,
                    version,
                    type,
                    effective,
                    (@Nullable String) members.get("reason"),
                    (@Nullable Integer) members.get("corrects"),
                    Event.stateIn(kind, payload.getBytes(StandardCharsets.UTF_8)));
        } catch (RuntimeException unreadable) {
            throw new IllegalArgumentException(
                    "the payload is no %s: %s".formatted(kind.inputName(), unreadable.getMessage()), unreadable);
        }
    }

    /**
     * The event, where its payload is gone.
     * @throws IllegalArgumentException with a sentence, where it is one of those whose payloads are never erased
     */
    public Event erased() {
        if (type != Event.Type.PERSON_DESCRIBED) {
            throw new IllegalArgumentException(
                    "its payload is missing, and only descriptions of persons are ever erased");
        }
        return new Event(record, version, type, effective, null, Person.NOTHING_LEFT);
    }

    private static Map<String, Object> canonical(String what, String text) {
        Map<String, Object> members;
        String again;
        try {
            members = CanonicalJson.read(text);
            again = CanonicalJson.text(members);
        } catch (RuntimeException unreadable) {
            throw new IllegalArgumentException("the %s is no canonical JSON".formatted(what), unreadable);
        }
        if (!again.equals(text)) {
            throw new IllegalArgumentException(
                    "the %s is JSON, but not in the canonical form (sorted members, no blanks)".formatted(what));
        }
        return members;
    }

    /** The members of an object, each read with its name at hand. */
    private record Members(String what, Map<String, Object> members) {
        void demand(String name, Object expected) {
            if (!expected.equals(members.get(name))) {
                throw new IllegalArgumentException("the %s has %s = %s, and this program reads %s"
                        .formatted(what, name, members.get(name), expected));
            }
        }

        String text(String name) {
            return read(name, text -> text);
        }

        int number(String name) {
            if (members.get(name) instanceof Integer number) {
                return number;
            }
            throw unreadable(name);
        }

        <T> T read(String name, Function<String, T> reading) {
            try {
                if (members.get(name) instanceof String text) {
                    return reading.apply(text);
                }
            } catch (RuntimeException unreadable) {
                throw unreadable(name);
            }
            throw unreadable(name);
        }

        private IllegalArgumentException unreadable(String name) {
            return new IllegalArgumentException(
                    "the %s has %s = %s, which cannot be read".formatted(what, name, members.get(name)));
        }
    }
}
