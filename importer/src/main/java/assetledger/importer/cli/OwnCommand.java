package assetledger.importer.cli;

import assetledger.importer.own.OwnException;
import assetledger.importer.own.OwnOutcome;
import assetledger.importer.own.OwnRequest;
import assetledger.importer.own.OwnRun;
import assetledger.importer.send.Patience;
import assetledger.importer.send.SendException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes what an authority's registrar records. */
@Command(
        name = "own",
        description =
                "Writes an authority's own records and links as CSV files with their mappings, to be imported again.",
        mixinStandardHelpOptions = true,
        footer = {"", "Ends with 0 when all of it is written, 2 when it is not."})
@SuppressWarnings("NullAway.Init") // picocli sets the options before it calls the command
final class OwnCommand implements Callable<Integer> {
    private final PrintStream results;
    private final PrintStream notes;

    @Option(
            names = "--authority",
            required = true,
            paramLabel = "REF",
            description = "The authority: its id, or an identifier such as demo:reg-health.")
    private String authority;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "A folder that is empty or not there.")
    private Path out;

    @Mixin
    private ServerOptions server;

    OwnCommand(PrintStream results, PrintStream notes) {
        this.results = results;
        this.notes = notes;
    }

    @Override
    public Integer call() {
        try {
            print(OwnRun.run(new OwnRequest(authority, out, server.server(), new RowLine(notes), Patience.USUAL)));
            return AssetLedger.DONE;
        } catch (OwnException | SendException | IllegalArgumentException e) {
            notes.println("The data are not written, or not all. " + e.getMessage());
            return AssetLedger.FAILED;
        }
    }

    private void print(OwnOutcome outcome) {
        results.println(Shown.line(outcome.authority()));
        outcome.files().forEach(file -> results.printf(Locale.ROOT, "%s: %,d rows%n", file.file(), file.rows()));
        results.printf(Locale.ROOT, "references.csv: %,d records of others that they name%n", outcome.references());
        results.println(
                "Not in the files: earlier versions, who recorded what and why, imports, grants, and links to records"
                        + " that do not exist for you.");
        results.printf("To import them again: import %1$s --mapping %1$s/own.yaml%n", out);
    }
}
