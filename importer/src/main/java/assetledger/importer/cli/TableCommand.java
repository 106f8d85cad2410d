package assetledger.importer.cli;

import assetledger.importer.send.Patience;
import assetledger.importer.send.SendException;
import assetledger.importer.table.TableException;
import assetledger.importer.table.TableOutcome;
import assetledger.importer.table.TableRequest;
import assetledger.importer.table.TableRun;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the answer to a question as a table. */
@Command(
        name = "table",
        description = "Writes the answer to a query as a CSV, TSV or XLSX file, a list of any length to its end.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Ends with 0 when the table is whole, 1 when some of the answer is not in it,",
            "2 when there is no table."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options before it calls the command
final class TableCommand implements Callable<Integer> {
    private final PrintStream results;
    private final PrintStream notes;

    @Parameters(paramLabel = "QUERY", description = "A file with a GraphQL query, or one that ships, such as assets.")
    private String query;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The table; its name ends with .csv, .tsv or .xlsx.")
    private Path out;

    @Mixin
    private ServerOptions server;

    @Option(
            names = "--variable",
            paramLabel = "name=value",
            description = "A value for a variable of the query, such as year=2026; of a list, with commas.")
    private Map<String, String> variables = Map.of();

    @Option(
            names = "--each",
            paramLabel = "LIST",
            description = "Gives each element of a list inside the entries a row, such as supporters.")
    private String each = "";

    @Option(names = "--rows", paramLabel = "N", description = "At most so many rows; 1,000,000 where it is left out.")
    private int rows = TableRequest.MOST_ROWS;

    TableCommand(PrintStream results, PrintStream notes) {
        this.results = results;
        this.notes = notes;
    }

    @Override
    public Integer call() {
        try {
            List<String> list = each.isEmpty() ? List.of() : List.of(each.split("\\."));
            TableOutcome outcome = TableRun.run(new TableRequest(
                    query, out, server.server(), variables, list, rows, new RowLine(notes), Patience.USUAL));
            print(outcome);
            return outcome.isWhole() ? AssetLedger.DONE : AssetLedger.REPORTED;
        } catch (TableException | SendException | IllegalArgumentException e) {
            notes.println("There is no table. " + e.getMessage());
            return AssetLedger.FAILED;
        }
    }

    private void print(TableOutcome outcome) {
        results.printf(Locale.ROOT, "%s: %,d rows, %,d columns%n", out, outcome.rows(), outcome.columns());
        if (outcome.wasCut()) {
            results.printf(
                    Locale.ROOT,
                    "The list goes on behind row %,d; --rows takes up to %,d%n",
                    outcome.rows(),
                    TableRequest.MOST_ROWS);
        }
        if (outcome.entriesCut() > 0) {
            results.printf(
                    Locale.ROOT,
                    "%,d entries have a longer list inside than the query asks for; ask for more of it%n",
                    outcome.entriesCut());
        }
    }
}
