package assetledger.api.authorities;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.byName;
import static assetledger.api.testing.Registrar.function;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.named;
import static assetledger.api.testing.Registrar.registration;
import static assetledger.api.testing.Registrar.system;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Change;
import assetledger.api.testing.Client;
import assetledger.api.testing.Registrar;
import assetledger.api.testing.RunningServer;
import assetledger.model.Role;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Authorities that give assets away and cease to exist, over the API and the real ledger and graph. */
class TransferQueryTests extends RunningServer {
    private static final String ON = "2026-01-15";
    private static final String TRANSFER = "query ($id: ID!, $at: Position) { node(id: $id, atLeast: $at) {"
            + " ... on Transfer { state acceptedByGiver acceptedByTaker from { id } to { id } assets { id }"
            + " preview { mandates { subject { id } function { id } before after } linksLeftBehind { link }"
            + " partsToAgree { id } measures { measure { id } money { currency amount } } truncated } } } }";

    private String giver = "";
    private String taker = "";
    private String system = "";

    @BeforeEach
    void twoAuthoritiesAndASystem() {
        giver = registrar().register(authority(name("Giver"))).id();
        taker = registrar().register(authority(name("Taker"))).id();
        system = registrar().register(system(name("Registry"), byId(giver))).id();
    }

    @Test
    void aTransferIsSeenBeforeItHappensAndHappensAtOnceWhenBothAgree() {
        String duty = registrar().register(function(name("Duty"))).id();
        String platform =
                registrar().register(system(name("Platform"), byId(giver))).id();
        registrar().link("SUPPORTS", system, duty, Map.of("degree", "FULL"));
        registrar().link("MANDATED", giver, duty, Map.of());
        registrar().link("PART_OF", system, platform, Map.of());
        registrar().link("RUNS_ON", system, platform, Map.of());
        String measure = registrar()
                .register(registration("measure", named(name("Rebuild"), Map.of("owner", byId(giver)))))
                .id();
        Change delivers = registrar().link("DELIVERS", measure, system, Map.of());

        Change proposed = gina().record("proposeTransfer", proposal(system));
        JsonNode before = client().ask(TRANSFER, at(proposed)).at("/node");
        assertThat(before.path("state").asString()).isEqualTo("PROPOSED");
        assertThat(before.at("/assets/0/id").asString()).isEqualTo(system);
        assertThat(before.at("/preview/mandates").toString())
                .isEqualTo(
                        "[{\"subject\":{\"id\":\"%s\"},\"function\":{\"id\":\"%s\"},\"before\":\"COVERED\",\"after\":\"NOT_REPORTED\"}]"
                                .formatted(giver, duty));
        assertThat(before.at("/preview/linksLeftBehind")).hasSize(2);
        assertThat(before.at("/preview/partsToAgree")).hasSize(1);
        assertThat(before.at("/preview/measures/0/measure/id").asString()).isEqualTo(measure);
        assertThat(before.at("/preview/measures/0/money")).isEmpty();
        assertThat(delivers.position()).isLessThan(proposed.position());

        Change accepted = tom().record("decideTransfer", decision(proposed, true));
        JsonNode after = client().ask(TRANSFER, at(accepted)).at("/node");
        assertThat(after.path("state").asString()).isEqualTo("ACCEPTED");
        assertThat(after.path("acceptedByGiver").asString()).isEqualTo("local:gina");
        assertThat(after.path("acceptedByTaker").asString()).isEqualTo("local:tom");
        JsonNode moved = asset(accepted.position() + 1);
        assertThat(moved.at("/owner/id").asString()).isEqualTo(taker);
        assertThat(moved.at("/formerOwners/0/owner/id").asString()).isEqualTo(giver);
        assertThat(moved.at("/formerOwners/0/until").asString()).isEqualTo(ON);
    }

