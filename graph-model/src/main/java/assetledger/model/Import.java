package assetledger.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reading of files into the register: what was read, by which rules, by whom, and how it ended.
 * @param source what the files are an edition of, such as a list that is published every month
 * @param person the pseudonym of who runs it
 * @param owner the one authority that he records for; absent where it is several or all
 * @param tables in the order in which they are read
 * @param externalIds while it is open, the one name by which the same import is found again; none afterwards
 */
public record Import(
        String source,
        String person,
        @Nullable RecordId owner,
        ImportState state,
        List<ImportTable> tables,
        List<ExternalId> externalIds)
        implements State {
    /** So many files may be read as one. */
    public static final int MOST_TABLES = 100;

    private static final int LONGEST_SOURCE = 200;

    public Import {
        Require.text("source", source, LONGEST_SOURCE);
        Require.text("person", person, 200);
        tables = List.copyOf(tables);
        externalIds = List.copyOf(externalIds);
        if (tables.isEmpty() || tables.size() > MOST_TABLES) {
            throw new InvalidValue(
                    "tables", "An import reads 1 to %d tables, but this has %d".formatted(MOST_TABLES, tables.size()));
        }
    }

    public boolean isOpen() {
        return state == ImportState.OPEN;
    }

    @Override
    public RecordKind kind() {
        return RecordKind.IMPORT;
    }

    /** Of its records none is named here, and its owner is one whose registrar was let in. */
    @Override
    public List<Reference> references() {
        return List.of();
    }
}
