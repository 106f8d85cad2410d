package assetledger.importer.cli;

import assetledger.importer.ImportRequest;
import assetledger.importer.ImportRun;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Imports a table: every row is recorded or reported. */
@Command(
        name = "import",
        description = {
            "Records the rows of a table. The whole table is checked first; where it has problems, nothing is sent",
            "unless you say --skip-bad-rows. Every row is recorded or reported with the reason."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Ends with 0 when every row is recorded, 1 when some are reported,",
            "2 when the import cannot be carried out.",
            "Ctrl-C stops it between two batches. The same command again goes on and doubles nothing."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options before it calls the command
final class ImportCommand implements Callable<Integer> {
    private final PrintStream results;
    private final PrintStream notes;

    @Mixin
    private Input input;

    @Option(
            names = "--server",
            required = true,
            paramLabel = "URL",
            description = "The server, such as http://localhost:8080.")
    private String server;

    @ArgGroup
    private @Nullable Target target;

    @Option(names = "--skip-bad-rows", description = "Send the rows without problems even where others have some.")
    private boolean skipsBadRows;

    @Option(
            names = "--skipped",
            paramLabel = "OUT",
            description = {
                "Gets the rows that are not recorded, as they stand, to be mended and imported with the same mapping;",
                "for a set, a folder. Where you say nothing, it is made beside the file of problems or beside FILE."
            })
    private @Nullable Path skipped;

    ImportCommand(PrintStream results, PrintStream notes) {
        this.results = results;
        this.notes = notes;
    }

    @Override
    public Integer call() {
        return new Attempt(results, notes).carryOut(this::request, ImportRun::run);
    }

    private ImportRequest request() throws IOException {
        ImportRequest request = ImportRequest.of(input.file(), input.mapping(), Target.ledger(server, target))
                .withSkipped(skipped == null ? besides() : skipped);
        request = input.problems() == null ? request : request.withProblems(input.problems());
        return skipsBadRows ? request.skippingBadRows() : request;
    }

    /** Beside the problems, beside the file, or here where one may not write there. */
    private Path besides() {
        Path file = input.file().toAbsolutePath().normalize();
        Path name = file.getFileName();
        String text = name == null ? "table" : name.toString();
        int dot = text.lastIndexOf('.');
        String skippedName = dot <= 0 || Files.isDirectory(file)
                ? text + "-skipped"
                : text.substring(0, dot) + "-skipped" + text.substring(dot);
        Path beside = input.problems() == null ? file : input.problems().toAbsolutePath();
        Path folder = beside.getParent();
        return folder != null && Files.isWritable(folder) ? folder.resolve(skippedName) : Path.of(skippedName);
    }
}
