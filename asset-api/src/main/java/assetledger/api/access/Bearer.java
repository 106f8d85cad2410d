package assetledger.api.access;

import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** The form in which a token comes. */
final class Bearer {
    private static final String SCHEME = "Bearer ";

    private Bearer() {}

    /** The token in a request's headers; empty where there is none, or more than one. */
    static Optional<String> in(HttpHeaders headers) {
        List<String> presented = headers.getOrDefault(HttpHeaders.AUTHORIZATION, List.of());
        return presented.size() == 1 ? of(presented.get(0)) : Optional.empty();
    }

    /** The token in the value of an Authorization header. */
    static Optional<String> of(Object authorization) {
        return authorization instanceof String text && text.startsWith(SCHEME)
                ? Optional.of(text.substring(SCHEME.length()))
                : Optional.empty();
    }
}
