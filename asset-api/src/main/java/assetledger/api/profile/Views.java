package assetledger.api.profile;

import assetledger.api.projection.Freshness;
import assetledger.graph.Profiles;
import assetledger.graph.Records;
import assetledger.graph.Spending;
import assetledger.model.RecordId;
import assetledger.model.Subject;
import assetledger.model.Viewer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds the profile that somebody asks for. */
@Component
class Views {
    private final Profiles profiles;
    private final Records records;
    private final Spending spending;
    private final KnownViews known;
    private final Clock clock;

    Views(Profiles profiles, Records records, Spending spending, KnownViews known, Clock clock) {
        this.profiles = profiles;
        this.records = records;
        this.spending = spending;
        this.known = known;
        this.clock = clock;
    }

    /**
     * A profile as a client names it.
     * @param asOf today where absent
     * @param knownAt a position or an instant; now where absent
     */
    record Asked(
            RecordId subject,
            @Nullable LocalDate asOf,
            @Nullable Map<String, Object> knownAt) {}

    /** Empty where there is no such authority. */
    Mono<View> of(Asked asked, Viewer viewer, long atLeast) {
        LocalDate day = asked.asOf() == null ? LocalDate.now(clock) : asked.asOf();
        return Freshness.awaiting(() -> records.withIds(List.of(asked.subject()), viewer, atLeast))
                .flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()))
                .filter(record -> record.state() instanceof Subject)
                .flatMap(record -> asked.knownAt() == null
                        ? Mono.just(new GraphView(
                                profiles,
                                spending,
                                new Profiles.Of(record.id(), ((Subject) record.state()).name(), day),
                                viewer,
                                atLeast))
                        : known.of(record.id(), day, asked.knownAt(), viewer));
    }
}
