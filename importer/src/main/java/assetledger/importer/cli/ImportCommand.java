package assetledger.importer.cli;

import assetledger.importer.ImportOutcome;
import assetledger.importer.ImportRefusedException;
import assetledger.importer.ImportRequest;
import assetledger.importer.ImportRun;
import assetledger.importer.send.Patience;
import assetledger.importer.send.Server;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports a table: every row is recorded or reported. */
@Command(
        name = "import",
        description = "Records the rows of a CSV file. Every row is recorded or reported with the reason.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Ends with 0 when every row is recorded, 1 when some are reported,",
            "2 when the import cannot be carried out.",
            "Ctrl-C stops it between two batches. The same command again continues and doubles nothing."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options before it calls the command
final class ImportCommand implements Callable<Integer> {
    private static final int LONGEST_TOKEN = 16 * 1024;

    private final PrintStream results;
    private final PrintStream notes;

    @Parameters(paramLabel = "FILE", description = "The CSV file.")
    private Path file;

    @Option(
            names = "--mapping",
            required = true,
            paramLabel = "M",
            description = "What the columns mean: a YAML file, or a shipped mapping such as canada/services.")
    private String mapping;

    @Option(
            names = "--server",
            required = true,
            paramLabel = "URL",
            description = "The server, such as http://localhost:8080.")
    private String server;

    @ArgGroup
    private @Nullable Token token;

    @Option(
            names = "--problems",
            paramLabel = "OUT.csv",
            description = "Gets every problem: row, column, value, problem.")
    private @Nullable Path problems;

    /** The token, in one of two ways. */
    static final class Token {
        @Option(
                names = "--token",
                paramLabel = "T",
                description = "Your token. Others on this machine may see it: prefer a file.")
        private @Nullable String text;

        @Option(names = "--token-file", paramLabel = "F", description = "A file that holds your token.")
        private @Nullable Path file;
    }

    ImportCommand(PrintStream results, PrintStream notes) {
        this.results = results;
        this.notes = notes;
    }

    @Override
    public Integer call() {
        try (StopSignal stop = StopSignal.onControlC(notes)) {
            Server target = Server.at(server, token());
            ImportOutcome outcome = ImportRun.run(new ImportRequest(
                    file, mapping, target, problems, new ProgressLine(notes), stop::isAsked, Patience.USUAL));
            new Summary(results, notes).print(file, outcome, problems);
            if (outcome.stopped().isPresent()) {
                return AssetLedger.FAILED;
            }
            return outcome.reported() > 0 ? AssetLedger.REPORTED : AssetLedger.DONE;
        } catch (ImportRefusedException e) {
            notes.println("Nothing was sent. " + e.getMessage());
        } catch (IllegalArgumentException e) {
            notes.println(e.getMessage());
        } catch (IOException e) {
            notes.println("The token cannot be read: " + e.getMessage());
        }
        return AssetLedger.FAILED;
    }

    private @Nullable String token() throws IOException {
        if (token == null || token.file == null) {
            return token == null ? null : token.text;
        }
        if (Files.size(token.file) > LONGEST_TOKEN) {
            throw new IOException("%s is too long for a token".formatted(token.file));
        }
        return Files.readString(token.file).strip();
    }
}
