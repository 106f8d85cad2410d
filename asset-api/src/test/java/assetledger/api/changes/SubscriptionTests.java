package assetledger.api.changes;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.function;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.system;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.ledger.LedgerEntry;
import assetledger.api.testing.Change;
import assetledger.api.testing.RunningServer;
import assetledger.model.RecordKind;
import assetledger.model.Role;
import assetledger.model.Viewer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Subscriptions to changes over a WebSocket, and what holds of them however they are carried. */
class SubscriptionTests extends RunningServer {
    private static final String FOLLOW = "subscription { changes { position type record { id kind } } }";
    private static final Viewer ANYBODY = Viewer.server("test");

    @Autowired
    private Subscriptions subscriptions;

    private static String followAfter(long position) {
        return "subscription { changes(after: %d) { position record { id } } }".formatted(position);
    }

    private Socket socket() {
        return Socket.accepted(address(), token());
    }

    @AfterEach
    void everySlotIsFreeAgain() {
        awaitOpen(0);
    }

    private void awaitOpen(int expected) {
        // A thousand take a while on a machine that does other things too.
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (subscriptions.open() != expected && System.nanoTime() - deadline < 0) {
            pause(20);
        }
        assertThat(subscriptions.open()).isEqualTo(expected);
    }

    private static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private Change recorded() {
        return registrar().register(authority(name("Archive")));
    }

    private void recordMany(int count) {
        registrar()
                .batch(IntStream.range(0, count)
                        .mapToObj(item -> Map.<String, Object>of("register", authority(name("Archive"))))
                        .toList());
    }

    @Test
    void withoutAPositionItTellsWhatIsRecordedFromNowOn() {
        recorded();
        try (Socket socket = socket()) {
            socket.subscribe("1", FOLLOW);
            awaitOpen(1);
            assertThat(socket.isQuietFor(Duration.ofMillis(500))).isTrue();
            Change change = recorded();
            JsonNode entry = socket.nextEntry();
            assertThat(entry.path("position").asLong()).isEqualTo(change.position());
            assertThat(entry.path("type").asString()).isEqualTo("REGISTERED");
            assertThat(entry.at("/record/id").asString()).isEqualTo(change.id());
        }
    }

    @Test
    void afterAPositionItTellsWhatIsThereAndThenWhatFollows() {
        recordMany(1_000);
        long size = database().size();
        try (Socket socket = socket()) {
            socket.subscribe("1", followAfter(0));
            for (long position = 1; position < size; position++) {
                assertThat(socket.nextEntry().path("position").asLong()).isEqualTo(position);
            }
            Change change = recorded();
            assertThat(socket.nextEntry().path("position").asLong()).isEqualTo(change.position());
        }
    }

    @Test
    void behindTheLedgersEndItWaits() {
        long end = database().size();
        try (Socket socket = socket()) {
            socket.subscribe("1", followAfter(end));
            recorded();
            assertThat(socket.isQuietFor(Duration.ofMillis(500))).isTrue();
            Change second = recorded();
            assertThat(socket.nextEntry().path("position").asLong()).isEqualTo(second.position());
        }
    }

    @Test
    void itTellsOnlyOfTheKindsAskedFor() {
        long end = database().size();
        recorded();
        Change wanted = registrar().register(function(name("Keeping archives")));
        try (Socket socket = socket()) {
            socket.subscribe(
                    "1", "subscription { changes(after: %d, kinds: [FUNCTION]) { position } }".formatted(end - 1));
            assertThat(socket.nextEntry().path("position").asLong()).isEqualTo(wanted.position());
        }
    }

