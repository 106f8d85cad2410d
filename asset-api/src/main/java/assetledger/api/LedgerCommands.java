package assetledger.api;

import assetledger.api.backup.Export;
import assetledger.api.backup.Restore;
import assetledger.api.ledger.LedgerCheck;
import assetledger.api.ledger.LedgerPurge;
import assetledger.api.projection.Drift;
import assetledger.api.projection.Projector;
import assetledger.api.proof.NewLog;
import assetledger.api.proof.SignedLog;
import assetledger.engines.Engines;
import assetledger.graph.GraphWriter;
import assetledger.proof.Checkpoint;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** The operator's commands over a whole ledger: to take it away, put it back, and look whether it and the graph are sound. */
final class LedgerCommands {
    private LedgerCommands() {}

    /** Something that the operator can mend kept a command from its work. */
    static final class NotDone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotDone(String sentence, @Nullable Throwable cause) {
            super(sentence, cause);
        }
    }

    /** Where the ledger is. */
    static final class Data {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "The data directory. Default: ${DEFAULT-VALUE}",
                defaultValue = "data")
        private Path directory = Path.of("data");

        /** Does its work with the application's parts, and ends the process with what comes of it. */
        private int with(boolean graph, Function<ConfigurableApplicationContext, Integer> work) {
            int status;
            try (ConfigurableApplicationContext context = new Start(directory).idle(graph)) {
                status = work.apply(context);
            }
            // The exit stops the engines that were started for this.
            System.exit(status);
            return status;
        }

        /** The same for a ledger that must be there already. */
        private int withKept(boolean graph, Function<ConfigurableApplicationContext, Integer> work) {
            demandKept();
            return with(graph, work);
        }

        private void demandKept() {
            if (System.getenv("SPRING_R2DBC_URL") == null && !Files.isDirectory(directory.resolve("postgres"))) {
                throw new NotDone(
                        "There is no ledger in %s; name its data directory with --data"
                                .formatted(directory.toAbsolutePath()),
                        null);
            }
        }
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description =
                    "Writes the whole ledger into a file of JSON lines, from which restore makes it again. A server"
                            + " may go on working meanwhile.")
    static final class ExportCommand implements Callable<Integer> {
        @Mixin
        private Data data = new Data();

        @Option(
                names = "--out",
                required = true,
                paramLabel = "FILE",
                description =
                        "A file that is not there yet, compressed where its name ends with .gz; or - for the output."
                                + " Until it is complete its name ends with .partial.")
        private String file = "";

        @Override
        public Integer call() {
            PrintStream out = System.out;
            // Whatever else would be printed must not come between the lines.
            System.setOut(System.err);
            ExportFile target = file.equals("-") ? ExportFile.stream(out) : ExportFile.at(Path.of(file));
            return data.withKept(false, context -> {
                Export.Written written = target.write(stream -> await(context.getBean(Export.class)
                        .to(stream, (done, all) -> Console.progress("%,d of %,d events".formatted(done, all)))));
                Console.say(
                        "%s: %,d events; digest %s".formatted(written.origin(), written.events(), written.digest()));
                return 0;
            });
        }
    }

    @Command(
            name = "restore",
            mixinStandardHelpOptions = true,
            description =
                    "Fills an empty ledger from a file that export wrote, all of it or nothing. The graph is made by"
                            + " the next start of the server.")
    static final class RestoreCommand implements Callable<Integer> {
        @Mixin
        private Data data = new Data();

        @Parameters(paramLabel = "FILE", description = "What export wrote, compressed or not; or - for the input.")
        private String file = "";

        @Override
        public Integer call() {
            demandFile();
            return data.with(true, context -> {
                awaitGraph(context);
                try (InputStream in = opened()) {
                    Restore.Restored restored = await(context.getBean(Restore.class)
                            .from(in, (done, all) -> Console.progress("%,d of %,d events".formatted(done, all))));
                    Console.OUT.printf(
                            "%s: %,d events restored%ndigest: %s%n",
                            restored.origin(), restored.events(), restored.digest());
                    return 0;
                } catch (IOException unreadable) {
                    throw new NotDone("%s cannot be read: %s".formatted(file, unreadable), unreadable);
                }
            });
        }

        /** Before engines are started for it. */
        private void demandFile() {
            if (!file.equals("-") && !Files.isReadable(Path.of(file))) {
                throw new NotDone("There is no file %s that can be read".formatted(file), null);
            }
        }

        private InputStream opened() throws IOException {
            InputStream raw = file.equals("-") ? System.in : Files.newInputStream(Path.of(file));
            BufferedInputStream start = new BufferedInputStream(raw);
            start.mark(2);
            boolean compressed = start.read() == 0x1f && start.read() == 0x8b;
            start.reset();
            return compressed ? new BufferedInputStream(new GZIPInputStream(start)) : start;
        }
    }

    @Command(
            name = "check-ledger",
            mixinStandardHelpOptions = true,
            description =
                    "Looks through the whole ledger for what cannot be right, beside a server or without one. Ends with"
                            + " 0 where nothing is wrong, with 1 where something is.")
    static final class CheckCommand implements Callable<Integer> {
        @Mixin
        private Data data = new Data();

        @Override
        public Integer call() {
            return data.withKept(false, context -> {
                List<Checkpoint> signed =
                        SignedLog.in(data.directory).map(SignedLog::all).orElse(List.of());
                LedgerCheck.Report report = await(context.getBean(LedgerCheck.class)
                        .run(signed, done -> Console.progress("%,d events".formatted(done))));
                Console.OUT.printf(
                        "%s: %,d events, %,d answers; %,d erased, commitments intact%ndigest: %s%n",
                        report.origin(), report.events(), report.answers(), report.erased(), report.digest());
                say(report.shown(), report.faults());
                Console.OUT.println("%,d checkpoints were compared with it.".formatted(signed.size()));
                Console.OUT.println(
                        report.sound()
                                ? "The ledger is sound."
                                : "The ledger is NOT sound: %,d faults.".formatted(report.faults()));
                return report.sound() ? 0 : 1;
            });
        }
    }

    @Command(
            name = "new-log",
            mixinStandardHelpOptions = true,
            description =
                    "Begins another log for a ledger that lost what was signed of it, as by a restore, while no server runs."
                            + " Tells what is proven, and which positions are missing.")
    static final class NewLogCommand implements Callable<Integer> {
        @Mixin
        private Data data = new Data();

        @Override
        public Integer call() {
            return data.withKept(false, context -> {
                NewLog.Opened opened = await(context.getBean(NewLog.class).open());
                opened.sentences().forEach(Console.OUT::println);
                Console.OUT.printf(
                        "%s follows %s, whose last checkpoint has %d events%nKey: %s%n",
                        opened.log().origin(),
                        opened.before().origin(),
                        opened.before().size(),
                        opened.log().verifiers().get(0).format());
                return 0;
            });
        }
    }

    @Command(
            name = "change-key",
            mixinStandardHelpOptions = true,
            description =
                    "Makes a new key that signs checkpoints beside the old one, also while a server runs. With --finish the"
                            + " old key signs no more, and its secret is destroyed.")
    static final class ChangeKeyCommand implements Callable<Integer> {
        @Mixin
        private Data data = new Data();

        @Option(names = "--finish", description = "Ends the change, once everybody has the new key.")
        private boolean finish;

        @Override
        public Integer call() {
            SignedLog log = SignedLog.in(data.directory)
                    .orElseThrow(() -> new NotDone(
                            "Nothing was signed yet in %s; the server makes its first key when it first signs"
                                    .formatted(data.directory.toAbsolutePath()),
                            null));
            if (finish) {
                log.retireOldKeys();
            } else {
                log.addKey();
            }
            log.verifiers().forEach(key -> Console.OUT.println(key.format()));
            return 0;
        }
    }

    @Command(
            name = "drift",
            mixinStandardHelpOptions = true,
            description =
                    "Compares the graph with what the ledger says it must hold, beside a server or without one, and"
                            + " changes neither. Ends with 0 where they are the same, with 1 where they are not.")
    static final class DriftCommand implements Callable<Integer> {
        @Mixin
        private Data data = new Data();

        @Override
        public Integer call() {
            return data.withKept(true, context -> {
                awaitGraph(context);
                Drift.Report report = await(context.getBean(Drift.class).run());
                Console.OUT.printf(
                        "ledger: %s, %,d nodes and relationships%ngraph:  %s, %,d nodes and relationships%n"
                                + "The graph shows %,d of %,d events (lag %,d).%n",
                        report.wanted().hex(),
                        report.wanted().counted(),
                        report.found().hex(),
                        report.found().counted(),
                        report.projected(),
                        report.size(),
                        report.lag());
                say(report.differences(), report.differences().size());
                Console.OUT.println(
                        report.same()
                                ? "The graph is what the ledger says."
                                : "The graph is NOT what the ledger says: %s%,d differences. Make it again with rebuild."
                                        .formatted(
                                                report.complete() ? "" : "at least ",
                                                report.differences().size()));
                return report.same() ? 0 : 1;
            });
        }
    }

    @Command(
            name = "purge",
            mixinStandardHelpOptions = true,
            description =
                    "Takes what was erased out of the files of the data directory too, while no server runs: writes the"
                            + " tables anew that held it, replaces the write-ahead log, and makes the graph again in a new"
                            + " store. Backups and exports made before the erasure are yours to remove.")
    static final class PurgeCommand implements Callable<Integer> {
        @Mixin
        private Data data = new Data();

        @Override
        public Integer call() {
            if (System.getenv("SPRING_R2DBC_URL") != null || System.getenv("SPRING_NEO4J_URI") != null) {
                throw new NotDone(
                        "Engines of your own are purged with their own tools; docs/operations.md has the steps", null);
            }
            data.demandKept();
            Engines.removeGraph(data.directory);
            return data.with(true, context -> {
                awaitGraph(context);
                finish(context.getBean(LedgerPurge.class).run());
                Console.OUT.println("The tables are written anew, and the write-ahead log is replaced.");
                finish(Mono.fromCompletionStage(context.getBean(GraphWriter.class)::prepare));
                long events = await(context.getBean(Projector.class).catchUp());
                Console.OUT.printf("The graph is made again in a new store, from %,d events.%n", events);
                return 0;
            });
        }
    }

    private static final int SHOWN = 100;

    private static void say(List<String> sentences, long all) {
        sentences.stream().limit(SHOWN).forEach(Console.OUT::println);
        if (all > SHOWN) {
            Console.OUT.printf("... and %,d more%n", all - SHOWN);
        }
    }

    /** Neo4j takes some seconds more than PostgreSQL to start. */
    private static void awaitGraph(ConfigurableApplicationContext context) {
        GraphWriter graph = context.getBean(GraphWriter.class);
        await(Mono.fromCompletionStage(graph::next)
                .retryWhen(Retry.fixedDelay(120, Duration.ofMillis(500)))
                .onErrorMap(failure -> new NotDone("The graph does not answer: " + failure.getCause(), failure)));
    }

    /** However long it takes: the operator can break it off. */
    private static <T> T await(Mono<T> work) {
        return Objects.requireNonNull(work.block());
    }

    private static void finish(Mono<Void> work) {
        work.block();
    }
}
