package assetledger.importer.table;

import assetledger.importer.send.Patience;
import assetledger.importer.send.Server;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What table is wanted and where it is written.
 *
 * @param query a file with a query, or the name of one that ships, such as {@code assets}
 * @param out a file whose name ends with .csv, .tsv or .xlsx; one that is there is replaced when the new one is whole
 * @param variables the texts for the query's variables
 * @param each the way to the list whose elements have rows of their own, such as {@code supporters}; empty for none
 * @param mostRows 1 to 1,000,000
 */
public record TableRequest(
        String query,
        Path out,
        Server server,
        Map<String, String> variables,
        List<String> each,
        int mostRows,
        TableProgress progress,
        Patience patience) {
    /** A workbook takes 1,048,576. */
    public static final int MOST_ROWS = 1_000_000;

    public TableRequest {
        variables = Map.copyOf(variables);
        each = List.copyOf(each);
        if (mostRows < 1 || mostRows > MOST_ROWS) {
            throw new IllegalArgumentException(
                    "A table has 1 to %,d rows, but this is %,d".formatted(MOST_ROWS, mostRows));
        }
    }

    /** A table of a whole list, with one row for each entry. */
    public static TableRequest of(String query, Path out, Server server, Map<String, String> variables) {
        return new TableRequest(
                query, out, server, variables, List.of(), MOST_ROWS, TableProgress.SILENT, Patience.USUAL);
    }

    /** The same with a row for each element of a list inside the entries. */
    public TableRequest withEach(String list) {
        return new TableRequest(
                query, out, server, variables, List.of(list.split("\\.")), mostRows, progress, patience);
    }

    /** The same, cut after so many rows. */
    public TableRequest withMostRows(int rows) {
        return new TableRequest(query, out, server, variables, each, rows, progress, patience);
    }
}
