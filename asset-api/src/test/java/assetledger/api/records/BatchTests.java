package assetledger.api.records;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.byName;
import static assetledger.api.testing.Registrar.function;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.registration;
import static assetledger.api.testing.Registrar.system;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Batch;
import assetledger.api.testing.Change;
import assetledger.api.testing.RunningServer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchTests extends RunningServer {
    private final String authority = name("Agency");
    private final String function = name("Duty");
    private final String system = name("System");

    /** Each item names what the ones before it register. */
    private List<Map<String, Object>> chain() {
        return List.of(
                Map.of("register", authority(authority)),
                Map.of("register", function(function)),
                Map.of("register", system(system, byName(authority))),
                Map.of(
                        "link",
                        Map.of(
                                "kind",
                                "SUPPORTS",
                                "tail",
                                byName(system),
                                "head",
                                byName(function),
                                "degree",
                                "FULL")));
    }

    @Test
    void anItemMayNameWhatAnEarlierOneRegisters() {
        Batch batch = registrar().batch(chain());
        assertThat(batch.results()).hasSize(4).allMatch(Change::accepted);
        assertThat(batch.results().stream().map(Change::position))
                .isSorted()
                .last()
                .isEqualTo(batch.position().asLong());
        assertThat(database().size()).isEqualTo(batch.position().asLong() + 1);
    }

    @Test
    void anItemMayNotNameWhatALaterOneRegisters() {
        Batch batch = registrar()
                .batch(List.of(
                        Map.of("register", system(system, byName(authority))),
                        Map.of("register", authority(authority))));
        assertThat(batch.results().get(0).problems()).containsExactly("owner NOT_FOUND");
        assertThat(batch.results().get(1).accepted()).isTrue();
    }

    @Test
    void aRefusedItemLeavesTheOthersAsTheyAreAndTheAnswersAreInOrder() {
        long before = database().size();
        Batch batch = registrar()
                .batch(List.of(
                        Map.of("register", authority(authority)),
                        Map.of("register", registration("subject", Map.of("name", "No level"))),
                        Map.of("register", function(function)),
                        Map.of("register", system(system, byName("nobody")))));
        assertThat(batch.results().stream().map(Change::accepted)).containsExactly(true, false, true, false);
        assertThat(batch.results().get(1).problems()).containsExactly("level REQUIRED");
        assertThat(batch.results().get(3).problems()).containsExactly("owner NOT_FOUND");
        assertThat(batch.results().get(0).payload().at("/change/kind").asString())
                .isEqualTo("SUBJECT");
        assertThat(batch.results().get(2).payload().at("/change/kind").asString())
                .isEqualTo("FUNCTION");
        assertThat(batch.position().asLong()).isEqualTo(before + 1);
        assertThat(database().size()).isEqualTo(before + 2);
    }

    @Test
    void aProblemNamesTheRecordByTheNameThatItsItemGivesIt() {
        Batch batch = registrar().batch(List.of(Map.of("register", system(system, byName("nobody")))));
        assertThat(batch.results().get(0).payload().at("/problems/0/record").asString())
                .contains(system);
        assertThat(batch.results().get(0).payload().at("/problems/0/message").asString())
                .contains("nobody");
    }

    @Test
    void anItemThatCannotBeReadIsRefusedAlone() {
        Batch batch = registrar()
                .batch(List.of(
                        Map.of("register", system(system, byId("zzz"))), Map.of("register", authority(authority))));
        assertThat(batch.results().get(0).problems()).containsExactly("owner.id FORM");
        assertThat(batch.results().get(1).accepted()).isTrue();
    }

    @Test
    void aBatchThatRecordsNothingHasNoPosition() {
        Batch batch = registrar().batch(List.of(Map.of("register", system(system, byName("nobody")))));
        assertThat(batch.position().isNull()).isTrue();
    }

    @Test
    void whatIsOnlyCheckedIsJudgedAlikeAndNotRecorded() {
        long before = database().size();
        assertThat(registrar().checkBatch(chain()).results()).hasSize(4).allMatch(Change::accepted);
        assertThat(database().size()).isEqualTo(before);
        assertThat(registrar().batch(chain()).results()).allMatch(Change::accepted);
    }

    @Test
    void aThousandItemsAreRecordedInOneRequest() {
        long before = database().size();
        List<Map<String, Object>> items = IntStream.range(0, 1_000)
                .mapToObj(item -> Map.<String, Object>of("register", function(name("Duty"))))
                .toList();
        assertThat(registrar().batch(items).results()).hasSize(1_000).allMatch(Change::accepted);
        assertThat(database().size()).isEqualTo(before + 1_000);
    }
}
