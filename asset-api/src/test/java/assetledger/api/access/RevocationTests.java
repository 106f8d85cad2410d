package assetledger.api.access;

import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.system;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.access.Policy.Relation;
import assetledger.api.access.Policy.Who;
import assetledger.api.testing.Reply;
import assetledger.model.RecordId;
import assetledger.model.Role;
import assetledger.model.Viewer;
import com.nimbusds.jose.JWSAlgorithm;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** A right is there once two people agreed, and gone with the answer that says so. */
class RevocationTests extends WatchedServer {
    private static final Duration SOON = Duration.ofMillis(1_500);
    /** Whoever asks without a pause uses up what he may ask, and is told so instead of what he wanted to know. */
    private static final Duration BETWEEN = Duration.ofMillis(20);

    @Autowired
    private Grants grants;

    private static final Duration ON_ITS_WAY = Duration.ofMillis(500);

    private Asker first() {
        return operator("first");
    }

    private Asker second() {
        return operator("second");
    }

    private static void await(String what, BooleanSupplier happened) {
        await(what, SOON, happened);
    }

    private static void await(String what, Duration longest, BooleanSupplier happened) {
        Instant last = Instant.now().plus(longest);
        while (!happened.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(last);
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    private Asker grantless(String person) {
        return new Asker(Who.NOBODY, address(), token(person, Set.of(), null), canaries());
    }

    private String propose(String holder) {
        return first().recorded("proposeGrant", proposal(holder));
    }

    private Map<String, Object> proposal(String holder) {
        return Map.of(
                "holder", holder, "role", "REGISTRAR", "authority", holdings().ref("Subject", Relation.OWN));
    }

    private static String today() {
        return LocalDate.now(Clock.systemUTC()).toString();
    }

    private static Map<String, Object> decision(String grant) {
        return Map.of("grant", grant, "expectedVersion", 1, "accept", true);
    }

    private Reply write(Asker asker) {
        return asker.command("register", system(name("Granted"), holdings().ref("Subject", Relation.OWN)), false);
    }

    private static boolean registers(Asker asker) {
        return asker.send("{ me { roles } }").at("/me/roles").toString().contains("REGISTRAR");
    }

    /** Reading goes by what was read a second ago; the writer looks again, so whoever lost his right writes nothing. */
    @RepeatedTest(3)
    void aRightThatIsTakenAwayIsGoneBeforeTheNextWrite() {
        String person = name("granted").replace(' ', '-');
        Asker asker = grantless(person);
        String grant = propose("local:" + person);
        assertThat(write(asker).errorCode()).isEqualTo("FORBIDDEN");
        second().recorded("decideGrant", decision(grant));
        await("the right is there", () -> registers(asker));
        assertThat(write(asker).at("/it/change/id").asString("")).isNotEmpty();
        first().recorded("endGrant", Map.of("grant", grant, "expectedVersion", 2, "on", today()));
        long before = database().size();
        assertThat(write(asker).errorCode()).isEqualTo("FORBIDDEN");
        assertThat(database().size()).isEqualTo(before);
        await("it is gone for readers, too", () -> !registers(asker));
    }

    /** Both wait for the writer at once, and it takes what waits together. */
    @Test
    void aWriteThatWaitsBehindTheEndOfItsRightIsForbidden() throws SQLException {
        String person = name("granted").replace(' ', '-');
        Asker asker = grantless(person);
        String grant = propose("local:" + person);
        second().recorded("decideGrant", decision(grant));
        await("the right is there", () -> registers(asker));
        Map<String, Object> end = Map.of("grant", grant, "expectedVersion", 2, "on", today());
        CompletableFuture<String> occupied;
        CompletableFuture<String> ended;
        CompletableFuture<Reply> written;
        try (Connection holder = database().connect()) {
            holder.setAutoCommit(false);
            holder.createStatement().executeQuery("select * from ledger_head for update");
            // The writer takes this one and waits with it for the head; what follows waits for the writer.
            occupied = later(() -> first().recorded("proposeGrant", proposal("local:" + name("other"))));
            ended = later(() -> first().recorded("endGrant", end));
            written = later(() -> write(asker));
            holder.rollback();
        }
        assertThat(occupied.join()).isNotEmpty();
        assertThat(ended.join()).isEqualTo(grant);
        assertThat(written.join().errorCode()).isEqualTo("FORBIDDEN");
    }

    /** Sent now, and long enough ago to be in the server when the next one is sent. */
    private static <T> CompletableFuture<T> later(Supplier<T> request) {
        CompletableFuture<T> sent = CompletableFuture.supplyAsync(request, task -> new Thread(task).start());
        LockSupport.parkNanos(ON_ITS_WAY.toNanos());
        return sent;
    }

    @Test
    void neitherWhoProposedNorTheHolderNorAMachineAgrees() {
        String grant = propose("local:second");
        long before = database().size();
        for (Asker asker : List.of(first(), second())) {
            Reply reply = asker.command("decideGrant", decision(grant), false);
            assertThat(reply.at("/it/problems/0/code").asString("")).isEqualTo("NOT_ALLOWED");
        }
        assertThat(as(Who.MACHINE)
                        .command("decideGrant", decision(grant), false)
                        .errorCode())
                .isEqualTo("FORBIDDEN");
        assertThat(database().size()).isEqualTo(before);
    }

    /** Whoever holds a grant sees it, and not those of others. */
    @Test
    void aHolderSeesHisOwnGrant() {
        String person = name("holder").replace(' ', '-');
        String grant = propose("local:" + person);
        String question = "{ node(id: \"%s\") { id } }".formatted(grant);
        await(
                "it is in the graph",
                Duration.ofSeconds(15),
                () -> !first().send(question).at("/node").isNull());
        assertThat(grantless(person).send(question).at("/node/id").asString("")).isEqualTo(grant);
        assertThat(as(Who.NOBODY).send(question).at("/node").isNull()).isTrue();
    }

    /** Whom an outside issuer names has the rights that grants give here. */
    @Test
    void grantsGiveAnOutsidePersonHisRights(@TempDir Path directory) {
        String person = name("outsider").replace(' ', '-');
        String grant = propose(person);
        second().recorded("decideGrant", decision(grant));
        try (Issuer issuer = new Issuer()) {
            var key = Issuer.ec();
            issuer.publish(key);
            Tokens tokens = new Tokens(
                    new TokenSettings(
                            false,
                            issuer.name(),
                            null,
                            "asset-ledger",
                            List.of("at+jwt"),
                            List.of("ES256"),
                            Duration.ZERO),
                    LocalKey.in(directory),
                    Clock.systemUTC());
            String token = Issuer.signed(
                    key, JWSAlgorithm.ES256, "at+jwt", issuer.claims(person).build());
            @Nullable Caller caller = tokens.caller(token).block(SOON);
            assertThat(caller).isNotNull();
            if (caller != null) {
                await("the right is there", () -> grants.viewer(caller).is(Role.REGISTRAR));
                assertThat(grants.viewer(caller))
                        .isEqualTo(new Viewer(
                                person,
                                false,
                                Set.of(Role.REGISTRAR),
                                Set.of(RecordId.of(holdings().id("Subject", Relation.OWN))),
                                false));
            }
        }
    }
}
