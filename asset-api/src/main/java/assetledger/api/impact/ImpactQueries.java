package assetledger.api.impact;

import assetledger.api.page.Cursor;
import assetledger.api.page.Page;
import assetledger.api.projection.Freshness;
import assetledger.graph.Graph;
import assetledger.graph.Impact;
import assetledger.graph.Impact.Noticed;
import assetledger.graph.Impact.Reach;
import assetledger.graph.Records;
import assetledger.model.InvalidValue;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.model.Viewer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Asks for what notices. */
@Controller
class ImpactQueries {
    private static final String LIST = "impact";
    private static final Set<RecordKind> STARTS = EnumSet.of(
            RecordKind.TECHNICAL_ASSET,
            RecordKind.LEGAL_ACT,
            RecordKind.POST,
            RecordKind.COMPETENCY,
            RecordKind.FUNCTION);

    private final Impact impact;
    private final Records records;
    private final Clock clock;

    ImpactQueries(Impact impact, Records records, Clock clock) {
        this.impact = impact;
        this.records = records;
        this.clock = clock;
    }

    @QueryMapping
    Mono<ImpactPage> impact(
            @Argument String of,
            @Argument int first,
            @Argument @Nullable String after,
            @Argument @Nullable LocalDate asOf,
            @Argument @Nullable Long atLeast,
            @ContextValue Viewer viewer) {
        RecordId start = RecordId.of("of", of);
        LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
        Page.demandFirst(first);
        Cursor cursor = Cursor.in(LIST, viewer.person(), of, asOf);
        Place from = cursor.read(after, 2).map(Place::of).orElse(Place.START);
        long position = atLeast == null ? Graph.ANY_POSITION : atLeast;
        return Freshness.awaiting(() -> records.withIds(List.of(start), viewer, position))
                .flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()))
                .doOnNext(ImpactQueries::demandStart)
                .flatMap(found -> Mono.fromCompletionStage(() -> impact.of(found.id(), day, viewer)))
                .map(reach -> page(reach, from, first, cursor));
    }

    private static void demandStart(Recorded<State> record) {
        if (!STARTS.contains(record.kind())) {
            throw new InvalidValue(
                    "of",
                    "Nothing notices a %s; ask for a technical asset, an act, a post, a competency or a function"
                            .formatted(record.kind().label()));
        }
    }

    private static ImpactPage page(Reach reach, Place from, int first, Cursor cursor) {
        List<Noticed> rest = reach.noticed().stream().filter(from::isBefore).toList();
        Mono<Long> total = Mono.just((long) reach.noticed().size());
        return new ImpactPage(
                Page.of(
                        rest,
                        first,
                        noticed -> cursor.after(
                                String.valueOf(noticed.distance()),
                                noticed.record().toString()),
                        total),
                reach.truncated());
    }

    /** Where the list goes on: after what is so far away, with this id. */
    private record Place(long distance, String record) {
        static final Place START = new Place(0, "");

        static Place of(List<String> key) {
            return new Place(Cursor.number(key.get(0)), key.get(1));
        }

        boolean isBefore(Noticed noticed) {
            return noticed.distance() > distance
                    || (noticed.distance() == distance
                            && noticed.record().toString().compareTo(record) > 0);
        }
    }
}
