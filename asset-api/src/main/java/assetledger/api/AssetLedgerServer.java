package assetledger.api;

import assetledger.api.access.LocalKey;
import assetledger.api.access.TokenRequest;
import assetledger.api.backup.Export;
import assetledger.api.demonstration.Answers;
import assetledger.api.demonstration.Portfolio;
import assetledger.api.ledger.RestoreRefused;
import assetledger.api.projection.Drift;
import assetledger.api.projection.Projector;
import assetledger.api.projection.Rebuild;
import assetledger.api.proof.NewLog;
import assetledger.api.proof.Unsound;
import assetledger.engines.EnginesException;
import assetledger.model.InvalidValue;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** The server, and the commands that start it. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Command(
        name = "assetledger",
        description = "IT Asset Ledger: the accounting system for IT assets of public authorities.",
        mixinStandardHelpOptions = true,
        subcommands = {
            LedgerCommands.ExportCommand.class,
            LedgerCommands.RestoreCommand.class,
            LedgerCommands.CheckCommand.class,
            LedgerCommands.NewLogCommand.class,
            LedgerCommands.ChangeKeyCommand.class,
            LedgerCommands.DriftCommand.class,
            LedgerCommands.PurgeCommand.class
        },
        version = "IT Asset Ledger 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "  check, import, table, own   Files into the ledger and answers into files, over the API: see their --help.",
            "  verify                      Checks a receipt, a checkpoint or an export offline.",
            "  witness                     Signs checkpoints of other servers' ledgers, if they only add to the last.",
            "",
            "A first try: assetledger demo. Addresses of engines of your own are given by SPRING_R2DBC_URL and",
            "SPRING_NEO4J_URI with their credentials; then nothing local starts."
        })
public class AssetLedgerServer {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final PrintStream OUT = Console.OUT;
    private static final PrintStream NOTES = Console.NOTES;

