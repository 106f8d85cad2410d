package assetledger.api.impact;

import assetledger.api.page.Page;
import assetledger.graph.Impact.Noticed;
import java.util.List;
import reactor.core.publisher.Mono;

/** A page of what notices. */
record ImpactPage(Page<Noticed> page, boolean truncated) {

    public List<Page.Edge<Noticed>> edges() {
        return page.edges();
    }

    public List<Noticed> nodes() {
        return page.nodes();
    }

    public Page.PageInfo pageInfo() {
        return page.pageInfo();
    }

    public Mono<Long> totalCount() {
        return page.totalCount();
    }
}
