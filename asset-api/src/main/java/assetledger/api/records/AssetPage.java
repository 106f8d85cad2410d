package assetledger.api.records;

import assetledger.api.page.Page;
import assetledger.model.AssetGroup;
import assetledger.model.Phase;
import assetledger.model.Recorded;
import assetledger.model.State;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** A page of assets, with how the whole list falls into groups and phases. */
record AssetPage(Page<Recorded<State>> page, Facets facets) {

    /** Each is counted only when somebody asks. */
    record Facets(Mono<List<GroupCount>> byGroup, Mono<List<PhaseCount>> byPhase) {}

    record GroupCount(AssetGroup group, long count) {
        static List<GroupCount> all(Map<AssetGroup, Long> counts) {
            return counts.entrySet().stream()
                    .map(count -> new GroupCount(count.getKey(), count.getValue()))
                    .toList();
        }
    }

    record PhaseCount(Phase phase, long count) {
        static List<PhaseCount> all(Map<Phase, Long> counts) {
            return counts.entrySet().stream()
                    .map(count -> new PhaseCount(count.getKey(), count.getValue()))
                    .toList();
        }
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
