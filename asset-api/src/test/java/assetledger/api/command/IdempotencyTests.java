package assetledger.api.command;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byName;
import static assetledger.api.testing.Registrar.function;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.named;
import static assetledger.api.testing.Registrar.registration;
import static assetledger.api.testing.Registrar.system;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Batch;
import assetledger.api.testing.Change;
import assetledger.api.testing.RunningServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class IdempotencyTests extends RunningServer {
    private final UUID key = UUID.randomUUID();

    @Test
    void theSameRequestAgainGetsTheSameAnswerAndRecordsNothing() {
        Map<String, Object> input = authority(name("Treasury"));
        Change first = registrar().ask("register", input, key);
        long size = database().size();
        Change second = registrar().ask("register", input, key);

        assertThat(first.replayed()).isFalse();
        assertThat(second.replayed()).isTrue();
        assertThat(second.payload().path("change")).isEqualTo(first.payload().path("change"));
        assertThat(database().size()).isEqualTo(size);
        assertThat(database().eventsOf(key)).isEqualTo(1);
    }

    @Test
    void theOldAnswerIsGivenEvenWhereTheRecordHasChangedSince() {
        Map<String, Object> input = authority(name("Treasury"));
        Change first = registrar().ask("register", input, key);
        registrar()
                .record(
                        "revise",
                        Map.of(
                                "record", Map.of("id", first.id()),
                                "expectedVersion", 1,
                                "changes", Map.of("subject", Map.of("level", "municipal"))));
        assertThat(registrar().ask("register", input, key).payload().path("change"))
                .isEqualTo(first.payload().path("change"));
    }

    @Test
    void theOrderOfAnObjectsMembersIsNotPartOfARequest() {
        String name = name("Treasury");
        Map<String, Object> oneWay = new LinkedHashMap<>();
        oneWay.put("name", name);
        oneWay.put("level", "national");
        Map<String, Object> otherWay = new LinkedHashMap<>();
        otherWay.put("level", "national");
        otherWay.put("name", name);
        registrar().ask("register", registration("subject", oneWay), key);
        assertThat(registrar()
                        .ask("register", registration("subject", otherWay), key)
                        .replayed())
                .isTrue();
    }

    @Test
    void anotherRequestUnderAUsedKeyIsRefused() {
        registrar().ask("register", authority(name("Treasury")), key);
        long size = database().size();
        Change other = registrar().ask("register", authority(name("Treasury")), key);
        assertThat(other.problems()).containsExactly("idempotencyKey KEY_REUSED");
        assertThat(database().size()).isEqualTo(size);
    }

    @Test
    void theSameInputToAnotherMutationIsAnotherRequest() {
        Map<String, Object> input = authority(name("Treasury"));
        registrar().ask("register", input, key);
        Batch batch = registrar().batch(List.of(Map.of("register", input), Map.of("register", input)), key);
        assertThat(batch.results())
                .hasSize(2)
                .allSatisfy(result -> assertThat(result.problems()).containsExactly("idempotencyKey KEY_REUSED"));
        assertThat(batch.replayed()).isFalse();
    }

    @RepeatedTest(5)
    void theSameRequestManyTimesAtOnceIsRecordedOnce() {
        Map<String, Object> input = authority(name("Treasury"));
        List<Change> answers =
                Stream.generate(() -> registrar().asking("register", input, key)).limit(8).toList().stream()
                        .map(CompletableFuture::join)
                        .toList();
        assertThat(answers).allMatch(Change::accepted);
        assertThat(answers.stream()
                        .map(answer -> answer.payload().path("change"))
                        .distinct())
                .hasSize(1);
        assertThat(database().eventsOf(key)).isEqualTo(1);
    }

    @RepeatedTest(5)
    void ofTwoDifferentRequestsAtOnceUnderOneKeyOneIsRefused() {
        List<Change> answers = Stream.of(authority(name("Treasury")), authority(name("Treasury")))
                .map(input -> registrar().asking("register", input, key))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers.stream().filter(Change::accepted)).hasSize(1);
        assertThat(answers.stream().flatMap(answer -> answer.problems().stream()))
                .containsExactly("idempotencyKey KEY_REUSED");
        assertThat(database().eventsOf(key)).isEqualTo(1);
    }

    @Test
    void aRefusedRequestLeavesItsKeyFree() {
        Map<String, Object> nameless = registration("subject", Map.of("level", "regional"));
        assertThat(registrar().ask("register", nameless, key).problems()).containsExactly("name REQUIRED");
        Change mended = registrar().ask("register", authority(name("Treasury")), key);
        assertThat(mended.accepted()).isTrue();
        assertThat(mended.replayed()).isFalse();
    }

    @Test
    void aRefusedRequestSentAgainAsItIsSucceedsOnceItsReasonIsGone() {
        String owner = name("Treasury");
        Map<String, Object> input = system(name("Ledger"), byName(owner));
        assertThat(registrar().ask("register", input, key).problems()).containsExactly("owner NOT_FOUND");
        registrar().register(authority(owner));
        assertThat(registrar().ask("register", input, key).accepted()).isTrue();
    }

    @Test
    void aBatchIsAnsweredAgainWithItsRefusals() {
        String authority = name("Treasury");
        List<Map<String, Object>> items = List.of(
                Map.of("register", authority(authority)),
                Map.of(
                        "register",
                        registration("function", named(name("Tax"), Map.of("area", "99.9", "kind", "SERVICE")))),
                Map.of("register", function(name("Tax"))),
                Map.of("register", system(name("Ledger"), byName(name("Nobody")))));
        Batch first = registrar().batch(items, key);
        long size = database().size();
        Batch second = registrar().batch(items, key);

        assertThat(first.results()).extracting(Change::accepted).containsExactly(true, false, true, false);
        assertThat(second.replayed()).isTrue();
        assertThat(second.results()).hasSize(4).allMatch(Change::replayed);
        assertThat(second.position()).isEqualTo(first.position());
        for (int i = 0; i < 4; i++) {
            assertThat(second.results().get(i).payload().path("change"))
                    .isEqualTo(first.results().get(i).payload().path("change"));
            assertThat(second.results().get(i).payload().path("problems"))
                    .isEqualTo(first.results().get(i).payload().path("problems"));
        }
        assertThat(database().size()).isEqualTo(size);
    }
}
