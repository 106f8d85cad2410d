package assetledger.proof;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A witness as a program, for a machine that is not the ledger's: {@code POST /add-checkpoint} as C2SP's tlog-witness has
 * it, and {@code GET /key} for the key that verifies what it signs. It needs nothing but a Java and a directory.
 */
public final class WitnessServer implements AutoCloseable {
    private static final String USAGE = """
            Usage: witness --name NAME --state DIR --ledger KEY [--ledger KEY ...] [--listen ADDRESS] [--port PORT]
              --name    of the witness, such as example.org/witness; it stands in each of its signatures
              --state   its own directory, where its key is made and what it signed last is kept; back it up, and never
                        go back to an older copy of it
              --ledger  a public key of a ledger, as text or in a file; more than one after a change of the key
              --listen  the address of this machine to listen on; 127.0.0.1 where absent
              --port    8081 where absent, 0 for any that is free
            """;
    private static final int LARGEST_REQUEST = 100_000;
    private static final int THREADS = 8;
    private static final int WAITING = 64;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private WitnessServer(InetSocketAddress address, Witness witness, VerifierKey key) throws IOException {
        server = HttpServer.create(address, WAITING);
        server.setExecutor(threads);
        server.createContext("/add-checkpoint", exchange -> answer(exchange, witness));
        server.createContext("/key", exchange -> send(exchange, 200, "text/plain; charset=utf-8", key.format() + "\n"));
        server.start();
    }

    /** Runs until the process is asked to end. */
    public static void main(String[] arguments) {
        // A client that sends its request slowly must not keep a thread for ever; read when the first server is made.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "10");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            // It lives on by its threads.
            WitnessServer running = start(List.of(arguments), out);
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
        } catch (Unproven | IllegalArgumentException wrong) {
            out.println(wrong.getMessage());
            out.print(USAGE);
            System.exit(2);
        } catch (IOException unusable) {
            out.println("The witness cannot start: " + unusable.getMessage());
            System.exit(2);
        }
    }

    /** Starts a witness as the command line says, and tells its address and key. */
    static WitnessServer start(List<String> arguments, PrintStream out) throws IOException {
        String name = "";
        String listen = "127.0.0.1";
        String state = "";
        int port = 8081;
        List<VerifierKey> ledgers = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            switch (arguments.get(i)) {
                case "--name" -> name = value;
                case "--state" -> state = value;
                case "--listen" -> listen = value;
                case "--port" -> port = (int) Text.number(value);
                case "--ledger" -> ledgers.add(Verify.key(value));
                default -> throw new IllegalArgumentException("There is no option " + arguments.get(i));
            }
        }
        if (name.isEmpty() || state.isEmpty() || ledgers.isEmpty()) {
            throw new IllegalArgumentException("A witness has a name, a directory and at least one ledger");
        }
        SignerKey key = key(Path.of(state), name);
        WitnessServer started = new WitnessServer(
                new InetSocketAddress(listen, port),
                new Witness(key, ledgers, Path.of(state), Clock.systemUTC()),
                key.verifier());
        out.printf(
                "Witness: http://%s:%d/add-checkpoint%nKey:     %s%n",
                listen, started.port(), key.verifier().format());
        return started;
    }

    private static SignerKey key(Path directory, String name) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve("key");
        if (Files.notExists(file)) {
            Path draft = Files.createTempFile(directory, "key", ".new");
            if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(
                    draft, SignerKey.make(name, VerifierKey.Kind.COSIGNATURE).format());
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        }
        SignerKey key = SignerKey.of(Files.readString(file));
        if (!key.verifier().name().equals(name)) {
            throw new IllegalArgumentException(
                    "The key in %s is one of %s".formatted(file, key.verifier().name()));
        }
        return key;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, Witness witness) throws IOException {
        byte[] request = exchange.getRequestBody().readNBytes(LARGEST_REQUEST + 1);
        if (!exchange.getRequestMethod().equals("POST")) {
            send(exchange, 405, "text/plain; charset=utf-8", "Send a POST\n");
        } else if (request.length > LARGEST_REQUEST) {
            send(
                    exchange,
                    413,
                    "text/plain; charset=utf-8",
                    "A request has at most %d bytes\n".formatted(LARGEST_REQUEST));
        } else {
            Witness.Answer answer = witness.add(new String(request, StandardCharsets.UTF_8));
            send(exchange, answer.status(), answer.contentType(), answer.body());
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(1);
        threads.shutdown();
    }
}
