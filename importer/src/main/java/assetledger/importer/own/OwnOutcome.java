package assetledger.importer.own;

import java.util.List;

/**
 * What was written.
 *
 * @param files those with rows, in the order in which they are imported
 * @param references how many records of others the links name
 */
public record OwnOutcome(String authority, List<FileRows> files, int references) {
    /** A file and how many rows it has, without the names of its columns. */
    public record FileRows(String file, int rows) {}

    public OwnOutcome {
        files = List.copyOf(files);
    }
}
