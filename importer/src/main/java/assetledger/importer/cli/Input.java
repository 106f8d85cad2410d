package assetledger.importer.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is read, and where its problems go. */
@SuppressWarnings("NullAway.Init") // picocli sets the options before it calls the command
final class Input {
    @Parameters(paramLabel = "FILE", description = "The table, or the folder that holds the tables of a set.")
    private Path file;

    @Option(
            names = "--mapping",
            required = true,
            paramLabel = "M",
            description =
                    "What the columns mean: a YAML file, or a shipped mapping or set such as canada/services, us.")
    private String mapping;

    @Option(
            names = "--problems",
            paramLabel = "OUT.csv",
            description = "Gets every problem: row, column, value, problem.")
    private @Nullable Path problems;

    Path file() {
        return file;
    }

    String mapping() {
        return mapping;
    }

    @Nullable
    Path problems() {
        return problems;
    }
}
