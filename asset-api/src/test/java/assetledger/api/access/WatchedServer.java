package assetledger.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.access.Policy.Relation;
import assetledger.api.access.Policy.Who;
import assetledger.api.testing.RunningServer;
import assetledger.model.RecordId;
import assetledger.model.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A test that asks in everybody's name, of a server that holds what all of them have; no answer may hold a canary. */
abstract class WatchedServer extends RunningServer {
    /** A server has its own key, and what it holds is registered once. */
    private static final Map<LocalKey, Stage> STAGES = new ConcurrentHashMap<>();

    @Autowired
    private LocalKey key;

    /** What a server holds, and what is listened for there. */
    private record Stage(Canaries canaries, Holdings holdings) {}

    @BeforeEach
    void register() {
        if (!STAGES.containsKey(key)) {
            Canaries canaries = new Canaries();
            STAGES.put(
                    key,
                    new Stage(
                            canaries,
                            Holdings.registered(
                                    canaries,
                                    registrar(),
                                    new Asker(Who.AUDITOR, address(), token(), canaries),
                                    authority -> new Asker(
                                            Who.AUDITOR,
                                            address(),
                                            token("importer", Set.of(Role.REGISTRAR), authority),
                                            canaries),
                                    operator("first", canaries),
                                    operator("second", canaries))));
            uploads();
            awaitCheckpoint();
        }
    }

    /** What they sent to be imported; it has something in every member, as no upload on the way has. */
    private void uploads() {
        holdings()
                .keep(
                        "Upload",
                        Relation.OWN,
                        upload("northerner", canaries().text("north", "file", Set.of(Who.REGISTRAR))));
        holdings()
                .keep(
                        "Upload",
                        Relation.FOREIGN,
                        upload("southerner", canaries().text("south", "file", EnumSet.noneOf(Who.class))));
        upload("machine", "of a machine");
    }

    private static String upload(String person, String word) {
        String id = UUID.randomUUID().toString();
        database().execute("""
                insert into upload select '%s', 'local:%s', '/nowhere', '%3$s', '%3$s', 'IMPORT', true, 'STOPPED',
                  1, 1, 1, 0, 0, 0, 0, 1, '[{"table":0,"row":2,"column":"%3$s","value":"%3$s","sentence":"%3$s"}]',
                  gen_random_uuid(), '%3$s', now(), now()""".formatted(id, person, word));
        return id;
    }

    /** What proves the ledger is there from its first second on. */
    private void awaitCheckpoint() {
        for (int tries = 0; tries < 600; tries++) {
            if (!client().ask("{ checkpoint { size } }").at("/checkpoint").isNull()) {
                return;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        throw new AssertionError("Nothing was signed in a minute");
    }

    private Asker operator(String person, Canaries canaries) {
        return new Asker(Who.OPERATOR, address(), token(person, Set.of(Role.OPERATOR), null), canaries);
    }

    @AfterEach
    void nobodyHeardWhatIsNotForHim() {
        assertThat(canaries().leaks()).isEmpty();
    }

    private Stage stage() {
        Stage stage = STAGES.get(key);
        if (stage == null) {
            throw new IllegalStateException("Nothing is registered yet");
        }
        return stage;
    }

    Canaries canaries() {
        return stage().canaries();
    }

    Holdings holdings() {
        return stage().holdings();
    }

    /** One of each sort; the registrars record for the north. */
    Asker as(Who who) {
        return new Asker(
                who,
                address(),
                switch (who) {
                    case REGISTRAR -> token("northerner", Set.of(Role.REGISTRAR), north());
                    case MACHINE -> machine();
                    case NOBODY -> token("nobody", Set.of(), null);
                    default -> token(who.label(), Set.of(Role.valueOf(who.name())), null);
                },
                canaries());
    }

    /** An operator, of whom there are two. */
    Asker operator(String person) {
        return operator(person, canaries());
    }

    private @Nullable String north() {
        return holdings().id("Subject", Relation.OWN);
    }

    private String machine() {
        Instant now = Instant.now();
        return key.issue(
                "machine",
                true,
                Set.of(Role.REGISTRAR),
                RecordId.of(holdings().id("Subject", Relation.OWN)),
                now,
                now.plus(Duration.ofHours(1)));
    }

    LocalKey key() {
        return key;
    }
}
