package assetledger.api.records;

import assetledger.api.page.Page;
import assetledger.model.AssetGroup;
import assetledger.model.Licence;
import assetledger.model.Origin;
import assetledger.model.Phase;
import assetledger.model.Recorded;
import assetledger.model.State;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import reactor.core.publisher.Mono;

/** A page of assets, with how the whole list falls into classes. */
record AssetPage(Page<Recorded<State>> page, Facets facets) {

    /** Each is counted only when somebody asks. */
    record Facets(
            Mono<List<GroupCount>> byGroup,
            Mono<List<PhaseCount>> byPhase,
            Mono<List<TypeCount>> byType,
            Mono<List<OriginCount>> byOrigin,
            Mono<List<LicenceCount>> byLicence) {}

    record GroupCount(AssetGroup group, long count) {}

    record PhaseCount(Phase phase, long count) {}

    record TypeCount(String type, long count) {}

    record OriginCount(Origin origin, long count) {}

    record LicenceCount(Licence licence, long count) {}

    /** The counts in their order, each with its class. */
    static <K, C> List<C> all(Map<K, Long> counts, BiFunction<K, Long, C> count) {
        return counts.entrySet().stream()
                .map(each -> count.apply(each.getKey(), each.getValue()))
                .toList();
    }

    public List<Page.Edge<Recorded<State>>> edges() {
        return page.edges();
    }

    public List<Recorded<State>> nodes() {
        return page.nodes();
    }

    public Page.PageInfo pageInfo() {
        return page.pageInfo();
    }

    public Mono<Long> totalCount() {
        return page.totalCount();
    }
}
