package assetledger.api.projection;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.name;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Change;
import assetledger.api.testing.Reply;
import assetledger.api.testing.RunningServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class FreshnessTests extends RunningServer {
    private static final String READ = "query ($id: ID!, $at: Position) { node(id: $id, atLeast: $at) { id } }";
    private static final long BEYOND = 1_000;
    private static final String NOBODY = "\"11111111-1111-4111-8111-111111111111\"";
    private static final String UNNAMED = "{external: {scheme: \"a\", value: \"b\"}}";

    /** Every question that can be asked for a position. */
    private static final List<String> FIELDS = List.of(
            "node(id: %s, atLeast: $at) { id }".formatted(NOBODY),
            "subject(ref: %s, atLeast: $at) { id }".formatted(UNNAMED),
            "record(kind: MEASURE, ref: %s, atLeast: $at) { id }".formatted(UNNAMED),
            "assets(first: 1, atLeast: $at) { nodes { id } }",
            "indicators(first: 1, year: 2026, atLeast: $at) { nodes { outcome } }",
            "indicatorOutcomes(year: 2026, atLeast: $at) { count }",
            "duplicatedFunctions(first: 1, atLeast: $at) { nodes { systems } }",
            "uncoveredFunctions(first: 1, atLeast: $at) { nodes { state } }",
            "coverageCounts(atLeast: $at) { count }",
            "spendingWithoutResult(first: 1, year: 2026, atLeast: $at) { nodes { outcome } }",
            "spendingTotals(year: 2026, atLeast: $at) { figures { lines } }",
            "spendingTrace(record: %s, atLeast: $at) { truncated }".formatted(NOBODY));

    @RepeatedTest(20)
    void whoAsksForItReadsTheirOwnWrite() {
        Change written = registrar().register(authority(name("Agency")));
        assertThat(client().ask(READ, Map.of("id", written.id(), "at", written.position()))
                        .at("/node/id")
                        .asString())
                .isEqualTo(written.id());
    }

    @Test
    void aReadThatAsksForMoreThanTheLedgerHasIsRefusedWithTheLagAfterTwoSeconds() {
        long beyond = database().size() - 1 + BEYOND;
        long start = System.nanoTime();
        Map<String, CompletableFuture<Reply>> asked = FIELDS.stream()
                .collect(Collectors.toMap(
                        field -> field,
                        field -> client().asking(
                                        "query ($at: Position) { %s }".formatted(field), Map.of("at", beyond))));
        asked.forEach((field, answer) -> {
            Reply refused = answer.join();
            assertThat(refused.errorCode()).as(field).isEqualTo("PROJECTION_LAG");
            assertThat(refused.error().at("/extensions/lag").asLong()).isEqualTo(BEYOND);
            assertThat(refused.error().at("/path/0").asString()).isEqualTo(field.replaceAll("\\(.*", ""));
            assertThat(refused.error().path("message").asString()).contains(Long.toString(beyond));
        });
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(6));
    }
}
