package assetledger.importer.cli;

import assetledger.importer.ImportRequest;
import assetledger.importer.ImportRun;
import assetledger.importer.send.Ledger;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads a table to its end, and tells its problems and what an import would change. */
@Command(
        name = "check",
        description = "Reads a whole table and tells every problem; with a server also what an import would change.",
        mixinStandardHelpOptions = true,
        footer = {"", "Ends with 0 when no row has a problem, 1 when some have, 2 when the check cannot be carried out."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options before it calls the command
final class CheckCommand implements Callable<Integer> {
    private final PrintStream results;
    private final PrintStream notes;

    @Mixin
    private Input input;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The server that is asked what an import would change; it records nothing.")
    private @Nullable String server;

    @ArgGroup
    private @Nullable Target target;

    CheckCommand(PrintStream results, PrintStream notes) {
        this.results = results;
        this.notes = notes;
    }

    @Override
    public Integer call() {
        return new Attempt(results, notes).carryOut(this::request, ImportRun::check);
    }

    private ImportRequest request() throws IOException {
        Ledger ledger = server == null ? null : Target.ledger(server, target);
        ImportRequest request = ImportRequest.of(input.file(), input.mapping(), ledger);
        return input.problems() == null ? request : request.withProblems(input.problems());
    }
}