    /** Carries out one command; serve and demo go on after it has returned, until the process is asked to end. */
    public static void main(String[] arguments) {
        int exit = new CommandLine(new AssetLedgerServer())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    String sentence = sentence(failure);
                    if (sentence == null) {
                        failure.printStackTrace(NOTES);
                    } else {
                        NOTES.println("assetledger: " + sentence);
                    }
                    return 2;
                })
                .execute(arguments);
        if (exit != 0 || arguments.length == 0) {
            System.exit(exit);
        }
    }

    /** What every command takes. */
    static final class Place {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "Where everything is kept; made when it is not there. Default: ${DEFAULT-VALUE}")
        private Path directory = Path.of("data");

        @Option(
                names = "--port",
                paramLabel = "PORT",
                description = "Where the API listens on this machine; 0 for any free port. Default: ${DEFAULT-VALUE}")
        private int port = 8080;

        private ConfigurableApplicationContext start(WebApplicationType type, boolean quickStart) {
            return new Start(directory).working(type, port, quickStart);
        }
    }

    @Command(
            name = "serve",
            mixinStandardHelpOptions = true,
            description = "Starts the server with its engines; Ctrl-C stops it.")
    int serve(@Mixin Place place) {
        ConfigurableApplicationContext server = place.start(WebApplicationType.REACTIVE, false);
        sayWhere(server);
        return 0;
    }

    @Command(
            name = "demo",
            mixinStandardHelpOptions = true,
            description = "Starts the server, records an invented portfolio, and prints the three answers.")
    int demo(@Mixin Place place) {
        ConfigurableApplicationContext server = place.start(WebApplicationType.REACTIVE, true);
        Console.say("Recording the demonstration's portfolio");
        Portfolio.Loaded loaded = await(server.getBean(Portfolio.class).load());
        Console.say(
                loaded.replayed()
                        ? "The portfolio of %d commands is there already".formatted(loaded.commands())
                        : "%d commands recorded; waiting for the graph".formatted(loaded.commands()));
        LocalDate today = LocalDate.now(server.getBean(Clock.class));
        OUT.print(await(server.getBean(Answers.class)
                .print(today, loaded.position())
                // The graph starts later than the ledger, and has the portfolio to take in.
                .retryWhen(Retry.fixedDelay(120, Duration.ofMillis(500)))));
        sayWhere(server);
        return 0;
    }

    @Command(
            name = "token",
            mixinStandardHelpOptions = true,
            description =
                    "Prints a token, signed with this installation's key, that gives a role. Whoever may read the key may"
                            + " do this; where people must be told apart, set up an issuer.")
    int token(
            @Option(
                            names = "--role",
                            required = true,
                            paramLabel = "ROLE",
                            split = ",",
                            description = "One or more of registrar, analyst, budget-reviewer, auditor, operator.")
                    List<String> roles,
            @Option(
                            names = "--subject",
                            paramLabel = "ID",
                            description = "The id of the authority that a registrar records for; all where absent.")
                    @Nullable
                    String subject,
            @Option(
                            names = "--person",
                            paramLabel = "NAME",
                            description = "Who holds it: a pseudonym, never a name, since it is kept with all that is"
                                    + " recorded. Default: the roles.")
                    @Nullable
                    String person,
            @Option(names = "--machine", description = "The holder is a program that records for one authority.")
                    boolean machine,
            @Option(
                            names = "--days",
                            paramLabel = "N",
                            description = "How long it is valid, 1 to 366. Default: ${DEFAULT-VALUE}",
                            defaultValue = "1")
                    int days,
            @Option(
                            names = "--data",
                            paramLabel = "DIR",
                            description = "The data directory of the server. Default: ${DEFAULT-VALUE}",
                            defaultValue = "data")
                    Path directory) {
        OUT.println(TokenRequest.of(roles, subject, person, machine, days)
                .issue(LocalKey.in(directory), Clock.systemUTC().instant()));
        System.exit(0);
        return 0;
    }

    @Command(
            name = "rebuild",
            mixinStandardHelpOptions = true,
            description = "Makes the graph again from the ledger, while no server runs. Ends with 0 where the graph was"
                    + " what the ledger says, with 1 where it was not, and is now.")
    int rebuild(@Mixin Place place) {
        boolean same;
        try (ConfigurableApplicationContext context = place.start(WebApplicationType.NONE, false)) {
            context.getBean(Projector.class).stop();
            Rebuild.Result result = await(
                    context.getBean(Rebuild.class).run().retryWhen(Retry.fixedDelay(120, Duration.ofMillis(500))));
            OUT.printf(
                    "before: %s, %d nodes and relationships%n",
                    result.before().hex(), result.before().counted());
            OUT.printf(
                    "after:  %s, %d nodes and relationships%n",
                    result.after().hex(), result.after().counted());
            same = result.same();
            OUT.println(
                    same
                            ? "The graph is the same, made again from %d events.".formatted(result.events())
                            : "The graph was NOT what the ledger says; it is now, made from %d events."
                                    .formatted(result.events()));
        }
        // The exit stops the engines; a graph that was not what the ledger says is worth a script's attention.
        System.exit(same ? 0 : 1);
        return 0;
    }

    private static void sayWhere(ConfigurableApplicationContext server) {
        Environment settings = server.getEnvironment();
        String address = "http://127.0.0.1:" + settings.getProperty("local.server.port");
        OUT.printf(
                "%nGraphQL:  %s/graphql%nToken:    ./assetledger token --role analyst --data %s%n",
                address, settings.getProperty("assetledger.directory"));
        if (settings.getProperty("assetledger.explorer", Boolean.class, false)) {
            OUT.printf("Explorer: %s/graphiql%n", address);
        }
        OUT.println("Ctrl-C stops the server.");
    }

    private static <T> T await(Mono<T> work) {
        return Objects.requireNonNull(work.block(LONGEST_WAIT));
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    /** What went wrong, where a person can mend it; absent where only a developer can. */
    private static @Nullable String sentence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EnginesException
                    || cause instanceof InvalidValue
                    || cause instanceof RestoreRefused
                    || cause instanceof Export.Damaged
                    || cause instanceof Drift.Moved
                    || cause instanceof NewLog.Refused
                    || cause instanceof Unsound
                    || cause instanceof LedgerCommands.NotDone) {
                return cause.getMessage();
            } else if (cause instanceof PortInUseException port) {
                return "Port %d is taken by another program; choose another with --port".formatted(port.getPort());
            } else if (cause instanceof SQLException refused) {
                return "PostgreSQL cannot be used. " + firstLine(refused);
            } else if (cause instanceof ConnectException || cause instanceof SocketTimeoutException) {
                return "An engine does not answer: " + firstLine(cause);
            }
        }
        return null;
    }
}
