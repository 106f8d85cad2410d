package assetledger.profile;

import assetledger.model.Asset;
import assetledger.model.Function;
import assetledger.model.Link;
import assetledger.model.LinkKind;
import assetledger.model.Phase;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.StageInterval;
import assetledger.model.State;
import assetledger.model.TechnicalAsset;
import assetledger.pack.Pack;
import assetledger.pack.StageSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What is known of an authority's surroundings, looked at on one day. */
final class Known {
    /** No tree of functions is asked deeper, here as in the graph. */
    private static final int DEEPEST = 8;

    final LocalDate day;
    private final Pack pack;
    private final Map<RecordId, Recorded<State>> records = new HashMap<>();
    private final Map<LinkKind, Map<RecordId, List<Recorded<State>>>> leaving = new HashMap<>();
    private final Map<LinkKind, Map<RecordId, List<Recorded<State>>>> arriving = new HashMap<>();

    Known(Collection<Recorded<State>> all, Pack pack, LocalDate day) {
        this.pack = pack;
        this.day = day;
        for (Recorded<State> record : all) {
            records.put(record.id(), record);
            if (record.state() instanceof Link link) {
                ties(leaving, link.link(), link.tail()).add(record);
                ties(arriving, link.link(), link.head()).add(record);
            }
        }
    }

    private static List<Recorded<State>> ties(
            Map<LinkKind, Map<RecordId, List<Recorded<State>>>> all, LinkKind kind, RecordId end) {
        return all.computeIfAbsent(kind, none -> new HashMap<>()).computeIfAbsent(end, none -> new ArrayList<>());
    }

    Stream<Recorded<State>> all() {
        return records.values().stream();
    }

    <S extends State> Optional<S> find(Class<S> type, RecordId id) {
        return Optional.ofNullable(records.get(id))
                .map(Recorded::state)
                .filter(type::isInstance)
                .map(type::cast);
    }

    /** The links of a kind that leave a record, whatever their days. */
    Stream<Recorded<State>> everFrom(LinkKind kind, RecordId tail) {
        return leaving.getOrDefault(kind, Map.of()).getOrDefault(tail, List.of()).stream();
    }

    /** The links of a kind that leave a record on the day. */
    Stream<Recorded<State>> from(LinkKind kind, RecordId tail) {
        return everFrom(kind, tail).filter(link -> link(link).validity().contains(day));
    }

    /** The links of a kind that arrive at a record on the day. */
    Stream<Recorded<State>> to(LinkKind kind, RecordId head) {
        return arriving.getOrDefault(kind, Map.of()).getOrDefault(head, List.of()).stream()
                .filter(link -> link(link).validity().contains(day));
    }

    static Link link(Recorded<State> record) {
        return (Link) record.state();
    }

    /** Whose an asset is on the day. */
    RecordId ownerOf(Asset asset) {
        return asset.ownerOn(day);
    }

    /** The phase of an asset on the day; none before its first stage. */
    Optional<Phase> phase(Asset asset) {
        return pack.phaseOn(asset, day);
    }

    private Optional<Phase> phase(Asset asset, StageInterval interval) {
        return pack.stagesOf(asset).stage(interval.stage()).map(StageSet.Stage::phase);
    }

    boolean isIn(Phase phase, RecordId asset) {
        return find(Asset.class, asset)
                .flatMap(this::phase)
                .filter(phase::equals)
                .isPresent();
    }

    /** Whether a system is planned or being built, or is dated to come into use. */
    boolean isPlanned(TechnicalAsset system) {
        return phase(system).filter(Phase.PLANNED::equals).isPresent()
                || phase(system).filter(Phase.BUILDING::equals).isPresent()
                || system.stages().stream()
                        .filter(stage -> stage.from().isAfter(day))
                        .anyMatch(stage -> phase(system, stage)
                                .filter(Phase.IN_USE::equals)
                                .isPresent());
    }

    /** Whether an asset has begun and is not gone. */
    Predicate<Asset> live() {
        return asset -> phase(asset).filter(phase -> phase != Phase.GONE).isPresent();
    }

    /** A function and those that include it, the nearest first. */
    Set<RecordId> andBroader(RecordId function) {
        Set<RecordId> chain = new LinkedHashSet<>();
        Optional<RecordId> next = Optional.of(function);
        while (next.isPresent() && chain.size() <= DEEPEST && chain.add(next.get())) {
            next = find(Function.class, next.get()).map(Function::broader);
        }
        return chain;
    }
}
