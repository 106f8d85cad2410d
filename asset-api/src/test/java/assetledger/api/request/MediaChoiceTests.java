package assetledger.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;

class MediaChoiceTests {
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            ''                                                                | application/json
            */*                                                               | application/json
            application/*                                                     | application/json
            application/json                                                  | application/json
            application/json; charset=utf-8                                   | application/json
            application/graphql-response+json                                 | application/graphql-response+json
            application/graphql-response+json, application/json               | application/graphql-response+json
            application/graphql-response+json;q=0.5, application/json;q=0.9   | application/json
            application/json;q=0.5, application/graphql-response+json;q=0.9   | application/graphql-response+json
            application/json, application/graphql-response+json               | application/json
            application/json;q=0, */*                                         | application/graphql-response+json
            application/graphql-response+json; charset=utf-8, */*;q=0.1       | application/graphql-response+json
            text/event-stream                                                 | text/event-stream
            text/event-stream, application/json;q=0.9                         | text/event-stream
            text/html, */*;q=0.1                                              | application/json
            image/png                                                         | none
            text/*                                                            | none
            application/json;q=0                                              | none
            application/json; charset=utf-16                                  | none
            """)
    @ParameterizedTest
    void theTypeIsWhatTheClientLikesBest(String accept, String chosen) {
        assertThat(MediaChoice.of(MediaType.parseMediaTypes(accept)))
                .isEqualTo(chosen == null ? null : MediaType.parseMediaType(chosen));
    }
}
