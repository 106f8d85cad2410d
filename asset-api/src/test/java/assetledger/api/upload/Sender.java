package assetledger.api.upload;

import assetledger.api.testing.Client;
import assetledger.api.testing.Reply;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** Uploads files as a form in a browser does, and asks what becomes of them. */
record Sender(String address, String token, Client client) {
    private static final String BOUNDARY = "----a-boundary-of-tests";
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** A form part by part. */
    static final class Body {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Body file(String part, String name, String content) {
            return file(part, name, content.getBytes(StandardCharsets.UTF_8));
        }

        Body file(String part, String name, byte[] content) {
            text("--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
                    .formatted(BOUNDARY, part, name));
            text("Content-Type: application/octet-stream\r\n\r\n");
            bytes.writeBytes(content);
            text("\r\n");
            return this;
        }

        Body word(String part, String word) {
            text("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(BOUNDARY, part, word));
            return this;
        }

        private void text(String text) {
            bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }

        byte[] bytes() {
            text("--%s--\r\n".formatted(BOUNDARY));
            return bytes.toByteArray();
        }
    }

    Reply send(Body body) {
        return Client.send(request("/imports")
                .header("Content-Type", contentType())
                .POST(BodyPublishers.ofByteArray(body.bytes()))
                .build());
    }

    static String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    Reply get(String path) {
        return Client.send(request(path).GET().build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(LONGEST)
                .header("Authorization", "Bearer " + token);
    }

    /** The upload when it has ended, or the test fails. */
    JsonNode ended(Reply accepted) {
        if (accepted.status() != 202) {
            throw new AssertionError("%d %s".formatted(accepted.status(), accepted.body()));
        }
        return ended(accepted.json().path("id").asString(""));
    }

    JsonNode ended(String id) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            JsonNode upload = ask(id);
            if (!upload.path("ended").isNull()) {
                return upload;
            } else if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("It does not end: " + upload);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** Null where there is none for this one. */
    JsonNode ask(String id) {
        return client.ask("""
                        query ($id: ID!) { upload(id: $id) { id file mapping mode state rows ofRows added changed unchanged
                          repeated reported problemCount problems { table row column value sentence } import sentence
                          received ended } }""", Map.of("id", id)).at("/upload");
    }
}
