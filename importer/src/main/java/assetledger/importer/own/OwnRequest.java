package assetledger.importer.own;

import assetledger.importer.send.Patience;
import assetledger.importer.send.Server;
import assetledger.importer.table.TableProgress;
import java.nio.file.Path;

/**
 * Whose data is wanted and where it is written.
 *
 * @param authority its id, or an identifier that others gave it, such as {@code demo:reg-health}
 * @param out a folder that is empty or not there yet
 */
public record OwnRequest(String authority, Path out, Server server, TableProgress progress, Patience patience) {
    /** A request that shows no progress. */
    public static OwnRequest of(String authority, Path out, Server server) {
        return new OwnRequest(authority, out, server, TableProgress.SILENT, Patience.USUAL);
    }
}
