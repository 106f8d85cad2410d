package assetledger.api.duplication;

import assetledger.api.page.Cursor;
import assetledger.api.page.Page;
import assetledger.api.projection.Freshness;
import assetledger.graph.Duplications;
import assetledger.graph.Duplications.After;
import assetledger.graph.Duplications.DuplicatedFunction;
import assetledger.graph.Graph;
import assetledger.model.InvalidValue;
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

/** Asks for functions that several systems support. */
@Controller
class DuplicationQueries {
    private static final String LIST = "duplicatedFunctions";

    private final Duplications duplications;
    private final Clock clock;

    DuplicationQueries(Duplications duplications, Clock clock) {
        this.duplications = duplications;
        this.clock = clock;
    }

    @QueryMapping
    Mono<Page<DuplicatedFunction>> duplicatedFunctions(
            @Argument int first,
            @Argument @Nullable String after,
            @Argument @Nullable LocalDate asOf,
            @Argument @Nullable Long atLeast,
            @ContextValue Viewer viewer) {
        LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
        long position = atLeast == null ? Graph.ANY_POSITION : atLeast;
        Cursor cursor = Cursor.in(LIST, viewer.person(), asOf);
        After from = cursor.read(after, 3).map(DuplicationQueries::after).orElse(After.NOTHING);
        Mono<Long> total = Freshness.awaiting(() -> duplications.count(day, viewer, position));
        return Freshness.awaiting(() -> duplications.list(day, viewer, from, Page.demandFirst(first) + 1, position))
                .map(rows -> Page.of(rows, first, row -> cursor.after(key(row)), total));
    }

    private static String[] key(DuplicatedFunction row) {
        return new String[] {
            String.valueOf(row.systems()), row.name(), row.function().toString()
        };
    }

    private static After after(List<String> key) {
        try {
            return new After(Integer.parseInt(key.get(0)), key.get(1), key.get(2));
        } catch (NumberFormatException forged) {
            throw new InvalidValue("after", "The cursor is not valid here");
        }
    }
}
