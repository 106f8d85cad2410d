package assetledger.api.upload;

import assetledger.api.testing.Client;
import assetledger.api.testing.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** Uploads files as a form in a browser does, and asks what becomes of them. */
record Sender(String address, String person, String token, Client client) {
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
        return send(BodyPublishers.ofByteArray(body.bytes()));
    }

    /** The same in pieces, without a word of how much it is. */
    Reply sendInPieces(Body body) {
        return send(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body.bytes())));
    }

    private Reply send(HttpRequest.BodyPublisher body) {
        return Client.send(request("/imports")
                .header("Content-Type", contentType())
                .POST(body)
                .build());
    }

    static String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    /** A connection on which all of an upload was sent but its last bytes; to be closed. */
    Socket sendNearlyAll(Body body) throws IOException {
        byte[] all = body.bytes();
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), URI.create(address).getPort());
        String head = """
                POST /imports HTTP/1.1\r
                Host: 127.0.0.1\r
                Authorization: Bearer %s\r
                Content-Type: %s\r
                Content-Length: %d\r
                \r
                """.formatted(token, contentType(), all.length);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().write(all, 0, all.length * 99 / 100);
        socket.getOutputStream().flush();
        return socket;
    }

    /** A report of an upload that has ended. */
    Reply report(JsonNode upload, String name) {
        return get("/imports/%s/%s".formatted(upload.path("id").asString(), name));
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
        return ended(id(accepted));
    }

    JsonNode ended(String id) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            JsonNode upload = ask(id);
            if (upload.path("ended").isString()) {
                return upload;
            } else if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("It does not end: " + upload);
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    /** The id of an upload that was taken, or the test fails. */
    static String id(Reply accepted) {
        if (accepted.status() != 202) {
            throw new AssertionError("%d %s".formatted(accepted.status(), accepted.body()));
        }
        return accepted.json().path("id").asString("");
    }

    JsonNode ask(Reply accepted) {
        return ask(id(accepted));
    }

    /** Null where there is none for this one. */
    JsonNode ask(String id) {
        return client.ask("""
                        query ($id: ID!) { upload(id: $id) { id file mapping mode state rows ofRows added changed unchanged
                          repeated reported problemCount problems { table row column value sentence } import sentence
                          received ended } }""", Map.of("id", id)).at("/upload");
    }
}
