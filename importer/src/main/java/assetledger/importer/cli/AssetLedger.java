package assetledger.importer.cli;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The client of a ledger; {@code assetledger --help} says what it can do. */
@Command(
        name = "assetledger",
        description = "The client of IT Asset Ledger.",
        mixinStandardHelpOptions = true,
        version = "IT Asset Ledger 0.1.0",
        subcommands = {
            CheckCommand.class,
            ImportCommand.class,
            TableCommand.class,
            OwnCommand.class,
            ProfileCommand.class
        })
public final class AssetLedger implements Runnable {
    /** All went well. */
    public static final int DONE = 0;

    /** Some rows were not recorded, and every one of them is reported. */
    public static final int REPORTED = 1;

    /** The command could not be carried out. */
    public static final int FAILED = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything
    private CommandSpec spec;

    /**
     * Ends the program with 0 when all went well, 1 when rows were reported, 2 when the command could not be carried
     * out.
     */
    public static void main(String[] arguments) {
        System.exit(run(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                arguments));
    }

    /** The same without ending the program. */
    public static int run(OutputStream out, OutputStream err, String... arguments) {
        PrintStream results = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream notes = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new CommandLine(new AssetLedger(), new Streams(results, notes))
                .setOut(writer(results))
                .setErr(writer(notes))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    notes.println("This should not happen: " + failure);
                    return FAILED;
                })
                .execute(arguments);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do, such as: assetledger import FILE --mapping M --server URL");
    }
}
