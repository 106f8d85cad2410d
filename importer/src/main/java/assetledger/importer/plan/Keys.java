package assetledger.importer.plan;

import assetledger.importer.mapping.CellText;
import assetledger.importer.mapping.Mapping;
import assetledger.importer.source.Row;
import java.util.Optional;

/** Which record a row is about. */
final class Keys {
    private final Mapping mapping;

    Keys(Mapping mapping) {
        this.mapping = mapping;
    }

    /** Empty when the row does not say, or when its cells cannot be told apart. */
    Optional<Digest> of(Row row) {
        boolean canBeRead = row.cells().size() == row.header().names().size();
        if (!canBeRead || mapping.key().stream().allMatch(column -> isEmpty(row, column))) {
            return Optional.empty();
        }
        return Optional.of(Digest.of(mapping.key().stream()
                .map(column -> CellText.of(row.cell(column)))
                .toList()));
    }

    private boolean isEmpty(Row row, String column) {
        return mapping.empty().contains(CellText.of(row.cell(column)));
    }
}
