package assetledger.api.page;

import assetledger.model.InvalidValue;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A part of a list, as Relay's connections have it.
 * @param totalCount is counted only when somebody asks
 */
public record Page<T>(List<Edge<T>> edges, PageInfo pageInfo, Mono<Long> totalCount) {
    private static final int MOST = 100;

    /** An entry and the cursor after which the list goes on behind it. */
    public record Edge<T>(T node, String cursor) {}

    /** Whether the list goes on, and after what; there is no end cursor on an empty page. */
    public record PageInfo(boolean hasNextPage, @Nullable String endCursor) {}

    /** Refuses a page size outside 1 to 100. */
    public static int demandFirst(int first) {
        if (first < 1 || first > MOST) {
            throw new InvalidValue("first", "first is a number from 1 to %d, but this is %d".formatted(MOST, first));
        }
        return first;
    }

    /**
     * The page that the rows make.
     * @param rows one more than {@code first} where the list goes on
     */
    public static <T> Page<T> of(List<T> rows, int first, Function<T, String> cursor, Mono<Long> totalCount) {
        List<Edge<T>> edges = rows.stream()
                .limit(first)
                .map(row -> new Edge<>(row, cursor.apply(row)))
                .toList();
        String end = edges.isEmpty() ? null : edges.get(edges.size() - 1).cursor();
        return new Page<>(edges, new PageInfo(rows.size() > first, end), totalCount);
    }

    public List<T> nodes() {
        return edges.stream().map(Edge::node).toList();
    }
}
