package assetledger.importer.cli;

import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Hands commands the streams they print to: results, and notes on the way. */
record Streams(PrintStream results, PrintStream notes) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
        return type == ImportCommand.class
                ? type.cast(new ImportCommand(results, notes))
                : CommandLine.defaultFactory().create(type);
    }
}
