package assetledger.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Assets that go from one authority to another, once both agree.
 * @param from the authority that gives them
 * @param to the authority that takes them
 * @param assets 1 to 1,000, each once
 * @param on the first day on which they are the taker's
 * @param act that orders it, where one does
 * @param ground in words, where there is one
 * @param proposedBy who proposed it, and agreed for his side by that
 * @param acceptedByGiver who agreed for the giver; absent until somebody did
 * @param acceptedByTaker who agreed for the taker, never the same person; absent until somebody did
 */
public record Transfer(
        RecordId from,
        RecordId to,
        List<RecordId> assets,
        LocalDate on,
        @Nullable RecordId act,
        @Nullable String ground,
        TransferState state,
        String proposedBy,
        @Nullable String acceptedByGiver,
        @Nullable String acceptedByTaker)
        implements State {
    /** So many assets go at once. */
    public static final int MOST_ASSETS = 1_000;

    public Transfer {
        if (from.equals(to)) {
            throw new InvalidValue("to", "Assets are transferred from one authority to another");
        }
        if (assets.isEmpty() || assets.size() > MOST_ASSETS) {
            throw new InvalidValue(
                    "assets",
                    "A transfer is of 1 to %,d assets, but this is of %,d".formatted(MOST_ASSETS, assets.size()));
        }
        assets = distinct(assets);
        Require.optionalText("ground", ground, 2_000);
        Require.text("proposedBy", proposedBy, 200);
        Require.optionalText("acceptedByGiver", acceptedByGiver, 200);
        Require.optionalText("acceptedByTaker", acceptedByTaker, 200);
        boolean isAgreed = acceptedByGiver != null && acceptedByTaker != null;
        if (isAgreed != (state == TransferState.ACCEPTED)) {
            throw new InvalidValue("state", "A transfer is ACCEPTED where both sides have agreed, and only then");
        }
        if (isAgreed && Objects.equals(acceptedByTaker, acceptedByGiver)) {
            throw new InvalidValue("acceptedByTaker", "Two persons agree to a transfer, not one for both sides");
        }
    }

    private static List<RecordId> distinct(List<RecordId> assets) {
        Map<RecordId, Integer> places = new HashMap<>();
        for (int i = 0; i < assets.size(); i++) {
            Integer before = places.putIfAbsent(assets.get(i), i);
            if (before != null) {
                throw new InvalidValue(
                        "assets[%d]".formatted(i),
                        "An asset is named once, but assets[%d] is the same".formatted(before));
            }
        }
        return List.copyOf(assets);
    }

    public boolean isOpen() {
        return state == TransferState.PROPOSED;
    }

    /** The side that has not agreed yet, while the transfer is open. */
    public RecordId asked() {
        return acceptedByGiver == null ? from : to;
    }

    /** The side that has proposed it. */
    public RecordId proposing() {
        return acceptedByGiver == null ? to : from;
    }

    @Override
    public RecordKind kind() {
        return RecordKind.TRANSFER;
    }

    /** The giver: until both agree the assets are his. */
    @Override
    public RecordId owner() {
        return from;
    }

    /** The assets are of several kinds, and whose they are is judged by whoever decides on a transfer. */
    @Override
    public List<Reference> references() {
        List<Reference> references = new ArrayList<>();
        references.add(new Reference("from", from, RecordKind.SUBJECT));
        references.add(new Reference("to", to, RecordKind.SUBJECT));
        references.addAll(Reference.optional("act", act, RecordKind.LEGAL_ACT));
        return references;
    }
}
