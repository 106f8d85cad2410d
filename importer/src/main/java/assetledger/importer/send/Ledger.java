package assetledger.importer.send;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where the commands of an import go. Every request may be made again with the same key; it is carried out once.
 *
 * <p>Each method throws {@link Unavailable} when the same request may succeed later, and {@link SendException} when it
 * will not.
 */
public interface Ledger {
    /** What recording the commands would do; nothing is recorded. Each sees what those before it would do. */
    BatchAnswer preview(List<ObjectNode> commands) throws Unavailable, InterruptedException;

    /** Records the commands; each stands for itself. */
    BatchAnswer record(UUID key, List<ObjectNode> commands, Places places) throws Unavailable, InterruptedException;

    /** Begins an import, or goes on with the open one of the same tables; gives its id. */
    String startImport(UUID key, String source, List<ImportTable> tables) throws Unavailable, InterruptedException;

    /** The id of the open import that {@link #startImport} would go on with; empty where it would begin one. */
    Optional<String> openImport(String source, List<ImportTable> tables) throws Unavailable, InterruptedException;

    /** Ends an import that was sent to its end, with what became of its tables, in their order; gives its id. */
    String finishImport(UUID key, String id, List<TableCounts> tables) throws Unavailable, InterruptedException;

    /**
     * A table of an import.
     *
     * @param sha256 of its bytes
     * @param mappingSha256 of all that says what its columns mean
     * @param rows without the header
     */
    record ImportTable(String file, String sha256, String mapping, String mappingSha256, int rows) {}

    /** Which rows of which table the commands of a batch come from, one for each, in their order. */
    record Places(String importId, int table, List<Integer> rows) {}

    /** What became of the rows of a table that no command tells of. */
    record TableCounts(int rows, int repeated, int reported) {}
}
