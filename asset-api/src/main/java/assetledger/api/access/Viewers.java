package assetledger.api.access;

import assetledger.model.Viewer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Says who shows a token, and what he may do at this moment. */
@Component
class Viewers {
    private final Tokens tokens;
    private final Grants grants;

    Viewers(Tokens tokens, Grants grants) {
        this.tokens = tokens;
        this.grants = grants;
    }

    /** Who asks, and with which rights. */
    record Identified(Caller caller, Viewer viewer) {}

    /** Who it is; empty where the token does not, or no longer, let anybody in. */
    Mono<Identified> of(String bearerToken) {
        return tokens.caller(bearerToken).map(caller -> new Identified(caller, grants.viewer(caller)));
    }
}
