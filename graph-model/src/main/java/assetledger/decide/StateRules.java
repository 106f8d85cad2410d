package assetledger.decide;

import assetledger.event.StateJson;
import assetledger.model.ExternalId;
import assetledger.model.Link;
import assetledger.model.Problem;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.Reference;
import assetledger.model.State;
import assetledger.model.Subject;
import assetledger.pack.Pack;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What must hold of a state, whatever command leads to it: form, codes, references, identifiers, trees. */
final class StateRules {
    private final Heads heads;
    private final Names names;
    private final Pack pack;
    private final LocalDate today;

    StateRules(Heads heads, Names names, Pack pack, LocalDate today) {
        this.today = today;
        this.heads = heads;
        this.names = names;
        this.pack = pack;
    }

    /** The state that the members give, if nothing at all speaks against it. */
    State admitted(RecordId id, RecordKind kind, Map<String, Object> members, List<Problem> problems) {
        StateJson.Reading reading = StateJson.read(kind, members);
        problems.addAll(reading.problems());
        State state = reading.state();
        if (state == null) {
            throw new Refusal(problems);
        }
        problems.addAll(pack.problems(state));
        if (problems.isEmpty()) {
            List<Reference> references = new ArrayList<>(state.references());
            List<ExternalId> claims = new ArrayList<>(state.externalIds());
            // What a record has in common with itself before was judged then, and its surroundings are not loaded
            // again.
            heads.find(id).map(Recorded::state).ifPresent(before -> {
                references.removeAll(before.references());
                if (Objects.equals(before.owner(), state.owner())) {
                    claims.removeAll(before.externalIds());
                }
            });
            references.forEach(reference -> kind(reference).ifPresent(problems::add));
            claims.forEach(claim -> taken(id, state, claim).ifPresent(problems::add));
            cycle(id, state).ifPresent(problems::add);
            outliving(state).ifPresent(problems::add);
        }
        if (!problems.isEmpty()) {
            throw new Refusal(problems);
        }
        return state;
    }

    private Optional<Problem> kind(Reference reference) {
        try {
            names.id(reference.field(), new Ref.ById(reference.target()), reference.kind());
            return Optional.empty();
        } catch (Refusal refusal) {
            return refusal.problems().stream().findFirst();
        }
    }

    private Optional<Problem> taken(RecordId id, State state, ExternalId externalId) {
        return heads.named(externalId).stream()
                .filter(other -> !other.id().equals(id)
                        && other.kind() == state.kind()
                        && Objects.equals(other.state().owner(), state.owner()))
                .findFirst()
                .map(other -> new Problem(
                        null,
                        "externalIds",
                        Problem.Code.IDENTIFIER_TAKEN,
                        "%s names another record of this owner already: %s".formatted(externalId, other.id())));
    }

    private Optional<Problem> cycle(RecordId id, State state) {
        RecordId parent = state.parent();
        if (parent == null || !heads.isAtOrAbove(id, parent)) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                null,
                state.kind() == RecordKind.FUNCTION ? "broader" : "parent",
                Problem.Code.NOT_ALLOWED,
                "A record cannot stand above itself, directly or through others"));
    }

    /** Whose authority has ceased to exist is over by then (BR02, BR10). */
    private Optional<Problem> outliving(State state) {
        RecordId holder = state.kind() == RecordKind.TRANSFER ? null : Remains.holder(state);
        return Optional.ofNullable(holder)
                .flatMap(heads::find)
                .filter(authority -> authority.state() instanceof Subject)
                .map(authority -> ((Subject) authority.state()).existence().to())
                .filter(end ->
                        !end.isAfter(today) && Remains.sort(state, end, pack).isPresent())
                .map(end -> new Problem(
                        null,
                        holderField(state),
                        Problem.Code.NOT_ALLOWED,
                        "This authority has ceased to exist on %s, and this would still be in force then; it is a successor's"
                                .formatted(end)));
    }

    private static String holderField(State state) {
        return switch (state.kind()) {
            case LINK -> "tail";
            case SUBJECT -> "parent";
            default -> "owner";
        };
    }

    /** No two links of one kind join the same two records on the same day. */
    void demandOnce(String field, RecordId id, Link link) {
        for (Recorded<State> known : heads.links(link.link(), link.tail(), link.head())) {
            if (!known.id().equals(id) && ((Link) known.state()).validity().overlaps(link.validity())) {
                throw Refusal.of(
                        field,
                        Problem.Code.NOT_ALLOWED,
                        "The same %s link is recorded for these days already, as %s"
                                .formatted(link.link(), known.id()));
            }
        }
    }

    /** Parts, successors, dependencies and platforms never come round to themselves (BR09). */
    void demandNoCircle(String field, RecordId id, Link link) {
        if (!link.link().isAcyclic()) {
            return;
        }
        if (heads.ways().closesCircle(id, link)) {
            throw Refusal.of(
                    field,
                    Problem.Code.NOT_ALLOWED,
                    "%s links lead from the head back to the tail already on some of these days; they must not come round"
                            .formatted(link.link()));
        }
        if (heads.waysEndEarly()) {
            throw Refusal.of(
                    field,
                    Problem.Code.NOT_ALLOWED,
                    "More than %,d links lead on from here, too many to see whether one leads back; record fewer at once"
                            .formatted(Beyond.MOST_ALONG));
        }
    }
}
