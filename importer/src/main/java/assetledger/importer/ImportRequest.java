package assetledger.importer;

import assetledger.importer.send.GraphqlLedger;
import assetledger.importer.send.Ledger;
import assetledger.importer.send.Patience;
import assetledger.importer.send.Progress;
import assetledger.importer.send.Server;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is imported or checked, how it is read and where it goes.
 *
 * @param file a table; the folder of its tables where the mapping is a set
 * @param mapping a file, or the name of a shipped mapping or set such as {@code canada/services}
 * @param ledger where it goes, or who is asked what would change; null only to check without a ledger
 * @param problems a CSV file that gets every problem; null for none
 * @param skipped a file that gets the rows that are not recorded, as they stand; a folder for a set; null for none
 * @param skipsBadRows whether the rows without problems are sent where others have some
 * @param stop asked between rows whether to stop
 */
public record ImportRequest(
        Path file,
        String mapping,
        @Nullable Ledger ledger,
        @Nullable Path problems,
        @Nullable Path skipped,
        boolean skipsBadRows,
        Progress progress,
        BooleanSupplier stop,
        Patience patience) {

    /** A request that shows no progress, writes no files and runs to its end. */
    public static ImportRequest of(Path file, String mapping, @Nullable Ledger ledger) {
        return new ImportRequest(
                file, mapping, ledger, null, null, false, Progress.SILENT, () -> false, Patience.USUAL);
    }

    /** The same to a server. */
    public static ImportRequest of(Path file, String mapping, Server server) {
        return of(file, mapping, GraphqlLedger.of(server, Patience.USUAL.perRequest()));
    }

    /** The same with a file for the problems. */
    public ImportRequest withProblems(Path report) {
        return new ImportRequest(file, mapping, ledger, report, skipped, skipsBadRows, progress, stop, patience);
    }

    /** The same with a file or a folder for the rows that are not recorded. */
    public ImportRequest withSkipped(Path rows) {
        return new ImportRequest(file, mapping, ledger, problems, rows, skipsBadRows, progress, stop, patience);
    }

    /** The same, but the rows without problems are sent even where others have some. */
    public ImportRequest skippingBadRows() {
        return new ImportRequest(file, mapping, ledger, problems, skipped, true, progress, stop, patience);
    }

    /** The same, watched by somebody who may stop it. */
    public ImportRequest watched(Progress watcher, BooleanSupplier stopping) {
        return new ImportRequest(file, mapping, ledger, problems, skipped, skipsBadRows, watcher, stopping, patience);
    }

    /** The same with another patience for a ledger that is away. */
    public ImportRequest withPatience(Patience other) {
        return new ImportRequest(file, mapping, ledger, problems, skipped, skipsBadRows, progress, stop, other);
    }
}
