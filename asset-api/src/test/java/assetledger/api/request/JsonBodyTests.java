package assetledger.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import assetledger.api.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTests {
    private static final int NESTING = 4;

    @Test
    void readsWhatJsonCanSay() {
        Map<String, Object> read = read(
                "{\"query\": \"{ a }\", \"operationName\": null, \"variables\": {\"list\": [1, 2.5, true, null, \"я\"],"
                        + " \"big\": 12345678901234567890}}");
        assertThat(read).containsEntry("query", "{ a }").containsEntry("operationName", null);
        assertThat(read.get("variables")).hasToString("{list=[1, 2.5, true, null, я], big=12345678901234567890}");
    }

    /** What is wrong, and the words that say it. */
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            7                                     | no GraphQL request
            {}                                    | query must be a string
            {"query": ""}                         | query must not be empty
            {"query": "a", "query": "b"}          | Duplicate key query
            {"query": "a", "x": {"y": 1, "y": 2}} | Duplicate key y
            {"query": "a"} 1                      | after the request's end, at character 15
            {"query": "a"                         | at character 13
            {"query": 'a'}                        | at character 10
            {"query": "a", "variables": "b"}      | variables must be an object
            {"query": "a", "x": [[[[1]]]]}        | deeper than 4
            [{"query": "a"}]                      | one operation
            """)
    @ParameterizedTest
    void refusesWhatIsNoRequest(String body, String says) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> read(body)).withMessageContaining(says);
    }

    @ValueSource(strings = {"{\"query\": \"a\", \"x\": [[[1]]]}", "{\"query\": \"a\", \"unknown\": 1}"})
    @ParameterizedTest
    void takesWhatIsNestedJustSoDeepAndWhatItDoesNotKnow(String body) {
        assertThat(read(body)).containsKey("query");
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        byte[] latin = "{\"query\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> JsonBody.read(latin, NESTING))
                .withMessageContaining("not valid UTF-8 at byte 11");
    }

    private static Map<String, Object> read(String body) {
        return JsonBody.read(body.getBytes(StandardCharsets.UTF_8), NESTING);
    }
}