    @Test
    void aRecordLeadsToOthersAsEverywhere() {
        long end = database().size();
        String name = name("Archive");
        Change owner = registrar().register(authority(name));
        Change system = registrar().register(system(name("System"), byId(owner.id())));
        Change duty = registrar().register(function(name("Keeping archives")));
        registrar().link("SUPPORTS", system.id(), duty.id(), Map.of("degree", "FULL"));
        try (Socket socket = socket()) {
            socket.subscribe("1", """
                    subscription { changes(after: %d, kinds: [TECHNICAL_ASSET, LINK]) { record {
                      ... on TechnicalAsset { owner { name } } ... on Link { tail { id } head { id } } } } }
                    """.formatted(end - 1));
            assertThat(socket.nextEntry().at("/record/owner/name").asString()).isEqualTo(name);
            JsonNode link = socket.nextEntry();
            assertThat(link.at("/record/tail/id").asString()).isEqualTo(system.id());
            assertThat(link.at("/record/head/id").asString()).isEqualTo(duty.id());
        }
    }

    @Test
    void everyEventShowsOtherRecordsAsTheyAreWhenItComes() {
        Change owner = recorded();
        try (Socket socket = socket()) {
            socket.subscribe(
                    "1",
                    "subscription { changes(kinds: [TECHNICAL_ASSET]) { record { ... on Asset { owner { version } } } } }");
            awaitOpen(1);
            pause(200);
            registrar().register(system(name("System"), byId(owner.id())));
            assertThat(socket.nextEntry().at("/record/owner/version").asInt()).isEqualTo(1);
            Change revised = registrar()
                    .record(
                            "revise",
                            Map.of(
                                    "record", byId(owner.id()),
                                    "expectedVersion", 1,
                                    "changes", Map.of("subject", Map.of("name", name("Library")))));
            client().ask("{ node(id: \"%s\", atLeast: %d) { id } }".formatted(owner.id(), revised.position()));
            registrar().register(system(name("System"), byId(owner.id())));
            assertThat(socket.nextEntry().at("/record/owner/version").asInt()).isEqualTo(2);
        }
    }