    private JsonNode asset(long position) {
        return client().ask(
                        "query ($id: ID!, $at: Position) { node(id: $id, atLeast: $at) { ... on TechnicalAsset {"
                                + " number version owner { id } formerOwners { owner { id } until } } } }",
                        Map.of("id", system, "at", position))
                .at("/node");
    }

    /** BR01. */
    @Test
    void theNumberOfAnAssetSurvivesItsOwnerAndBothOwnersListItOnTheirDays() {
        Change proposed = gina().record("proposeTransfer", proposal(system));
        String number = asset(proposed.position()).path("number").asString();
        Change accepted = tom().record("decideTransfer", decision(proposed, true));
        assertThat(asset(accepted.position() + 1).path("number").asString()).isEqualTo(number);
        assertThat(assets(giver, "2026-01-14")).contains(number);
        assertThat(assets(taker, "2026-01-14")).doesNotContain(number);
        assertThat(assets(giver, ON)).doesNotContain(number);
        assertThat(assets(taker, ON)).contains(number);
    }

    private String assets(String owner, String day) {
        return client().ask(
                        "query ($owner: ID!, $day: Date!) { assets(first: 100, owner: $owner, asOf: $day) { nodes { number } } }",
                        Map.of("owner", owner, "day", day))
                .at("/assets/nodes")
                .toString();
    }

    @Test
    void oneCommandOfSeveralEventsAnswersWithTheFirstAndAgainUnderItsKey() {
        String other =
                registrar().register(system(name("Archive"), byId(giver))).id();
        Change proposed = gina().record("proposeTransfer", proposal(system, other));
        UUID key = UUID.randomUUID();
        Change accepted = tom().ask("decideTransfer", decision(proposed, true), key);
        assertThat(accepted.version()).isEqualTo(2);
        JsonNode feed = client().ask(
                        "query ($after: Position) { changes(after: $after, first: 3) { entries { position type effective"
                                + " record { id } } } }",
                        Map.of("after", accepted.position() - 1))
                .at("/changes/entries");
        assertThat(feed.findValuesAsString("type"))
                .containsExactly("TRANSFER_ACCEPTED", "OWNER_CHANGED", "OWNER_CHANGED");
        assertThat(feed.at("/1/record/id").asString()).isEqualTo(system);
        assertThat(feed.at("/2/record/id").asString()).isEqualTo(other);
        assertThat(feed.at("/2/effective").asString()).isEqualTo(ON);
        Change again = tom().ask("decideTransfer", decision(proposed, true), key);
        assertThat(again.replayed()).isTrue();
        assertThat(again.position()).isEqualTo(accepted.position());
        assertThat(registrar().register(authority(name("Next"))).position()).isGreaterThan(accepted.position() + 2);
    }

    @Test
    void anIdentifierThatTheTakerUsesIsFoundUnderTheLock() {
        Change proposed = gina().record("proposeTransfer", proposal(system));
        String name = client().ask(
                        "query ($id: ID!, $at: Position) { node(id: $id, atLeast: $at) { ... on Asset { name } } }",
                        Map.of("id", system, "at", proposed.position()))
                .at("/node/name")
                .asString();
        registrar().register(system(name, byId(taker)));
        assertThat(tom().ask("decideTransfer", decision(proposed, true)).problems())
                .containsExactly("assets[0].externalIds IDENTIFIER_TAKEN");
    }

