package assetledger.event;

import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.State;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a record, with the record's whole new state: history is the difference of neighbours.
 * @param version of the record after it, counted from 1
 * @param effective the day on which it happened, by the word of whoever recorded it
 * @param corrects the version whose fact was wrong; absent for what corrects none (BR06)
 */
public record Event(
        RecordId record,
        int version,
        Type type,
        LocalDate effective,
        @Nullable String reason,
        @Nullable Integer corrects,
        State state) {

    /** What corrects none. */
    public Event(RecordId record, int version, Type type, LocalDate effective, @Nullable String reason, State state) {
        this(record, version, type, effective, reason, null, state);
    }

    /** What sort of thing happened. */
    public enum Type {
        REGISTERED,
        REVISED,
        CORRECTED,
        STAGE_CHANGED,
        LINKED,
        LINK_REVISED,
        LINK_ENDED,
        DECLARED,
        PACK_ACTIVATED,
        RESTRICTED,
        RELEASE_PROPOSED,
        RELEASED,
        RELEASE_DECLINED,
        GRANT_PROPOSED,
        GRANT_ACCEPTED,
        GRANT_DECLINED,
        GRANT_ENDED,
        IMPORT_STARTED,
        IMPORT_FINISHED,
        PERSON_DESCRIBED,
        PERSON_ERASED,
        TRANSFER_PROPOSED,
        TRANSFER_ACCEPTED,
        TRANSFER_DECLINED,
        TRANSFER_WITHDRAWN,
        OWNER_CHANGED,
        AUTHORITY_CLOSED
    }

    public RecordKind kind() {
        return state.kind();
    }

    /** The name of the record's own history in the ledger; never its owner's, since ownership changes. */
    public String stream() {
        return stream(kind(), record);
    }

    public static String stream(RecordKind kind, RecordId id) {
        return kind.inputName() + "/" + id;
    }

    /** The canonical bytes of what may one day be erased: reason, corrected version and state. */
    public byte[] payload() {
        Map<String, Object> payload = new LinkedHashMap<>();
        if (reason != null) {
            payload.put("reason", reason);
        }
        if (corrects != null) {
            payload.put("corrects", corrects);
        }
        payload.put("state", StateJson.write(state));
        return CanonicalJson.bytes(payload);
    }

    public Recorded<State> at(long position) {
        return new Recorded<>(record, version, position, state);
    }

    /** The state inside a payload's bytes. */
    @SuppressWarnings("unchecked") // A payload is written by payload() alone, which puts an object there.
    public static State stateIn(RecordKind kind, byte[] payload) {
        Map<String, Object> members = CanonicalJson.read(payload);
        return StateJson.stored(kind, (Map<String, Object>) members.getOrDefault("state", Map.of()));
    }
}
