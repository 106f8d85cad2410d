package assetledger.api.proof;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.name;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Client;
import assetledger.api.testing.FreshServer;
import assetledger.api.testing.Reply;
import assetledger.api.testing.RunningServer;
import assetledger.api.testing.SecondServer;
import assetledger.proof.Checkpoint;
import assetledger.proof.Policy;
import assetledger.proof.SignedNote;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

/** Somebody with all rights in the database cuts the ledger's tail, as does the restore of an old backup. */
@FreshServer
class CutTailTests extends RunningServer {
    @Autowired
    private Alarm alarm;

    @Autowired
    private NewLog newLog;

    @Value("${assetledger.directory}")
    private Path data;

    @Autowired
    private MeterRegistry metrics;

    /** What is answered to anybody, with HTTP 200. */
    private String health() {
        Reply reply = Client.send(HttpRequest.newBuilder(URI.create(address() + "/actuator/health"))
                .timeout(Duration.ofSeconds(30))
                .build());
        assertThat(reply.status()).isEqualTo(200);
        return reply.body();
    }

    private SignedLog log() {
        return SignedLog.in(data).orElseThrow();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("a minute has passed").isLessThan(end);
            Thread.sleep(20);
        }
    }

    private void record(int authorities) throws InterruptedException {
        registrar()
                .batch(IntStream.range(0, authorities)
                        .mapToObj(item -> Map.<String, Object>of("register", authority(name("Archive"))))
                        .toList());
        long size = database().size();
        await(() -> SignedLog.in(data).map(log -> log.last().size()).orElse(0L) == size);
    }

    @Test
    void theAlarmIsRaisedNothingMoreIsSignedAndAnotherLogNamesTheOldOne() throws InterruptedException {
        record(20);
        Checkpoint kept = log().last();
        assertThat(health()).isEqualTo("{\"status\":\"UP\"}");
        record(30);
        Checkpoint last = log().last();
        long left = kept.size() + 10;
        database().execute("set session_replication_role = replica");
        database().execute("delete from event where position >= %d".formatted(left));
        database().execute("update ledger_head set size = %d".formatted(left));
        long cut = System.nanoTime();
        await(() -> alarm.sentence().isPresent());
        System.out.printf(
                "The cut tail was told after %d ms%n",
                Duration.ofNanos(System.nanoTime() - cut).toMillis());
        assertThat(alarm.sentence().orElseThrow())
                .contains("positions %d to %d are missing".formatted(left, last.size() - 1));
        assertThat(health()).isEqualTo("{\"status\":\"DEGRADED\"}");
        assertThat(metrics.get("assetledger.signer.alarm").gauge().value()).isEqualTo(1);
        // Whoever reads still can, and gets what was signed last.
        JsonNode told = client().ask("{ checkpoint { size note } }").at("/checkpoint");
        assertThat(told.path("size").asLong()).isEqualTo(last.size());

        NewLog.Opened opened = Objects.requireNonNull(newLog.open().block());
        assertThat(opened.sentences())
                .containsExactly(
                        "positions 0 to %d are those that were signed".formatted(kept.size() - 1),
                        "nothing shows whether positions %d to %d are those that were signed, for no checkpoint ends with them"
                                .formatted(kept.size(), left - 1),
                        "positions %d to %d are missing".formatted(left, last.size() - 1));
        assertThat(log().origin()).isEqualTo(last.origin() + "/log2");
        try (SecondServer restarted = second()) {
            await(() -> log().last().size() == left);
            String note = restarted
                    .client(token())
                    .ask("{ checkpoint { note } }")
                    .at("/checkpoint/note")
                    .asString();
            Checkpoint checkpoint = new Policy(log().verifiers(), List.of(), 0).demand(SignedNote.of(note));
            assertThat(checkpoint.origin()).isEqualTo(last.origin() + "/log2");
            assertThat(checkpoint.size()).isEqualTo(left);
            assertThat(note)
                    .contains("\nfollows %s %d %s\n"
                            .formatted(last.origin(), last.size(), last.root().base64()));
        }
    }
}
