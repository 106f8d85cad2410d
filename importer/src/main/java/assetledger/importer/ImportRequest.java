package assetledger.importer;

import assetledger.importer.send.Patience;
import assetledger.importer.send.Progress;
import assetledger.importer.send.Server;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is imported, how it is read and where it goes.
 *
 * @param mapping a file, or the name of a shipped mapping such as {@code canada/services}
 * @param problems a CSV file that gets every problem; null for none
 * @param stop asked between batches whether to stop
 */
public record ImportRequest(
        Path file,
        String mapping,
        Server server,
        @Nullable Path problems,
        Progress progress,
        BooleanSupplier stop,
        Patience patience) {

    /** A request that shows no progress, writes no file of problems and runs to its end. */
    public static ImportRequest of(Path file, String mapping, Server server) {
        return new ImportRequest(file, mapping, server, null, Progress.SILENT, () -> false, Patience.USUAL);
    }

    /** The same with a file for the problems. */
    public ImportRequest withProblems(Path report) {
        return new ImportRequest(file, mapping, server, report, progress, stop, patience);
    }
}
