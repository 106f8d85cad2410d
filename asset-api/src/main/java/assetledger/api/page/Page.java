package assetledger.api.page;

import assetledger.model.InvalidValue;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A part of a list, as Relay's connections have it. Cursors are made when somebody asks for them.
 * @param last the entry after which the list goes on, also where it is not to be shown itself
 * @param hasNext whether the list goes on behind it
 * @param cursor after which the list goes on behind an entry
 * @param totalCount is counted only when somebody asks
 */
public record Page<T>(
        List<T> nodes, @Nullable T last, boolean hasNext, Function<T, String> cursor, Mono<Long> totalCount) {
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
        List<T> nodes = rows.subList(0, Math.min(first, rows.size()));
        T last = nodes.isEmpty() ? null : nodes.get(nodes.size() - 1);
        return new Page<>(nodes, last, rows.size() > first, cursor, totalCount);
    }

    public List<Edge<T>> edges() {
        return nodes.stream().map(node -> new Edge<>(node, cursor.apply(node))).toList();
    }

    public PageInfo pageInfo() {
        return new PageInfo(hasNext, last == null ? null : cursor.apply(last));
    }

    /** Of the same stretch those entries that may be shown; the list goes on behind the others too. */
    public Page<T> only(Predicate<T> shown) {
        return new Page<>(nodes.stream().filter(shown).toList(), last, hasNext, cursor, totalCount);
    }
}
