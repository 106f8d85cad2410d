package assetledger.importer.cli;

import assetledger.importer.send.GraphqlLedger;
import assetledger.importer.send.Ledger;
import assetledger.importer.send.Patience;
import assetledger.importer.send.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The token for a server, in one of two ways. */
final class Target {
    private static final int LONGEST_TOKEN = 16 * 1024;

    @Option(
            names = "--token",
            paramLabel = "T",
            description = "Your token. Others on this machine may see it: prefer a file.")
    private @Nullable String text;

    @Option(names = "--token-file", paramLabel = "F", description = "A file that holds your token.")
    private @Nullable Path file;

    /** The ledger of a server. */
    static Ledger ledger(String server, @Nullable Target target) throws IOException {
        return GraphqlLedger.of(server(server, target), Patience.USUAL.perRequest());
    }

    static Server server(String address, @Nullable Target target) throws IOException {
        return Server.at(address, target == null ? null : target.token());
    }

    private @Nullable String token() throws IOException {
        if (file == null) {
            return text;
        }
        if (Files.size(file) > LONGEST_TOKEN) {
            throw new IOException("%s is too long for a token".formatted(file));
        }
        return Files.readString(file).strip();
    }
}
