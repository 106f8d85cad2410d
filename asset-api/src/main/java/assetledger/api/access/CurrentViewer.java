package assetledger.api.access;

import assetledger.model.Viewer;
import reactor.core.publisher.Mono;

/** Who is asking, to be asked again by whatever outlives a moment: rights change and tokens expire meanwhile. */
@FunctionalInterface
public interface CurrentViewer {
    /** With the rights of this moment; empty where the token lets nobody in any more. */
    Mono<Viewer> now();
}
