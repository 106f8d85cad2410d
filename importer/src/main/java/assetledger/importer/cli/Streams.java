package assetledger.importer.cli;

import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Hands commands the streams they print to: results, and notes on the way. */
record Streams(PrintStream results, PrintStream notes) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == ImportCommand.class) {
            return type.cast(new ImportCommand(results, notes));
        }
        return type == CheckCommand.class
                ? type.cast(new CheckCommand(results, notes))
                : CommandLine.defaultFactory().create(type);
    }
}
