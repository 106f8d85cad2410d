package assetledger.api.request;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.mutation;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.registration;
import static assetledger.api.testing.Registrar.system;
import static assetledger.api.testing.Registrar.variables;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Client;
import assetledger.api.testing.Reply;
import assetledger.api.testing.RunningServer;
import assetledger.model.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rows of the list of hostile input that are about what is not the sender's. */
class HostileAccessTests extends RunningServer {
    private static final String NODE = "{ node(id: \"%s\") { id } }";

    private String own = "";
    private String foreign = "";

    @BeforeEach
    void twoAuthorities() {
        own = registrar().register(authority(name("Own"))).id();
        foreign = registrar().register(authority(name("Foreign"))).id();
    }

    private Client somebody() {
        return client("somebody", Role.REGISTRAR, own);
    }

    private static Reply record(Client client, String owner) {
        return client.send(
                mutation("register", false), variables(system(name("System"), byId(owner)), UUID.randomUUID()));
    }

    /** 25: whoever is signed in may read the schema, which is published anyway; its limits stand in row 25 too. */
    @Test
    void onlyWhoIsSignedInReadsTheSchema() {
        String query = "{ __schema { queryType { name } } }";
        Reply outsider = Client.send(client().anonymous()
                .POST(BodyPublishers.ofString(Client.body(query, Map.of())))
                .build());
        assertThat(outsider.status()).isEqualTo(401);
        assertThat(outsider.errorCode()).isEqualTo("UNAUTHENTICATED");
        assertThat(outsider.body()).doesNotContain("queryType", "\"Query\"");
        assertThat(somebody().ask(query).at("/__schema/queryType/name").asString())
                .isEqualTo("Query");
    }

    /** 41: another's authority may not be named as the owner, and nothing else of the input is looked at before. */
    @Test
    void anotherAuthorityAsTheOwnerIsForbiddenWhateverElseIsThere() {
        assertThat(record(somebody(), own).errorCode()).isEmpty();
        long before = database().size();
        Reply there = record(somebody(), foreign);
        Map<String, Object> incomplete = new HashMap<>(Map.of("name", "Nameless", "owner", byId(foreign)));
        incomplete.put("stages", List.of(Map.of("stage", "no such stage", "from", "2020-01-01")));
        Reply lacking = somebody()
                .send(mutation("register", false), variables(registration("system", incomplete), UUID.randomUUID()));
        assertThat(there.errorCode()).isEqualTo("FORBIDDEN");
        assertThat(lacking.errorCode()).as(lacking.body()).isEqualTo("FORBIDDEN");
        assertThat(lacking.error().path("message")).isEqualTo(there.error().path("message"));
        assertThat(database().size()).isEqualTo(before);
    }

    /** 42: what is another's and restricted answers as what is missing, to the byte. */
    @Test
    void whatIsHiddenAnswersAsWhatIsMissing() {
        Map<String, Object> hidden = new HashMap<>(system(name("Hidden"), byId(foreign)));
        hidden.put("restriction", "Its address is an attacker's map");
        String id = registrar().register(hidden).id();
        Reply one = somebody().send(NODE.formatted(id), Map.of());
        Reply other = somebody().send(NODE.formatted(UUID.randomUUID()), Map.of());
        assertThat(said(one)).isEqualTo(said(other)).contains("\"node\":null");
        assertThat(one.status()).isEqualTo(other.status()).isEqualTo(200);
        assertThat(somebody().send(NODE.formatted("zzz"), Map.of()).errorCode()).isEqualTo("BAD_USER_INPUT");
    }

    /** Without how far the graph is, which goes on between two requests. */
    private static String said(Reply reply) {
        return reply.body().replaceAll("\"ledger\":\\{[^}]*}", "");
    }

    /** 45: a cursor goes on only for whom it was made. */
    @Test
    void aCursorOfAnotherViewerIsRefused() {
        registrar().register(system(name("First"), byId(own)));
        long position = registrar().register(system(name("Second"), byId(own))).position();
        String list = "{ assets(first: 1, owner: \"%s\", atLeast: %d%s) { pageInfo { endCursor } } }";
        String cursor = somebody()
                .ask(list.formatted(own, position, ""))
                .at("/assets/pageInfo/endCursor")
                .asString();
        String next = list.formatted(own, position, ", after: \"%s\"".formatted(cursor));
        assertThat(somebody().send(next, Map.of()).errorCode()).isEmpty();
        assertThat(client("neighbour", Role.REGISTRAR, own).send(next, Map.of()).errorCode())
                .isEqualTo("BAD_USER_INPUT");
    }

    /** 47: who asks is said by the token alone. */
    @Test
    void headersThatNameSomebodyElseAreIgnored() {
        Reply reply = Client.send(somebody()
                .request()
                .header("X-Forwarded-User", "local:everybody")
                .header("X-Remote-User", "local:everybody")
                .header("X-Authority", foreign)
                .header("X-Roles", "AUDITOR")
                .POST(BodyPublishers.ofString(Client.body("{ me { person roles } }", Map.of())))
                .build());
        assertThat(reply.at("/me/person").asString()).isEqualTo("local:somebody");
        assertThat(reply.at("/me/roles").toString()).isEqualTo("[\"REGISTRAR\"]");
        Reply anonymous = Client.send(client().anonymous()
                .header("X-Forwarded-User", "local:everybody")
                .POST(BodyPublishers.ofString(Client.body("{ me { person } }", Map.of())))
                .build());
        assertThat(anonymous.status()).isEqualTo(401);
    }
}
