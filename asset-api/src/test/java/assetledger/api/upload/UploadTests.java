package assetledger.api.upload;

import static assetledger.api.testing.Registrar.name;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Client;
import assetledger.api.testing.Reply;
import assetledger.api.testing.RunningServer;
import assetledger.api.upload.Sender.Body;
import assetledger.model.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

/** Files uploaded by people without a command line. */
class UploadTests extends RunningServer {
    private static final String MAPPING = """
            mapping: bodies
            key: [code]
            records:
              - put:
                  record:
                    subject:
                      name: {column: name, required: true}
                      level: regional
                      externalIds:
                        - {scheme: upload, value: {column: code, required: true}}
            """;

    @Autowired
    private Jobs jobs;

    @Value("${assetledger.directory}")
    private Path directory;

    private Sender sender() {
        return sender("uploader", Role.REGISTRAR);
    }

    private Sender sender(String person, Role role) {
        return new Sender(address(), token(person, Set.of(role), null), client(person, role, null));
    }

    private static Body form(String mode, String file, String table) {
        return new Body()
                .file("file", file, table)
                .file("mapping", "bodies.yaml", MAPPING)
                .word("mode", mode);
    }

    /** As many authorities as are asked for, of names that no other test has. */
    private static String table(int rows) {
        StringBuilder table = new StringBuilder("code,name\n");
        for (int row = 0; row < rows; row++) {
            String name = name("Body");
            table.append("%s,%s\n".formatted(name.replace(' ', '-'), name));
        }
        return table.toString();
    }

    private long tables() throws IOException {
        try (Stream<Path> all = Files.walk(directory.resolve("uploads"))) {
            return all.filter(path -> path.toString().contains("/files/")
                            || path.toString().contains("/mappings/"))
                    .count();
        }
    }

    @Test
    void aCheckTellsEveryProblemAndWhatWouldBeAddedAndRecordsNothing() {
        long before = database().size();
        JsonNode upload = sender().ended(sender().send(form("check", "bodies.csv", table(3) + "X-1,\n=1+1,\n")));
        assertThat(upload.path("state").asString()).as(upload.toString()).isEqualTo("CHECKED");
        assertThat(upload.path("ofRows").asInt()).isEqualTo(5);
        assertThat(upload.path("added").asInt()).isEqualTo(3);
        assertThat(upload.path("reported").asInt()).isEqualTo(2);
        assertThat(upload.path("problems").path(0).path("row").asInt()).isEqualTo(5);
        assertThat(upload.path("problems").path(0).path("column").asString()).isEqualTo("name");
        assertThat(upload.path("import").isNull()).isTrue();
        assertThat(database().size()).isEqualTo(before);
    }

    @Test
    void theReportHasAllProblemsAndACheckLeavesNoRowsToMend() {
        Reply accepted = sender().send(form("check", "bodies.csv", table(1) + "=1+1,\n"));
        JsonNode upload = sender().ended(accepted);
        Reply problems = sender().get(
                        "/imports/%s/problems.csv".formatted(upload.path("id").asString()));
        assertThat(problems.status()).as(problems.body()).isEqualTo(200);
        assertThat(problems.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(problems.body()).startsWith("row,column,value,problem").contains("\n3,name,");
        Reply skipped = sender().get(
                        "/imports/%s/skipped.csv".formatted(upload.path("id").asString()));
        assertThat(skipped.status()).isEqualTo(404);
    }

    @Test
    void aFileOfAnotherTypeIsRefusedByWhatItIs() {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0};
        JsonNode upload = sender().ended(sender().send(new Body()
                .file("file", "bodies.csv", png)
                .file("mapping", "bodies.yaml", MAPPING)
                .word("mode", "import")));
        assertThat(upload.path("state").asString()).isEqualTo("REFUSED");
        assertThat(upload.path("sentence").asString())
                .startsWith("bodies.csv is declared as csv, but by its first bytes it is an image (PNG)");
    }

    @Test
    void aNameIsNeverAPathAndIsShownWithEveryCharacterVisible() throws IOException {
        for (String hostile : List.of("../../etc/x", "/etc/passwd", "CON\u202Ecsv", "x".repeat(4_000), "..", "a\\b")) {
            JsonNode upload = sender().ended(sender().send(form("check", hostile.replace("\\", "\\\\"), table(1))));
            assertThat(upload.path("state").asString()).as(hostile).isEqualTo("CHECKED");
            assertThat(upload.path("file").asString()).doesNotContain("\u202E").hasSizeLessThan(500);
        }
        assertThat(directory.resolve("etc")).doesNotExist();
        assertThat(directory.resolve("uploads/etc")).doesNotExist();
        assertThat(tables()).isZero();
    }

    @Test
    void aSetThatNamesAMappingOfTheServersDiskIsRefused() {
        String set = "set: all\ntables:\n  - {file: bodies.csv, mapping: %s}\n"
                .formatted(directory.resolve("token-key.json"));
        JsonNode upload = sender().ended(sender().send(new Body()
                .file("file", "bodies.csv", table(1))
                .file("mapping", "all.yaml", set)
                .word("mode", "check")));
        assertThat(upload.path("state").asString()).isEqualTo("REFUSED");
        assertThat(upload.path("sentence").asString()).contains("send it along");
    }