    @Test
    void transfersAreListedForTheirSidesAndNobodyElse() {
        Change proposed = gina().record("proposeTransfer", proposal(system));
        for (Client side : List.of(client("gina", Role.REGISTRAR, giver), client("ann", Role.ANALYST, null))) {
            assertThat(listed(side, giver, proposed))
                    .isEqualTo("{\"totalCount\":1,\"nodes\":[{\"id\":\"%s\"}]}".formatted(proposed.id()));
        }
        assertThat(listed(client("tom", Role.REGISTRAR, taker), taker, proposed))
                .contains(proposed.id());
        String third = registrar().register(authority(name("Third"))).id();
        Client other = client("otto", Role.REGISTRAR, third);
        assertThat(other.send(LIST, with(at(proposed), "authority", giver)).errorCode())
                .isEqualTo("FORBIDDEN");
        assertThat(other.ask(TRANSFER, at(proposed)).at("/node").isNull()).isTrue();
        assertThat(other.ask(
                                "query ($after: Position) { changes(after: $after, first: 1) { entries { type } } }",
                                Map.of("after", proposed.position() - 1))
                        .at("/changes/entries"))
                .isEmpty();
    }

    private static final String LIST = "query ($authority: ID!, $at: Position) { transfers(authority: $authority,"
            + " state: PROPOSED, first: 10, atLeast: $at) { totalCount nodes { id } } }";

    private static String listed(Client who, String authority, Change since) {
        return who.ask(LIST, with(at(since), "authority", authority))
                .at("/transfers")
                .toString();
    }

    @Test
    void aRestrictedAssetIsNullInATransferForWhoDoesNotSeeItUntilItIsHis() {
        Map<String, Object> hidden = new HashMap<>(system(name("Secret"), byId(giver)));
        hidden.put("restriction", "Because");
        String secret = registrar().register(hidden).id();
        assertThat(tom().ask("proposeTransfer", proposal(secret)).problems()).hasSize(1);
        Change proposed = gina().record("proposeTransfer", proposal(secret));
        Client taking = client("tom", Role.REGISTRAR, taker);
        assertThat(taking.ask(TRANSFER, at(proposed)).at("/node/assets").toString())
                .isEqualTo("[null]");
        Change accepted = tom().record("decideTransfer", decision(proposed, true));
        assertThat(taking.ask(TRANSFER, Map.of("id", proposed.id(), "at", accepted.position() + 1))
                        .at("/node/assets/0/id")
                        .asString())
                .isEqualTo(secret);
    }

    /** BR10. */
    @Test
    void anAuthorityClosesWhenNothingIsLeftAndIsFoundForEverWithItsSuccessors() {
        String below = name("Below");
        registrar()
                .register(registration("subject", named(below, Map.of("level", "municipal", "parent", byId(giver)))));
        String duty = name("Duty");
        String function = registrar().register(function(duty)).id();
        Change mandate = registrar().link("MANDATED", giver, function, Map.of("from", "2020-01-01"));
        Change refused = registrar().ask("closeAuthority", closing(1));
        assertThat(refused.payload().path("problems"))
                .extracting(problem -> problem.path("message").asString())
                .satisfiesExactly(
                        assets -> assertThat(assets).contains("active assets (1): SYS-"),
                        mandates -> assertThat(mandates).contains("mandates (1): " + duty),
                        children -> assertThat(children).contains("authorities below it (1): " + below));

        Change proposed = gina().record("proposeTransfer", proposal(system));
        tom().record("decideTransfer", decision(proposed, true));
        registrar().endLink(mandate.id(), 1, ON);
        registrar()
                .record(
                        "revise",
                        Map.of(
                                "record", byName(below),
                                "expectedVersion", 1,
                                "changes", Map.of("subject", Map.of("parent", byId(taker)))));
        assertThat(registrar().check("closeAuthority", closing(1)).problems()).isEmpty();
        Change closed = registrar().record("closeAuthority", closing(1));
        JsonNode found = client().ask(
                        "query ($id: ID!, $at: Position) { subject(ref: {id: $id}, atLeast: $at) { existence { to }"
                                + " successors { id } } }",
                        at(closed))
                .at("/subject");
        assertThat(found.at("/existence/to").asString()).isEqualTo(ON);
        assertThat(found.at("/successors/0/id").asString()).isEqualTo(taker);
        assertThat(registrar()
                        .ask("register", system(name("Late"), byId(giver)))
                        .problems())
                .hasSize(1);
    }

