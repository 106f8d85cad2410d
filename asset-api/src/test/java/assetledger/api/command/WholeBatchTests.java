package assetledger.api.command;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byName;
import static assetledger.api.testing.Registrar.function;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.system;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Batch;
import assetledger.api.testing.Change;
import assetledger.api.testing.RunningServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WholeBatchTests extends RunningServer {
    private final UUID key = UUID.randomUUID();

    @Test
    void oneBadItemOfAThousandLeavesNothingRecordedUntilItIsMended() {
        List<Map<String, Object>> items = new ArrayList<>(IntStream.range(0, 1_000)
                .mapToObj(item -> Map.<String, Object>of("put", function(name("Duty"))))
                .toList());
        Map<String, Object> good = items.set(700, Map.of("put", system(name("System"), byName("nobody"))));
        long before = database().size();
        Batch refused = registrar().whole(items, key);

        assertThat(refused.results()).hasSize(1_000).noneMatch(Change::accepted);
        assertThat(refused.results().get(700).problems()).containsExactly("owner NOT_FOUND");
        assertThat(refused.results().stream().filter(result -> result.problems().equals(List.of(" NOT_RECORDED"))))
                .hasSize(999);
        assertThat(refused.position().isNull()).isTrue();
        assertThat(database().size()).isEqualTo(before);

        items.set(700, good);
        Batch mended = registrar().whole(items, key);
        assertThat(mended.replayed()).isFalse();
        assertThat(mended.results()).hasSize(1_000).extracting(Change::outcome).containsOnly("ADDED");
        assertThat(database().size()).isEqualTo(before + 1_000);
        assertThat(registrar().whole(items, key).replayed()).isTrue();
    }

    @Test
    void everyProblemOfEveryItemComesOutAtOnce() {
        String authority = name("Agency");
        Batch refused = registrar()
                .whole(
                        List.of(
                                Map.of("put", authority(authority)),
                                Map.of("put", system(name("One"), byName("nobody"))),
                                Map.of("put", authority(authority)),
                                Map.of("put", system(name("Two"), byName("nobody")))),
                        key);
        assertThat(refused.results())
                .extracting(Change::problems)
                .containsExactly(
                        List.of(" NOT_RECORDED"),
                        List.of("owner NOT_FOUND"),
                        List.of(" NOT_RECORDED"),
                        List.of("owner NOT_FOUND"));
    }

    @Test
    void whatARefusedBatchWouldHaveRecordedIsNotThereForTheRequestsThatFollowIt() {
        String authority = name("Agency");
        List<Map<String, Object>> bad =
                List.of(Map.of("put", authority(authority)), Map.of("put", system(name("System"), byName("nobody"))));
        // Sent together, some are decided in one turn of the writer.
        List<CompletableFuture<Change>> refused = IntStream.range(0, 8)
                .mapToObj(any -> CompletableFuture.supplyAsync(() ->
                        registrar().whole(bad, UUID.randomUUID()).results().get(0)))
                .toList();
        CompletableFuture<Change> alone =
                registrar().asking("register", system(name("System"), byName(authority)), UUID.randomUUID());
        assertThat(alone.join().problems()).containsExactly("owner NOT_FOUND");
        assertThat(refused).extracting(CompletableFuture::join).noneMatch(Change::accepted);
        assertThat(registrar().register(authority(authority)).version()).isEqualTo(1);
    }

    @Test
    void aWholeBatchThatIsOnlyCheckedIsJudgedAlike() {
        List<Map<String, Object>> items = List.of(
                Map.of("put", authority(name("Agency"))), Map.of("put", system(name("System"), byName("nobody"))));
        Batch checked = registrar().checkWhole(items);
        assertThat(checked.results())
                .extracting(Change::problems)
                .containsExactly(List.of(" NOT_RECORDED"), List.of("owner NOT_FOUND"));
    }
}