    @Test
    void whoIsCutOffAgainAndAgainWhileEightWriteMissesNothingAndGetsNothingTwice() {
        long begin = database().size() - 1;
        List<CompletableFuture<Void>> writers = IntStream.range(0, 8)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 40; i++) {
                        recorded();
                    }
                }))
                .toList();
        CompletableFuture<Void> written = CompletableFuture.allOf(writers.toArray(CompletableFuture<?>[]::new));
        List<Long> told = new ArrayList<>();
        int cuts = 0;
        // Known beforehand: the last entry may be told before its writer has its answer.
        long end = begin + 1 + 8 * 40;
        while (begin + told.size() + 1 < end) {
            long after = told.isEmpty() ? begin : told.get(told.size() - 1);
            try (Socket socket = socket()) {
                socket.subscribe("1", followAfter(after));
                for (int i = 0; i <= cuts % 23 && begin + told.size() + 1 < end; i++) {
                    told.add(socket.nextEntry().path("position").asLong());
                }
            }
            cuts++;
        }
        written.join();
        assertThat(told)
                .containsExactlyElementsOf(
                        LongStream.range(begin + 1, database().size()).boxed().toList());
        assertThat(cuts).isGreaterThan(10);
    }

    @Test
    void aClientThatTakesNothingIsGivenNothingMoreAndKeepsNobodyWaiting() {
        recordMany(600);
        long end = database().size();
        try (Socket stalled = socket();
                Socket quick = socket()) {
            stalled.stall();
            stalled.subscribe("1", followAfter(end - 501));
            quick.subscribe("1", followAfter(end - 501));
            for (int i = 0; i < 500; i++) {
                quick.nextEntry();
            }
            Change change = recorded();
            assertThat(quick.nextEntry().path("position").asLong()).isEqualTo(change.position());
        }
    }

    @Test
    void noMorePagesAreReadThanTheTwoThatASubscriptionHolds() {
        recordMany(1_000);
        AtomicInteger pages = new AtomicInteger();
        List<Long> taken = new ArrayList<>();
        BaseSubscriber<LedgerEntry> slow = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                subscription.request(1);
            }

            @Override
            protected void hookOnNext(LedgerEntry entry) {
                taken.add(entry.position());
            }
        };
        subscriptions
                .follow(0L, EnumSet.allOf(RecordKind.class), ANYBODY, () -> {
                    pages.incrementAndGet();
                    return Mono.just(ANYBODY);
                })
                .subscribe(slow);
        pause(1_500);
        assertThat(taken).hasSize(1);
        assertThat(pages.get()).isLessThanOrEqualTo(2);
        slow.request(Subscriptions.PAGE);
        pause(1_000);
        assertThat(taken).hasSize(1 + Subscriptions.PAGE);
        assertThat(pages.get()).isLessThanOrEqualTo(3);
        slow.cancel();
    }

    @Test
    void rightsThatEndEndTheSubscription() {
        recordMany(200);
        AtomicInteger asked = new AtomicInteger();
        List<LedgerEntry> told = new ArrayList<>();
        CompletableFuture<@Nullable Throwable> end = new CompletableFuture<>();
        subscriptions
                .follow(
                        0L,
                        EnumSet.allOf(RecordKind.class),
                        ANYBODY,
                        () -> asked.incrementAndGet() > 2 ? Mono.empty() : Mono.just(ANYBODY))
                .subscribe(told::add, end::complete);
        assertThat(end.join())
                .isInstanceOfSatisfying(
                        SubscriptionEnd.class,
                        failure -> assertThat(failure.code()).isEqualTo(SubscriptionEnd.Code.UNAUTHENTICATED));
        assertThat(told).hasSize(2 * Subscriptions.PAGE);
    }

    @Test
    void aPersonHasTenAtMostAndAnotherOnceOneHasEnded() {
        try (Socket socket = socket()) {
            for (int i = 0; i < Subscriptions.OF_ONE; i++) {
                socket.subscribe("s" + i, FOLLOW);
            }
            awaitOpen(Subscriptions.OF_ONE);
            socket.subscribe("more", FOLLOW);
            JsonNode refusal = socket.next();
            assertThat(refusal.path("type").asString()).isEqualTo("error");
            assertThat(refusal.path("id").asString()).isEqualTo("more");
            assertThat(refusal.at("/payload/0/extensions/code").asString()).isEqualTo("BUSY");
            assertThat(refusal.at("/payload/0/message").asString()).contains("10 subscriptions");
            socket.send(Map.of("type", "complete", "id", "s0"));
            awaitOpen(Subscriptions.OF_ONE - 1);
            socket.subscribe("another", FOLLOW);
            awaitOpen(Subscriptions.OF_ONE);
        }
    }

    /** A hundred people with ten each; whoever has none yet is refused, too, until one of them ends some. */
    @Test
    void allTogetherHaveAThousandAndWhoEndsSomeMakesRoom() {
        List<Socket> followers = new ArrayList<>();
        try (Socket late = socket()) {
            String question = followAfter(database().size() - 1);
            for (int person = 0; person < Subscriptions.OF_ALL / Subscriptions.OF_ONE; person++) {
                Socket socket = Socket.accepted(address(), token("follower-" + person, Set.of(Role.ANALYST), null));
                followers.add(socket);
                for (int i = 0; i < Subscriptions.OF_ONE; i++) {
                    socket.subscribe("s" + i, question);
                }
            }
            awaitOpen(Subscriptions.OF_ALL);
            late.subscribe("refused", FOLLOW);
            JsonNode refusal = late.next();
            assertThat(refusal.path("type").asString()).isEqualTo("error");
            assertThat(refusal.at("/payload/0/extensions/code").asString()).isEqualTo("BUSY");
            assertThat(refusal.at("/payload/0/message").asString()).contains("1000 subscriptions");
            Change change = recorded();
            for (Socket follower : followers) {
                for (int i = 0; i < Subscriptions.OF_ONE; i++) {
                    assertThat(follower.nextEntry().path("position").asLong()).isEqualTo(change.position());
                }
            }
            followers.get(0).close();
            awaitOpen(Subscriptions.OF_ALL - Subscriptions.OF_ONE);
            late.subscribe("taken", FOLLOW);
            awaitOpen(Subscriptions.OF_ALL - Subscriptions.OF_ONE + 1);
        } finally {
            followers.forEach(Socket::close);
        }
    }
}
