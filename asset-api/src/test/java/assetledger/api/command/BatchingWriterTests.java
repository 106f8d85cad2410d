package assetledger.api.command;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.mutation;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.variables;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Change;
import assetledger.api.testing.Reply;
import assetledger.api.testing.RunningServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that arrive together are carried out in one transaction; a fault in it must cost only what it concerns. */
class BatchingWriterTests extends RunningServer {
    private static final String CANARY = "Canary of the failing database";
    private static final int NEIGHBOURS = 24;

    /** From here on the database fails in the middle of each transaction that records the canary. */
    private void breakDatabase() {
        database().execute("""
                create or replace function fail_at_canary() returns trigger language plpgsql as $$
                begin
                    raise exception 'The disk says no';
                end
                $$
                """);
        database().execute("""
                create trigger fail_at_canary before insert on payload for each row
                when (position('%s' in convert_from(new.body, 'UTF8')) > 0) execute function fail_at_canary()
                """.formatted(CANARY));
    }

    @AfterEach
    void mendDatabase() {
        database().execute("drop trigger if exists fail_at_canary on payload");
    }

    @Test
    void aFailureInTheMiddleLeavesNothingHalfDoneAndSparesTheNeighbours() {
        breakDatabase();
        long before = database().size();
        UUID key = UUID.randomUUID();
        CompletableFuture<Reply> failing =
                client().asking(mutation("register", false), variables(authority(CANARY), key));
        List<CompletableFuture<Change>> neighbours = Stream.generate(
                        () -> registrar().asking("register", authority(name("Neighbour")), UUID.randomUUID()))
                .limit(NEIGHBOURS)
                .toList();

        assertThat(failing.join().errorCode()).isEqualTo("UNAVAILABLE");
        assertThat(failing.join().body()).doesNotContain("disk says no", "Exception", "payload");
        assertThat(neighbours.stream().map(CompletableFuture::join)).allMatch(Change::accepted);
        assertThat(database().eventsOf(key)).isZero();
        assertThat(database().size())
                .isEqualTo(before + NEIGHBOURS)
                .isEqualTo(database().number("select count(*) from event"));

        mendDatabase();
        Change second = registrar().ask("register", authority(CANARY), key);
        assertThat(second.accepted()).isTrue();
        assertThat(second.replayed()).isFalse();
        assertThat(database().eventsOf(key)).isEqualTo(1);
    }

    @Test
    void aBatchOfManyCommandsIsRecordedWhollyOrNotAtAllWhereTheDatabaseFails() {
        breakDatabase();
        long before = database().size();
        UUID key = UUID.randomUUID();
        List<Map<String, Object>> items = Stream.of(name("First"), CANARY + " in a batch", name("Third"))
                .map(name -> Map.<String, Object>of("register", authority(name)))
                .toList();
        Reply refused = client().send(mutation("recordBatch", false), variables(Map.of("items", items), key));
        assertThat(refused.errorCode()).isEqualTo("UNAVAILABLE");
        assertThat(database().size()).isEqualTo(before);

        mendDatabase();
        assertThat(registrar().batch(items, key).results()).hasSize(3).allMatch(Change::accepted);
        assertThat(database().size()).isEqualTo(before + 3);
    }

    @Test
    void aSessionThatHoldsTheHeadMakesWritersWaitButNotForEver() throws SQLException {
        UUID key = UUID.randomUUID();
        Map<String, Object> input = authority(name("Waiting"));
        long before = database().size();
        try (Connection rogue = database().connect()) {
            rogue.setAutoCommit(false);
            rogue.createStatement().executeQuery("select * from ledger_head for update");
            Reply answer = client().asking(mutation("register", false), variables(input, key))
                    .orTimeout(25, TimeUnit.SECONDS)
                    .join();
            assertThat(answer.errorCode()).isEqualTo("UNAVAILABLE");
            rogue.rollback();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> registrar().ask("register", input, key).accepted());
        assertThat(database().eventsOf(key)).isEqualTo(1);
        assertThat(database().size()).isEqualTo(before + 1);
    }
}
