package assetledger.api.testing;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the server answered. */
public record Reply(int status, HttpHeaders headers, String body) {
    private static final JsonMapper JSON = JsonMapper.shared();

    static Reply of(HttpResponse<String> response) {
        return new Reply(response.statusCode(), response.headers(), response.body());
    }

    public JsonNode json() {
        return JSON.readTree(body);
    }

    /** What is at a place below {@code data}, such as {@code /register/change/id}. */
    public JsonNode at(String place) {
        return json().at("/data" + place);
    }

    /** The first error. */
    public JsonNode error() {
        return json().at("/errors/0");
    }

    /** The code of the first error; empty where there is none. */
    public String errorCode() {
        return error().at("/extensions/code").asString("");
    }

    Reply demandNoErrors() {
        if (status != 200 || json().has("errors")) {
            throw new AssertionError("Status %d, %s".formatted(status, body));
        }
        return this;
    }
}
