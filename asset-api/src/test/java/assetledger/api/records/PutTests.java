package assetledger.api.records;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byName;
import static assetledger.api.testing.Registrar.function;
import static assetledger.api.testing.Registrar.mutation;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.named;
import static assetledger.api.testing.Registrar.registration;
import static assetledger.api.testing.Registrar.system;
import static assetledger.api.testing.Registrar.variables;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Batch;
import assetledger.api.testing.Change;
import assetledger.api.testing.RunningServer;
import assetledger.model.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PutTests extends RunningServer {
    private final String authority = name("Agency");
    private final String duty = name("Duty");
    private final String system = name("System");

    /** A source with an authority, its duty, its system and what the one does for the other. */
    private List<Map<String, Object>> source(String purpose, String degree) {
        return List.of(
                Map.of("put", authority(authority)),
                Map.of("put", function(duty)),
                Map.of(
                        "put",
                        registration(
                                "system",
                                named(
                                        system,
                                        Map.of(
                                                "purpose",
                                                purpose,
                                                "owner",
                                                byName(authority),
                                                "stages",
                                                List.of(Map.of("stage", "operation", "from", "2020-01-01")))))),
                Map.of("putLink", supports(Map.of("degree", degree))));
    }

    private Map<String, Object> supports(Map<String, Object> terms) {
        Map<String, Object> link = new LinkedHashMap<>(terms);
        link.putAll(Map.of("kind", "SUPPORTS", "tail", byName(system), "head", byName(duty)));
        return link;
    }

    @Test
    void theSameSourceAgainRecordsNothing() {
        Batch first = registrar().batch(source("Admits pupils", "FULL"));
        long size = database().size();
        Batch second = registrar().batch(source("Admits pupils", "FULL"));

        assertThat(first.results()).extracting(Change::outcome).containsOnly("ADDED");
        assertThat(second.results()).hasSize(4).extracting(Change::outcome).containsOnly("UNCHANGED");
        assertThat(second.results()).extracting(Change::id).isEqualTo(ids(first));
        assertThat(database().size()).isEqualTo(size);
    }

    @Test
    void aChangedSourceRecordsWhatChangedAlone() {
        Batch first = registrar().batch(source("Admits pupils", "FULL"));
        long size = database().size();
        Batch second = registrar().batch(source("Teaches pupils", "PARTIAL"));

        assertThat(second.results())
                .extracting(Change::outcome)
                .containsExactly("UNCHANGED", "UNCHANGED", "CHANGED", "CHANGED");
        assertThat(second.results()).extracting(Change::id).isEqualTo(ids(first));
        assertThat(database().size()).isEqualTo(size + 2);
        JsonNode events = client().ask(
                        "query ($after: Position!) { changes(after: $after, first: 2) { entries { type record { version } } } }",
                        Map.of("after", size - 1))
                .at("/changes/entries");
        assertThat(events.valueStream().map(event -> event.path("type").asString()))
                .containsExactly("REVISED", "LINK_REVISED");
    }

    @Test
    void aLinkIsFoundByANameThatItsTailGetsInTheSameBatch() {
        registrar().batch(source("Admits pupils", "FULL"));
        String number = name("Number");
        Map<String, Object> named = Map.of(
                "owner",
                byName(authority),
                "externalIds",
                List.of(Map.of("scheme", "test", "value", system), Map.of("scheme", "number", "value", number)));
        Map<String, Object> link = new LinkedHashMap<>(supports(Map.of("degree", "FULL")));
        link.put("tail", byName("number", number));
        Batch batch = registrar().batch(List.of(Map.of("put", registration("system", named)), Map.of("putLink", link)));
        assertThat(batch.results()).extracting(Change::outcome).containsExactly("CHANGED", "UNCHANGED");
    }

    @Test
    void aPreviewTellsTheOutcomesAndRecordsNothing() {
        registrar().batch(source("Admits pupils", "FULL"));
        long size = database().size();
        List<Map<String, Object>> items = new ArrayList<>(source("Teaches pupils", "FULL"));
        String added = name("Other");
        items.add(Map.of("put", system(added, byName(authority))));
        items.add(Map.of("put", system(added, byName(authority))));
        Batch preview = registrar().checkBatch(items);
        assertThat(preview.results())
                .extracting(Change::outcome)
                .containsExactly("UNCHANGED", "UNCHANGED", "CHANGED", "UNCHANGED", "ADDED", "UNCHANGED");
        assertThat(database().size()).isEqualTo(size);
    }

    @Test
    void aRepeatedRequestTellsTheOutcomesOfTheFirst() {
        registrar().batch(source("Admits pupils", "FULL"));
        UUID key = UUID.randomUUID();
        Batch first = registrar().batch(source("Teaches pupils", "FULL"), key);
        Batch again = registrar().batch(source("Teaches pupils", "FULL"), key);
        assertThat(again.replayed()).isTrue();
        assertThat(again.results())
                .extracting(Change::outcome)
                .isEqualTo(first.results().stream().map(Change::outcome).toList())
                .containsExactly("UNCHANGED", "UNCHANGED", "CHANGED", "UNCHANGED");
    }

    @Test
    void aSinglePutAnswersLikeARegistrationAndThenLikeARevision() {
        registrar().register(authority(authority));
        Change added = registrar().record("put", system(system, byName(authority)));
        registrar().register(function(duty));
        Change linked = registrar().record("putLink", supports(Map.of("degree", "FULL")));
        Change changed = registrar().record("putLink", supports(Map.of("degree", "PARTIAL")));
        assertThat(added.number()).startsWith("SYS-");
        assertThat(changed.id()).isEqualTo(linked.id());
        assertThat(List.of(added, linked, changed))
                .extracting(Change::outcome)
                .containsExactly("ADDED", "ADDED", "CHANGED");
    }

    @Test
    void everyOtherCommandTellsItsOutcomeToo() {
        Change added = registrar().register(authority(authority));
        Map<String, Object> national = Map.of(
                "record", byName(authority),
                "expectedVersion", 1,
                "changes", Map.of("subject", Map.of("level", "national")));
        Change changed = registrar().record("revise", national);
        Map<String, Object> again = new LinkedHashMap<>(national);
        again.put("expectedVersion", 2);
        Change unchanged = registrar().record("revise", again);
        assertThat(List.of(added, changed, unchanged))
                .extracting(Change::outcome)
                .containsExactly("ADDED", "CHANGED", "UNCHANGED");
    }

    @Test
    void aMemberThatIsNullIsLostAndOneThatIsLeftOutStays() {
        registrar()
                .record(
                        "put",
                        registration(
                                "function",
                                named(duty, Map.of("area", "07.4.0", "kind", "SERVICE", "description", "Words"))));
        Map<String, Object> nothing = new LinkedHashMap<>();
        nothing.put("description", null);
        Change cleared = registrar().record("put", registration("function", named(duty, nothing)));
        JsonNode found = client().ask(
                        "query ($id: ID!, $at: Position!) { node(id: $id, atLeast: $at) { ... on Function { description area } } }",
                        Map.of("id", cleared.id(), "at", cleared.position()))
                .at("/node");
        assertThat(found.path("description").isNull()).isTrue();
        assertThat(found.path("area").asString()).isEqualTo("07.4.0");
    }

    @Test
    void aBatchWithSomethingOfAnotherAuthorityIsTurnedAwayAsAWhole() {
        String own = registrar().register(authority(authority)).id();
        String foreign = name("Other");
        registrar().register(authority(foreign));
        long size = database().size();
        List<Map<String, Object>> items = List.of(
                Map.of("put", system(system, byName(authority))), Map.of("put", system(system, byName(foreign))));
        assertThat(client("nora", Role.REGISTRAR, own)
                        .send(mutation("recordBatch", false), variables(Map.of("items", items), UUID.randomUUID()))
                        .errorCode())
                .isEqualTo("FORBIDDEN");
        assertThat(database().size()).isEqualTo(size);
    }

    private static List<String> ids(Batch batch) {
        return batch.results().stream().map(Change::id).toList();
    }
}