    @Test
    void aMappingIsOneThatShipsOrComesAlongAndNoFileOfTheServer() {
        Reply reply = sender().send(new Body()
                .file("file", "a.csv", table(1))
                .word("mapping", "/etc/passwd")
                .word("mode", "check"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.errorCode()).isEqualTo("BAD_REQUEST_BODY");
        assertThat(reply.error().path("message").asString()).contains("canada/services");
    }

    @Test
    void anUploadOfSomebodyElseIsNotThere() {
        Reply accepted = sender().send(form("check", "bodies.csv", table(1) + "X-1,\n"));
        String id = sender().ended(accepted).path("id").asString();
        Sender other = sender("stranger", Role.REGISTRAR);
        assertThat(other.ask(id).isNull()).isTrue();
        Reply foreign = other.get("/imports/%s/problems.csv".formatted(id));
        Reply missing = other.get("/imports/123e4567-e89b-42d3-a456-426614174000/problems.csv");
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.body()).isEqualTo(missing.body());
        assertThat(other.client()
                        .ask("mutation { stopUpload(id: \"%s\") { id } }".formatted(id), Map.of())
                        .at("/stopUpload")
                        .isNull())
                .isTrue();
    }

    @Test
    void onlyRegistrarsUpload() {
        Reply reply = sender("reader", Role.ANALYST).send(form("check", "bodies.csv", table(1)));
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.errorCode()).isEqualTo("FORBIDDEN");
    }

    @Test
    void withoutATokenNothingIsRead() {
        Reply reply = Client.send(HttpRequest.newBuilder(URI.create(address() + "/imports"))
                .header("Content-Type", Sender.contentType())
                .POST(BodyPublishers.ofByteArray(
                        form("check", "a.csv", table(1)).bytes()))
                .build());
        assertThat(reply.status()).isEqualTo(401);
    }

    @Test
    void aFormOfAnotherTypeIsRefused() {
        Reply reply = Client.send(client().request()
                .uri(URI.create(address() + "/imports"))
                .POST(BodyPublishers.ofString("{}"))
                .build());
        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.errorCode()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void aConnectionThatIsCutLeavesNothing() throws IOException {
        byte[] body = form("import", "bodies.csv", table(20)).bytes();
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(address()).getPort())) {
            String head =
                    """
                    POST /imports HTTP/1.1\r
                    Host: 127.0.0.1\r
                    Authorization: Bearer %s\r
                    Content-Type: %s\r
                    Content-Length: %d\r
                    \r
                    """.formatted(token("cutter", Set.of(Role.REGISTRAR), null), Sender.contentType(), body.length);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(body, 0, body.length * 99 / 100);
            socket.getOutputStream().flush();
            awaitTaken(1);
        }
        awaitTaken(0);
        for (int i = 0; i < 500 && tables() > 0; i++) {
            LockSupport.parkNanos(10_000_000);
        }
        assertThat(tables()).isZero();
        assertThat(database().number("select count(*) from upload where person = 'local:cutter'"))
                .isZero();
    }

    private void awaitTaken(int count) {
        for (int i = 0; i < 1_000 && jobs.turns().taken() != count; i++) {
            LockSupport.parkNanos(10_000_000);
        }
        assertThat(jobs.turns().taken()).isEqualTo(count);
    }

    @Test
    void progressIsToldUntilTheEnd() {
        Reply accepted = sender().send(form("check", "bodies.csv", table(3)));
        String id = accepted.json().path("id").asString();
        String events = Client.send(sender().client()
                        .request()
                        .header("Accept", "text/event-stream")
                        .POST(BodyPublishers.ofString(Client.body(
                                "subscription { uploadProgress(id: \"%s\") { state rows ofRows } }".formatted(id),
                                Map.of())))
                        .build())
                .body();
        assertThat(events)
                .contains("\"state\":\"CHECKED\",\"rows\":3,\"ofRows\":3")
                .contains("event:complete");
    }

    @Test
    void theListHasTheLatestFirstAndGoesOn() {
        Sender lister = sender(name("lister"), Role.REGISTRAR);
        String first = lister.ended(lister.send(form("check", "first.csv", table(1))))
                .path("id")
                .asString();
        String second = lister.ended(lister.send(form("check", "second.csv", table(1))))
                .path("id")
                .asString();
        Reply page = lister.client()
                .ask("{ uploads(first: 1) { nodes { id } totalCount pageInfo { hasNextPage endCursor } } }", Map.of());
        assertThat(page.at("/uploads/nodes/0/id").asString()).isEqualTo(second);
        assertThat(page.at("/uploads/totalCount").asInt()).isEqualTo(2);
        Reply next = lister.client()
                .ask(
                        "query ($after: String) { uploads(first: 1, after: $after) { nodes { id } pageInfo { hasNextPage } } }",
                        Map.of("after", page.at("/uploads/pageInfo/endCursor").asString()));
        assertThat(next.at("/uploads/nodes/0/id").asString()).isEqualTo(first);
        assertThat(next.at("/uploads/pageInfo/hasNextPage").asBoolean()).isFalse();
    }
}
