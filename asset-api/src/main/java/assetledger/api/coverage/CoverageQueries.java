package assetledger.api.coverage;

import assetledger.api.page.Cursor;
import assetledger.api.page.Page;
import assetledger.api.projection.Freshness;
import assetledger.graph.Coverage;
import assetledger.graph.Coverage.After;
import assetledger.graph.Coverage.Count;
import assetledger.graph.Coverage.CoverageState;
import assetledger.graph.Coverage.CoveredMandate;
import assetledger.graph.Coverage.Filter;
import assetledger.graph.Graph;
import assetledger.model.RecordId;
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

/** Asks for mandates by what stands behind them. */
@Controller
class CoverageQueries {
    private static final String LIST = "uncoveredFunctions";

    private final Coverage coverage;
    private final Clock clock;

    CoverageQueries(Coverage coverage, Clock clock) {
        this.coverage = coverage;
        this.clock = clock;
    }

    @QueryMapping
    Mono<Page<CoveredMandate>> uncoveredFunctions(
            @Argument int first,
            @Argument @Nullable String after,
            @Argument @Nullable LocalDate asOf,
            @Argument @Nullable List<CoverageState> states,
            @Argument @Nullable String subject,
            @Argument @Nullable String area,
            @Argument @Nullable Long atLeast,
            @ContextValue Viewer viewer) {
        Filter filter = filter(asOf, subject, area);
        Set<CoverageState> wanted = states == null || states.isEmpty()
                ? EnumSet.complementOf(EnumSet.of(CoverageState.COVERED))
                : EnumSet.copyOf(states);
        Cursor cursor = Cursor.in(LIST, viewer.person(), asOf, wanted, subject, area);
        After from = cursor.read(after, 2)
                .map(key -> new After(key.get(0), key.get(1)))
                .orElse(After.NOTHING);
        long position = position(atLeast);
        Mono<Long> total = Freshness.awaiting(() -> coverage.counts(filter, viewer, position))
                .map(counts -> counts.stream()
                        .filter(count -> wanted.contains(count.state()))
                        .mapToLong(Count::count)
                        .sum());
        return Freshness.awaiting(
                        () -> coverage.list(filter, viewer, wanted, from, Page.demandFirst(first) + 1, position))
                .map(rows -> Page.of(
                        rows,
                        first,
                        row -> cursor.after(
                                row.subjectName(), row.mandate().id().toString()),
                        total));
    }

    @QueryMapping
    Mono<List<Count>> coverageCounts(
            @Argument @Nullable LocalDate asOf,
            @Argument @Nullable String subject,
            @Argument @Nullable String area,
            @Argument @Nullable Boolean below,
            @Argument @Nullable String level,
            @Argument @Nullable Long atLeast,
            @ContextValue Viewer viewer) {
        Filter of = filter(asOf, subject, area);
        Filter among = new Filter(of.subject(), of.area(), of.asOf(), Boolean.TRUE.equals(below), level);
        return Freshness.awaiting(() -> coverage.counts(among, viewer, position(atLeast)));
    }

    private Filter filter(@Nullable LocalDate asOf, @Nullable String subject, @Nullable String area) {
        return new Filter(
                subject == null ? null : RecordId.of("subject", subject),
                area,
                asOf == null ? LocalDate.now(clock) : asOf);
    }

    private static long position(@Nullable Long atLeast) {
        return atLeast == null ? Graph.ANY_POSITION : atLeast;
    }
}
