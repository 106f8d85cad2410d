package assetledger.importer.cli;

import assetledger.importer.send.Server;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which server a question goes to, and who is asking. */
@SuppressWarnings("NullAway.Init") // picocli sets the options before it calls a command
final class ServerOptions {
    @Option(
            names = "--server",
            required = true,
            paramLabel = "URL",
            description = "The server, such as http://localhost:8080.")
    private String server;

    @ArgGroup
    private @Nullable Target target;

    /** @throws IllegalArgumentException when the address or the token has not the right form, or the file is not there */
    Server server() {
        try {
            return Target.server(server, target);
        } catch (IOException e) {
            throw new IllegalArgumentException("The token cannot be read: " + e.getMessage(), e);
        }
    }
}
