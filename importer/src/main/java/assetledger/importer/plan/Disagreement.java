package assetledger.importer.plan;

import java.util.List;

/** Two rows say different things of one record. */
final class Disagreement {
    private Disagreement() {}

    static Problem of(int row, String column, String value, List<String> key, int earlier) {
        return new Problem(
                row,
                column,
                value,
                "Row %d has the same %s but another %s; one record cannot have both, so correct one of the rows"
                        .formatted(earlier, String.join(" and ", key), column));
    }
}
