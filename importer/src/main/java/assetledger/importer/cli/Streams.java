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
        } else if (type == CheckCommand.class) {
            return type.cast(new CheckCommand(results, notes));
        } else if (type == TableCommand.class) {
            return type.cast(new TableCommand(results, notes));
        }
        if (type == ProfileCommand.class) {
            return type.cast(new ProfileCommand(results, notes));
        }
        return type == OwnCommand.class
                ? type.cast(new OwnCommand(results, notes))
                : CommandLine.defaultFactory().create(type);
    }
}
