package assetledger.importer.plan;

import assetledger.importer.mapping.Mapping;
import assetledger.importer.source.Row;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of each row of one file, in the order of the rows. */
public final class ImportPlan {
    /** What becomes of rows that may be about one record. */
    sealed interface Rows permits SingleRows, Groups {
        void take(MappedRow row, Consumer<PlannedRow> planned);
    }

    private final boolean escaped;
    private final RowMapper mapper;
    private final Rows rows;

    /**
     * A plan for one file.
     *
     * @param lookups all lookups of the mapping by name, those from files read
     * @param header the columns of the file
     * @param rowsInFile how many rows will come
     * @param last where each key ends; needed by a mapping that groups
     */
    public ImportPlan(
            Mapping mapping,
            Map<String, Map<String, String>> lookups,
            List<String> header,
            int rowsInFile,
            @Nullable LastRows last) {
        this.escaped = mapping.escaped();
        this.mapper = new RowMapper(mapping, lookups, header);
        this.rows = last == null
                ? new SingleRows(mapping, mapping.columns(header), rowsInFile)
                : new Groups(mapping.key(), last);
    }

    /**
     * Takes the next row.
     *
     * @param planned told of each row of which it is now known what becomes of it: of this one, of none while the
     *     rows of its key are gathered, or of all rows of its key
     * @throws OpenGroupsException when too many rows wait for others
     */
    public void take(Row row, Consumer<PlannedRow> planned) {
        rows.take(mapper.map(escaped ? row.unguarded() : row), planned);
    }
}