    /** BR10: what waits in the same queue would be decided together, over what the ledger held before all of it. */
    @Test
    void aClosingSeesWhatWasRecordedAMomentBefore() throws Exception {
        String closing = registrar().register(authority(name("Closing"))).id();
        List<CompletableFuture<Change>> asked = new ArrayList<>();
        try (Connection holding = database().connect()) {
            holding.setAutoCommit(false);
            holding.createStatement().executeQuery("select * from ledger_head for update");
            asked.add(later("register", authority(name("First in the queue"))));
            asked.add(later("register", system(name("Registry"), byId(closing))));
            asked.add(later(
                    "closeAuthority",
                    Map.of("authority", byId(closing), "expectedVersion", 1, "on", ON, "reason", "Its task is done")));
            holding.rollback();
        }
        assertThat(asked.get(1).join().accepted()).isTrue();
        assertThat(asked.get(2).join().problems()).containsExactly("authority NOT_ALLOWED");
    }

    /** Goes on when the server has it in its queue. */
    private CompletableFuture<Change> later(String mutation, Map<String, Object> input) throws InterruptedException {
        CompletableFuture<Change> asked = registrar().asking(mutation, input, UUID.randomUUID());
        Thread.sleep(500);
        return asked;
    }

    /** BR10: the stage of an asset and the days of a mandate name no authority, and keep to it all the same. */
    @Test
    void whatIsOverWithItsAuthorityIsNotRevived() {
        Change gone = registrar()
                .record(
                        "changeStage",
                        Map.of(
                                "record",
                                byId(system),
                                "expectedVersion",
                                1,
                                "stage",
                                "decommissioning",
                                "from",
                                "2025-01-01"));
        registrar()
                .record(
                        "changeStage",
                        Map.of("record", byId(gone.id()), "expectedVersion", 2, "stage", "retention", "from", ON));
        String function = registrar().register(function(name("Duty"))).id();
        Change mandate = registrar().link("MANDATED", giver, function, Map.of("from", "2020-01-01", "to", ON));
        registrar().record("closeAuthority", closing(1));
        assertThat(registrar()
                        .ask("endLink", Map.of("link", mandate.id(), "expectedVersion", 1, "on", "2026-02-01"))
                        .problems())
                .containsExactly("tail NOT_ALLOWED");
        Map<String, Object> stages = Map.of("stages", List.of(Map.of("stage", "operation", "from", "2020-01-01")));
        assertThat(registrar()
                        .ask(
                                "revise",
                                Map.of(
                                        "record", byId(system),
                                        "expectedVersion", 3,
                                        "changes", Map.of("system", stages)))
                        .problems())
                .containsExactly("owner NOT_ALLOWED");
    }

    private Registrar gina() {
        return new Registrar(client("gina", Role.REGISTRAR, giver));
    }

    private Registrar tom() {
        return new Registrar(client("tom", Role.REGISTRAR, taker));
    }

    private Map<String, Object> closing(int version) {
        return Map.of(
                "authority", byId(giver), "expectedVersion", version, "on", ON, "successors", List.of(byId(taker)));
    }

    private Map<String, Object> proposal(String... assets) {
        List<Map<String, Object>> refs = Stream.of(assets).map(Registrar::byId).toList();
        return Map.of("from", byId(giver), "to", byId(taker), "assets", refs, "on", ON, "ground", "Order 7");
    }

    private static Map<String, Object> decision(Change proposed, boolean accept) {
        return Map.of("transfer", proposed.id(), "expectedVersion", proposed.version(), "accept", accept);
    }

    private static Map<String, Object> at(Change change) {
        return Map.of("id", change.id(), "at", change.position());
    }

    private static Map<String, Object> with(Map<String, Object> some, String name, Object value) {
        Map<String, Object> more = new HashMap<>(some);
        more.remove("id");
        more.put(name, value);
        return more;
    }
}
