package assetledger.api.authorities;

import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.byName;
import static assetledger.api.testing.Registrar.function;
import static assetledger.api.testing.Registrar.named;
import static assetledger.api.testing.Registrar.registration;
import static assetledger.api.testing.Registrar.system;

import assetledger.api.testing.Client;
import assetledger.api.testing.RunningServer;
import assetledger.model.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExampleTests extends RunningServer {
    @Test
    void prints() throws Exception {
        registrar().register(registration("subject", named("roads", Map.of("level", "regional"))));
        registrar().register(registration("subject", named("transport", Map.of("level", "regional"))));
        String roads = registrar().register(registration("subject", named("Roads Agency", Map.of("level", "regional")))).id();
        String transport = registrar().register(registration("subject", named("Transport Agency", Map.of("level", "regional")))).id();
        String fn = registrar().register(function("Traffic control")).id();
        String cams = registrar().register(system("Traffic cameras", byId(roads))).id();
        registrar().register(system("Data centre", byId(roads)));
        registrar().link("SUPPORTS", cams, fn, Map.of("degree", "FULL"));
        registrar().link("MANDATED", roads, fn, Map.of());
        registrar().link("RUNS_ON", cams, registrar().register(system("Cluster", byId(roads))).id(), Map.of());
        Client ann = client("ann", Role.REGISTRAR, roads);
        Client ben = client("ben", Role.REGISTRAR, transport);
        say(ann.send("mutation { proposeTransfer(idempotencyKey: \"6f1c2d0e-8f0b-4b6e-9a55-0d3c3f3f7a20\", input: {"
                + " from: {external: {scheme: \"test\", value: \"Roads Agency\"}}, to: {external: {scheme: \"test\", value: \"Transport Agency\"}},"
                + " assets: [{external: {scheme: \"test\", value: \"Traffic cameras\"}}], on: \"2026-11-01\", ground: \"Order 17 of the region\" }) {"
                + " change { id version position record { ... on Transfer { state acceptedByGiver preview {"
                + " mandates { subject { name } function { name } before after } linksLeftBehind { link tail { ... on Asset { name } } head { ... on Asset { name } } } truncated } } } }"
                + " problems { field code message } } }", Map.of()).body());
        Thread.sleep(1000);
        String id = client().ask("query ($a: ID!) { transfers(authority: $a, first: 1) { nodes { id } } }", Map.of("a", roads)).at("/transfers/nodes/0/id").asString();
        String position = "0";
        say(ben.send("mutation { decideTransfer(idempotencyKey: \"6f1c2d0e-8f0b-4b6e-9a55-0d3c3f3f7a21\", input: {"
                + " transfer: \"" + id + "\", expectedVersion: 1, accept: true }) {"
                + " change { id version position record { ... on Transfer { state acceptedByGiver acceptedByTaker } } } problems { field code message } } }", Map.of()).body());
        Thread.sleep(1000);
        say(client().send("query ($id: ID!) { node(id: $id) { ... on TechnicalAsset { number version owner { name } formerOwners { owner { name } until } } } }", Map.of("id", cams)).body());
        say(client().send("mutation { closeAuthority(idempotencyKey: \"6f1c2d0e-8f0b-4b6e-9a55-0d3c3f3f7a22\", input: {"
                + " authority: {external: {scheme: \"test\", value: \"Roads Agency\"}}, expectedVersion: 1, on: \"2026-11-15\","
                + " successors: [{external: {scheme: \"test\", value: \"Transport Agency\"}}] }) { change { id } problems { field code message } } }", Map.of()).body());
        say(client().send("query ($id: ID!) { a: coverageCounts(subject: $id, asOf: \"2026-10-31\", below: true) { state count } b: coverageCounts(level: \"regional\") { state count } }", Map.of("id", roads)).body());
        List.of(byName("x"), position);
    }

    private static void say(String text) throws Exception {
        java.nio.file.Files.writeString(java.nio.file.Path.of("/tmp/wt-authorities-example.txt"), text + "\n",
                java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
    }
}
