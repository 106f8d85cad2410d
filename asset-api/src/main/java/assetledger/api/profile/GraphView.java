package assetledger.api.profile;

import assetledger.api.projection.Freshness;
import assetledger.graph.Profiles;
import assetledger.graph.Profiles.Figure;
import assetledger.graph.Spending;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.model.Viewer;
import assetledger.profile.Member;
import assetledger.profile.Section;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A profile by what is known now. */
record GraphView(Profiles profiles, Spending spending, Profiles.Of of, Viewer viewer, long atLeast) implements View {
    @Override
    public RecordId subject() {
        return of.subject();
    }

    @Override
    public LocalDate asOf() {
        return of.asOf();
    }

    @Override
    public @Nullable Long knownAt() {
        return null;
    }

    @Override
    public Mono<List<Figure>> figures() {
        return Freshness.awaiting(() -> profiles.figures(of, viewer, atLeast));
    }

    @Override
    public Mono<List<Recorded<State>>> page(Section section, String rating, String after, int limit) {
        return Freshness.awaiting(() -> profiles.page(of, section, rating, after, limit, viewer, atLeast));
    }

    @Override
    public Mono<List<Member>> members() {
        return Freshness.awaiting(() -> profiles.members(of, viewer, atLeast));
    }

    @Override
    public Mono<List<Spending.Total>> money() {
        return Freshness.awaiting(() -> spending.totals(of.money(), viewer, atLeast));
    }
}
