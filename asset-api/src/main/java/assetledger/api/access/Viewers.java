package assetledger.api.access;

import assetledger.model.Viewer;
import reactor.core.publisher.Mono;

/** Says who shows a token. */
public interface Viewers {
    /** Who it is, with the rights of this moment; empty where the token does not, or no longer, let anybody in. */
    Mono<Viewer> viewer(String bearerToken);
}
