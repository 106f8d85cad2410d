package assetledger.api.reuse;

import assetledger.api.page.Cursor;
import assetledger.api.page.Page;
import assetledger.api.projection.Freshness;
import assetledger.graph.Graph;
import assetledger.graph.StandardSolutions;
import assetledger.graph.StandardSolutions.After;
import assetledger.graph.StandardSolutions.Reused;
import assetledger.model.Viewer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Asks for what systems are made after. */
@Controller
class ReuseQueries {
    private static final String LIST = "standardSolutions";

    private final StandardSolutions solutions;
    private final Clock clock;

    ReuseQueries(StandardSolutions solutions, Clock clock) {
        this.solutions = solutions;
        this.clock = clock;
    }

    @QueryMapping
    Mono<Page<Reused>> standardSolutions(
            @Argument int first,
            @Argument @Nullable String after,
            @Argument @Nullable LocalDate asOf,
            @Argument @Nullable Long atLeast,
            @ContextValue Viewer viewer) {
        LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
        long position = atLeast == null ? Graph.ANY_POSITION : atLeast;
        Cursor cursor = Cursor.in(LIST, viewer.person(), asOf);
        After from = cursor.read(after, 3).map(ReuseQueries::after).orElse(After.NOTHING);
        Mono<Long> total = Freshness.awaiting(() -> solutions.count(day, viewer, position));
        return Freshness.awaiting(() -> solutions.list(day, viewer, from, Page.demandFirst(first) + 1, position))
                .map(rows -> Page.of(rows, first, row -> cursor.after(key(row)), total));
    }

    private static String[] key(Reused row) {
        return new String[] {
            String.valueOf(row.authorities()), row.name(), row.solution().toString()
        };
    }

    private static After after(List<String> key) {
        return new After((int) Cursor.number(key.get(0)), key.get(1), key.get(2));
    }
}
