package assetledger.decide;

import assetledger.event.Event;
import assetledger.model.Declaration;
import assetledger.model.ExternalId;
import assetledger.model.Link;
import assetledger.model.LinkKind;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The present state of the records that a batch touches. It starts with what was loaded under the ledger's lock and
 * takes in every accepted event, so that a command sees what the commands before it did. Not thread-safe: it lives for
 * one batch.
 */
public final class Heads {
    private final Map<RecordId, Recorded<State>> records = new HashMap<>();
    private final Map<ExternalId, Set<RecordId>> claims = new HashMap<>();
    private final Map<Beyond.Pair, List<Recorded<State>>> links = new HashMap<>();
    private final Map<Declaration, Recorded<State>> declarations = new HashMap<>();
    private final Map<RecordId, RecordId> ancestry = new HashMap<>();
    private final Ways ways = new Ways();
    private boolean waysEndEarly;
    private final Map<RecordId, Remains> remains = new HashMap<>();
    private final Deque<Step> steps = new ArrayDeque<>();

    public Heads(Collection<Recorded<State>> loaded) {
        loaded.forEach(this::put);
    }

    /** What an accepted event did, so that it can be taken back. */
    private record Step(Recorded<State> after, @Nullable Recorded<State> before) {}

    /** Takes in what was accepted. */
    void put(Decision.Accepted accepted) {
        long position = accepted.position();
        for (Event event : accepted.events()) {
            Recorded<State> after = event.at(position++);
            steps.push(new Step(after, put(after)));
        }
    }

    /** What was accepted up to here stays. */
    public void keep() {
        steps.clear();
    }

    /** Forgets what was accepted since the last {@link #keep}, as if it had never been asked for. */
    public void takeBack() {
        while (!steps.isEmpty()) {
            Step step = steps.pop();
            remove(step.after());
            if (step.before() != null) {
                put(step.before());
            }
        }
    }

    /**
     * Takes in records that no command names: links between two records, declarations, others that carry an
     * identifier.
     */
    public void putBeyond(Collection<Recorded<State>> loaded) {
        loaded.forEach(this::put);
    }

    /** Takes in which record stands above which, for records that are not touched themselves. */
    public void putAncestry(Map<RecordId, RecordId> parents) {
        ancestry.putAll(parents);
    }

    /**
     * Takes in the links along the ways that were asked for.
     * @param loaded all of them, or the first {@link Beyond#MOST_ALONG} and one more
     */
    public void putWays(Collection<Recorded<State>> loaded) {
        putBeyond(loaded);
        waysEndEarly |= loaded.size() > Beyond.MOST_ALONG;
    }

    /** Takes in what an authority that is to close still has. */
    public void putRemains(RecordId authority, Remains left) {
        remains.put(authority, left);
    }

    private @Nullable Recorded<State> put(Recorded<State> recorded) {
        Recorded<State> before = records.get(recorded.id());
        if (before != null) {
            remove(before);
        }
        records.put(recorded.id(), recorded);
        recorded.state().externalIds().forEach(claim -> claimants(claim).add(recorded.id()));
        if (recorded.state() instanceof Link link) {
            links.computeIfAbsent(new Beyond.Pair(link.tail(), link.head()), pair -> new ArrayList<>())
                    .add(recorded);
            ways.put(recorded.id(), link);
        } else if (recorded.state() instanceof Declaration said) {
            declarations.put(said, recorded);
        }
        return before;
    }

    private void remove(Recorded<State> recorded) {
        records.remove(recorded.id());
        recorded.state().externalIds().forEach(claim -> claimants(claim).remove(recorded.id()));
        if (recorded.state() instanceof Link link) {
            links.getOrDefault(new Beyond.Pair(link.tail(), link.head()), new ArrayList<>())
                    .removeIf(known -> known.id().equals(recorded.id()));
            ways.remove(recorded.id(), link);
        } else if (recorded.state() instanceof Declaration said) {
            declarations.remove(said, recorded);
        }
    }

    private Set<RecordId> claimants(ExternalId claim) {
        return claims.computeIfAbsent(claim, unclaimed -> new LinkedHashSet<>());
    }

    Optional<Recorded<State>> find(RecordId id) {
        return Optional.ofNullable(records.get(id));
    }

    /** The records that carry an external identifier, or whose id it is in the ledger's own scheme; empty when none does. */
    List<Recorded<State>> named(ExternalId externalId) {
        Optional<Recorded<State>> own = externalId.ownId().flatMap(this::find);
        if (own.isPresent()) {
            return List.of(own.get());
        }
        return claims.getOrDefault(externalId, Set.of()).stream()
                .flatMap(id -> find(id).stream())
                .toList();
    }

    /** The links of one kind from tail to head, past ones too. */
    List<Recorded<State>> links(LinkKind kind, RecordId tail, RecordId head) {
        return links.getOrDefault(new Beyond.Pair(tail, head), List.of()).stream()
                .filter(recorded -> recorded.state() instanceof Link link && link.link() == kind)
                .toList();
    }

    /** What says the same as a declaration; where several do, one of them. */
    Optional<Recorded<State>> said(Declaration declaration) {
        return Optional.ofNullable(declarations.get(declaration));
    }

    /** The links that must not lead in a circle, as far as they are known. */
    Ways ways() {
        return ways;
    }

    /** Whether more links lead on from where new ones end than were loaded. */
    boolean waysEndEarly() {
        return waysEndEarly;
    }

    /**
     * What an authority that is to close still had when the batch began.
     * @throws IllegalStateException where that was not looked up: it must never be taken for nothing
     */
    Remains remains(RecordId authority) {
        Remains left = remains.get(authority);
        if (left == null) {
            throw new IllegalStateException("Nobody looked up what the authority %s still has".formatted(authority));
        }
        return left;
    }

    /** Whether {@code above} stands above {@code id} in their tree, or is {@code id} itself. */
    boolean isAtOrAbove(RecordId above, RecordId id) {
        RecordId next = id;
        for (int steps = 0; next != null && steps <= records.size() + ancestry.size(); steps++) {
            if (next.equals(above)) {
                return true;
            }
            next = parentOf(next);
        }
        return false;
    }

    private @Nullable RecordId parentOf(RecordId id) {
        Recorded<State> known = records.get(id);
        return known == null ? ancestry.get(id) : known.state().parent();
    }
}
