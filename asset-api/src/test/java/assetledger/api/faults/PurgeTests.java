package assetledger.api.faults;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Client;
import assetledger.api.testing.Registrar;
import assetledger.api.testing.ServerProcess;
import assetledger.api.testing.ServerProcess.Ended;
import assetledger.engines.PostgresAddress;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was erased is in no file of the data directory after a purge, whatever PostgreSQL kept of it. */
@Tag("faults")
@Timeout(300)
class PurgeTests {
    private static final List<Charset> ENCODINGS =
            List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

    private final Path directory = Path.of("target", "faults", "purge").toAbsolutePath();
    private final String canary = "canary" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void afterAPurgeNoFileOfTheDataDirectoryHasWhatWasErased() throws IOException, InterruptedException, SQLException {
        Scratch.remove(directory);
        Files.createDirectories(directory);
        ServerProcess server = new ServerProcess(directory, "-XX:TieredStopAtLevel=1");
        try {
            server.start();
            Registrar registrar = new Registrar(new Client("http://127.0.0.1:" + server.port(), server.token()));
            String owner = registrar.register(Registrar.authority("Agency")).id();
            String person = registrar
                    .record(
                            "describePerson",
                            Map.of("owner", Registrar.byId(owner), "name", canary, "mail", canary + "@agency.example"))
                    .id();
            recycleTheLog(server);
            registrar.record("erasePerson", Map.of("person", person, "expectedVersion", 1, "basis", "Law 7"));
            assertThat(server.command("purge").status())
                    .as("a purge beside a server is refused")
                    .isEqualTo(2);
            server.stop();
            assertThat(filesWithCanary(server.data()))
                    .as("an erasure alone leaves it in the files")
                    .anyMatch(file -> file.startsWith("postgres/data/pg_wal"));

            Ended purge = server.command("purge");
            assertThat(purge.status()).as(purge.printed()).isZero();
            assertThat(filesWithCanary(server.data())).isEmpty();

            Ended check = server.command("check-ledger");
            assertThat(check.printed()).contains("1 erased, commitments intact", "The ledger is sound.");
            Ended drift = server.command("drift");
            assertThat(drift.printed()).contains("(lag 0)", "The graph is what the ledger says.");
            server.start();
            registrar.register(Registrar.authority("Another agency"));
            server.stop();
        } finally {
            server.leaveNothing();
        }
    }

    /** Files of the log that are past get the names of later ones, and keep their bytes until they are written over. */
    private static void recycleTheLog(ServerProcess server) throws IOException, SQLException {
        PostgresAddress place = server.postgres();
        String url = "jdbc:postgresql://%s:%d/%s".formatted(place.host(), place.port(), place.database());
        try (Connection session = DriverManager.getConnection(url, place.user(), place.password());
                Statement statement = session.createStatement()) {
            for (int i = 0; i < 3; i++) {
                statement.execute("select pg_logical_emit_message(false, 'test', 'next file')");
                statement.execute("select pg_switch_wal()");
                statement.execute("checkpoint");
            }
            try (ResultSet waiting = statement.executeQuery("select count(*) from pg_ls_waldir()"
                    + " where name ~ '^[0-9A-F]{24}$' and name > pg_walfile_name(pg_current_wal_lsn())")) {
                waiting.next();
                assertThat(waiting.getLong(1)).as("recycled files").isPositive();
            }
        }
    }

    private List<String> filesWithCanary(Path data) throws IOException {
        List<String> found = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(data)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertThat(files).hasSizeGreaterThan(500);
        for (Path file : files) {
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            if (ENCODINGS.stream()
                    .anyMatch(encoding ->
                            bytes.contains(new String(canary.getBytes(encoding), StandardCharsets.ISO_8859_1)))) {
                found.add(data.relativize(file).toString());
            }
        }
        return found;
    }
}
